import type { DeskKeys } from '../en/desk-keys.ts';

export const deskKeys: DeskKeys = {
  news: {
    title: 'Nycklar har ändrats',
    text: 'Rapporter förseglas nu till andra nycklar än förut. Har er enhet inte bestämt det, så ring genast systemadministratören och er administratör, och lita inte på nya rapporter innan det är utrett.',
    added: (p) => `${p.day}, ${p.channel}: nyckel tillagd: ${p.name}, ${p.print}`,
    removed: (p) => `${p.day}, ${p.channel}: nyckel borttagen: ${p.name}, ${p.print}`,
    until: 'Det står här tills en administratör för medlemmar säger att enheten känner till det.',
    know: 'Enheten känner till de här ändringarna',
    knowTitle: 'Säg att enheten känner till det',
  },
  reader: {
    title: 'Läsaren',
    lead: 'En enda fil som du öppnar ärenden med i en webbläsare, på en dator utan nätverk.',
    missing:
      'Ingen läsare har byggts på den här servern. Systemadministratören gör den med npm run build-reader och startar om servern.',
    save: (p) => `Spara läsaren (HTML, ${p.size})`,
    sumTitle: 'Är det rätt fil?',
    sum: 'Filens SHA-256:',
    check:
      'Räkna ut den på din egen dator när du har sparat filen, och jämför varje grupp. Om någon skiljer sig ska du inte öppna filen. Säg till systemadministratören.',
    windows: 'Windows, i Kommandotolken:',
    linux: 'Linux:',
    mac: 'Mac, i Terminalen:',
    trust:
      'En server som någon annan har tagit över kan visa dig fel fil och fel tal. Jämför därför talet en gång med ett som du fått på annat sätt: muntligt av systemadministratören eller på papper.',
  },
  notice: {
    failing: (p) =>
      `Den dagliga e-posten kunde inte skickas ${p.day}. Nya försök görs. Titta själv här varje dag till dess, och säg till systemadministratören.`,
  },
};
