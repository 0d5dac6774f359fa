import type { DeskKeys } from '../en/desk-keys.ts';

export const deskKeys: DeskKeys = {
  news: {
    title: 'Nøgler er ændret',
    text: 'Indberetninger forsegles nu til andre nøgler end før. Har jeres enhed ikke besluttet det, så ring straks til systemadministratoren og jeres administrator, og stol ikke på nye indberetninger, før det er opklaret.',
    added: (p) => `${p.day}, ${p.channel}: nøgle kommet til: ${p.name}, ${p.print}`,
    removed: (p) => `${p.day}, ${p.channel}: nøgle fjernet: ${p.name}, ${p.print}`,
    until: 'Det står her, til en administrator for medlemmer siger, at enheden kender til det.',
    know: 'Enheden kender til disse ændringer',
    knowTitle: 'Sig, at enheden kender til det',
  },
  reader: {
    title: 'Læseren',
    lead: 'Én fil, som du åbner sager med i en browser, på en computer uden netværk.',
    missing:
      'Der er ikke bygget nogen læser på denne server. Systemadministratoren laver den med npm run build-reader og starter serveren på ny.',
    save: (p) => `Gem læseren (HTML, ${p.size})`,
    sumTitle: 'Er det den rigtige fil?',
    sum: 'Dens SHA-256:',
    check:
      'Regn den ud på din egen computer, når du har gemt filen, og sammenlign hver gruppe. Er en af dem anderledes, så åbn ikke filen, og sig det til systemadministratoren.',
    windows: 'Windows, i Kommandoprompt:',
    linux: 'Linux:',
    mac: 'Mac, i Terminal:',
    trust:
      'En server, som andre har overtaget, kan vise dig en forkert fil og et forkert tal. Sammenlign derfor tallet én gang med et, du har fået ad en anden vej: mundtligt fra systemadministratoren eller på papir.',
  },
  notice: {
    failing: (p) =>
      `Den daglige e-mail kunne ikke sendes den ${p.day}. Der prøves igen. Se selv her hver dag indtil da, og sig det til systemadministratoren.`,
  },
};
