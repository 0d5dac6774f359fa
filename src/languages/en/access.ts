/** A member's own access to the desk: how long a log-in lasts, passphrase, recovery codes, log-ins that are open. */
export const access = {
  title: 'Your access',
  roles: 'Roles',
  channels: 'Channels',
  others: 'Roles, channels and a lost phone are matters for an administrator of members.',
  /** How a log-in ends. */
  soon: (p: { left: string; hours: number }) =>
    `In ${p.left} you have to log in again: a log-in lasts ${p.hours} hours. Nothing you type is lost by it.`,
  ended: (p: { hours: number }) =>
    `You were logged out. That happens after half an hour without a click, ${p.hours} hours after the log-in, when the access was changed, or when the server was started anew.`,
  kept: 'You are no longer logged in, and nothing was registered. What you typed is below. Log in here, and it stands in the form again.',
  back: 'What you typed stands in the form again. It is not registered yet: look through it and send it.',
  help: {
    title: 'You cannot get in?',
    phone: 'Phone lost: type a recovery code in place of the six digits.',
    all: 'Passphrase forgotten, or phone and recovery codes lost: ask an administrator of members or the sysadmin for a new link.',
  },
  passphrase: {
    title: 'Change the passphrase',
    present: 'Present passphrase',
    fresh: 'New passphrase',
    repeat: 'The new one again',
    ends: 'Everywhere else where you are logged in, you are logged out.',
    submit: 'Change the passphrase',
    done: 'The passphrase is changed. Everywhere else you are logged out.',
    wrong:
      'Nothing was changed: the present passphrase and the one-time password must both fit. Each one-time password works once, so wait for the next one.',
    same: 'Nothing was changed: the new passphrase is the present one.',
  },
  codes: {
    title: 'Recovery codes',
    left: (p: { left: number }) =>
      p.left === 1 ? 'One of them is left.' : `${p.left} of them are left.`,
    hint: 'Make new ones when few are left, or when somebody may have seen them. The old ones then stop working.',
    submit: 'Make new codes',
  },
  logIns: {
    title: 'Where you are logged in',
    here: (p: { since: string }) => `Here, for ${p.since}.`,
    elsewhere: (p: { since: string; unused: string }) =>
      `Elsewhere, for ${p.since}, not used for ${p.unused}.`,
    hint: 'If that was not you: log it out, change the passphrase, and tell your administrator.',
    submit: 'Log out everywhere else',
    done: 'Everywhere else you are logged out.',
  },
};

export type AccessTexts = typeof access;
