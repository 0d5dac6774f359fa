import type { DeskKeys } from '../en/desk-keys.ts';

export const deskKeys: DeskKeys = {
  news: {
    title: 'Nøkler er endret',
    text: 'Varsler forsegles nå til andre nøkler enn før. Har ikke enheten deres bestemt dette, så ring systemadministratoren og administratoren deres med en gang, og stol ikke på nye varsler før det er oppklart.',
    added: (p) => `${p.day}, ${p.channel}: nøkkel lagt til: ${p.name}, ${p.print}`,
    removed: (p) => `${p.day}, ${p.channel}: nøkkel fjernet: ${p.name}, ${p.print}`,
    until: 'Dette står her til en administrator for medlemmer sier at enheten kjenner til det.',
    know: 'Enheten kjenner til disse endringene',
    knowTitle: 'Si at enheten kjenner til det',
  },
  reader: {
    title: 'Leseren',
    lead: 'Én fil som du åpner saker med i en nettleser, på en datamaskin uten nettverk.',
    missing:
      'Det er ikke bygget noen leser på denne serveren. Systemadministratoren lager den med npm run build-reader og starter serveren på nytt.',
    save: (p) => `Lagre leseren (HTML, ${p.size})`,
    sumTitle: 'Er det riktig fil?',
    sum: 'SHA-256 for filen:',
    check:
      'Regn den ut på din egen datamaskin når du har lagret filen, og sammenlign hver gruppe. Er en av dem annerledes, så ikke åpne filen, og si fra til systemadministratoren.',
    windows: 'Windows, i Ledetekst:',
    linux: 'Linux:',
    mac: 'Mac, i Terminal:',
    trust:
      'En server som andre har tatt over, kan vise deg feil fil og feil tall. Sammenlign derfor tallet én gang med et du har fått på en annen måte: muntlig fra systemadministratoren eller på papir.',
  },
  notice: {
    failing: (p) =>
      `Den daglige e-posten kunne ikke sendes ${p.day}. Det prøves igjen. Se selv her hver dag til da, og si fra til systemadministratoren.`,
  },
};
