import type { AccessTexts } from '../en/access.ts';

export const access: AccessTexts = {
  title: 'Din åtkomst',
  roles: 'Roller',
  channels: 'Kanaler',
  others:
    'Har du tappat telefonen, eller ska roller och kanaler ändras, tala med en medlemsadministratör.',
  soon: (p) =>
    `Om ${p.left} måste du logga in igen: en inloggning varar i ${p.hours} timmar. Det du skriver går inte förlorat.`,
  ended: (p) =>
    `Du loggades ut. Det händer efter en halvtimme utan klick, ${p.hours} timmar efter inloggningen, när åtkomsten har ändrats eller när servern har startats om.`,
  kept: 'Du är inte längre inloggad och inget registrerades. Det du har skrivit står nedan. Logga in här, så står det i formuläret igen.',
  back: 'Det du har skrivit står i formuläret igen. Det är inte registrerat än: gå igenom det och skicka det.',
  help: {
    title: 'Kommer du inte in?',
    phone: 'Tappad telefon: skriv en reservkod i stället för de sex siffrorna.',
    all: 'Glömd lösenfras, eller tappad telefon och reservkoder: be en medlemsadministratör eller systemadministratören om en ny länk.',
  },
  passphrase: {
    title: 'Byt lösenfras',
    present: 'Nuvarande lösenfras',
    fresh: 'Ny lösenfras',
    repeat: 'Den nya igen',
    ends: 'Överallt annars där du är inloggad loggas du ut.',
    submit: 'Byt lösenfras',
    done: 'Lösenfrasen är bytt. Överallt annars är du utloggad.',
    wrong:
      'Inget ändrades: den nuvarande lösenfrasen och engångskoden måste båda stämma. Varje engångskod fungerar en gång, så vänta på nästa.',
    same: 'Inget ändrades: den nya lösenfrasen är den nuvarande.',
  },
  codes: {
    title: 'Reservkoder',
    left: (p) => (p.left === 1 ? 'En är kvar.' : `${p.left} är kvar.`),
    hint: 'Gör nya när få är kvar eller när andra kan ha sett dem. De gamla slutar då att fungera.',
    submit: 'Gör nya reservkoder',
  },
  logIns: {
    title: 'Var du är inloggad',
    here: (p) => `Här, i ${p.since}.`,
    elsewhere: (p) => `På ett annat ställe, i ${p.since}, inte använd på ${p.unused}.`,
    hint: 'Var det inte du: logga ut det, byt lösenfras och säg till din administratör.',
    submit: 'Logga ut överallt annars',
    done: 'Överallt annars är du utloggad.',
  },
};
