/** Leaving somebody of the unit out of a case. */
export const leaveOut = {
  legend: 'Is somebody who would handle this involved?',
  hint: 'Tick who must not get it. It is then not sealed to their keys: they can open neither the report nor what you send later. The unit sees only that somebody was left out.',
  instead: (p: { name: string; channel: string }) =>
    `Send it to ${p.name} instead. Nobody at ${p.channel} gets it.`,
  nobody: 'Then nobody could open the report. Take at least one tick away.',
  gone: 'What you ticked is not offered any more. Choose anew, or send it without.',
  otherChannel:
    'What you ticked belongs to another channel than the one you chose. Nothing was registered.',
  keptAway: 'You do not find this case on the desk, as the reporter wished.',
  receipt: 'It is not sealed to those whom you left out. They cannot open it.',
};

export type LeaveOutTexts = typeof leaveOut;
