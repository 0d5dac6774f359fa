import type { PagesTexts } from '../en/pages.ts';

export const pages: PagesTexts = {
  titles: {
    scope: 'Vem kan rapportera, och om vad',
    anonymity: 'Så förblir du anonym',
    protection: 'Så skyddas du',
    elsewhere: 'Andra vägar',
    process: 'Vad händer, och när',
    limits: 'Vad sidan kan och inte kan',
    privacy: 'Dina personuppgifter',
    accessibility: 'Tillgänglighetsredogörelse',
  },
  teasers: {
    scope: 'Vad som hör hit, och vart du går med resten.',
    anonymity: 'Utrustning, nätverk, Tor, ord och filer.',
    protection: 'Mot straff, och vem som får ditt namn.',
    elsewhere: 'Telefon, myndigheter och medier.',
    process: 'Datum, svar och radering.',
    limits: 'Vad vi sparar, vad vi ser, vad vi inte kan dölja.',
    privacy: 'Vem som ansvarar, och vilka rättigheter du har.',
    accessibility: 'Hur väl alla kan använda sidorna.',
  },
  before: 'Innan du skriver',
  about: 'Om tjänsten',
  more: 'Läs vidare',
  readers: (p) => `Bara de personer som ${p.name} har utsett kan läsa din rapport.`,

  scope: {
    who: '## Vem kan rapportera',
    others: 'Är du inget av detta? Du kan skriva ändå. Men då skyddar lagen dig kanske inte.',
    what: '## Det här kan du skriva om',
    system: 'Det kan också vara ett fel i ett system som ingen rår för.',
    proof: 'Du behöver inga bevis. Det räcker att du har skäl att tro att det är sant.',
    notHere: '## Det här hör inte hit',
    unsure:
      'Är du osäker, skriv ändå. Hör det inte hit får du veta det i brevlådan, och du förlorar ingenting.',
    danger: '**Är någon i fara just nu? Ring 112.** Här finns ingen jour dygnet runt.',
  },

  notHere: {
    own: {
      label: 'Bara mitt eget jobb: lön, schema, semester, samarbete',
      instead: 'Tala med din chef, HR, facket eller skyddsombudet.',
    },
    decision: {
      label: 'Ett beslut eller en insats som jag är missnöjd med',
      instead: 'Klaga hos dem som fattade beslutet. I brevet står hur man gör.',
    },
    repair: {
      label: 'Något behöver lagas eller städas',
      instead: 'Gör en felanmälan till den vanliga kundtjänsten.',
    },
    danger: {
      label: 'Någon är i fara just nu',
      instead: 'Ring 112. Skriv här efteråt om det också är ett allvarligt missförhållande.',
    },
  },

  anonymity: {
    device:
      '## Din utrustning och ditt nätverk\n\n- Använd din egen telefon eller dator. Aldrig en från jobbet.\n- Använd inte jobbets nätverk, wifi eller VPN. Där kan man se vilka sidor som besöks.\n- Skriv adressen själv, eller kopiera den. Ett klick på en länk på jobbet kan synas.\n- Sitt där ingen och ingen kamera ser din skärm. Stäng fönstret efteråt.',
    tor: '## Tor Browser\n\nTor Browser döljer var du är, för oss och för alla på vägen. Den är gratis: torproject.org. Hämta den hemma. Välj säkerhetsnivån ”Safest”.\n\nDitt nätverk kan se *att* du använder Tor, men inte till vad. Tor döljer inte det du skriver.',
    onion: (p) =>
      `Använd vår onion-adress i Tor Browser. Då ser ingen på vägen att du besöker oss:\n\n\`${p.onion}\``,
    write:
      '## Det du skriver\n\n- Utelämna namn, nummer, adress och titel.\n- Utelämna sådant som bara du kan veta. ”Jag var ensam med henne” säger vem du är.\n- Skriv enkelt. Ord som du är känd för kan avslöja dig.\n- Tänk på vem som vet att du vet. På många ställen sparas vem som har öppnat eller skrivit ut ett dokument.',
    files:
      '## Bilder och dokument\n\nVi tar bort dold information ur dina filer: plats, utrustning, författare med mera. Efteråt ser du vad som togs bort. Går en fil inte att rensa bestämmer du om den ska skickas.\n\nInget verktyg tar bort det en fil *visar*: ansikten, röster, handstil, vattenmärken, ditt namn i ett hörn eller de svaga prickar som många skrivare lämnar.\n\nEn svart ruta över text döljer den bara på skärmen: ofta finns texten kvar i filen. Detsamma gäller en bild som har beskurits i Word. Ta hellre en skärmbild av det du vill visa.\n\nFörvara originalen säkert, inte på jobbet. Bryt inte mot lagen för att få bevis.',
    code: '## Din kod\n\nDu får en kod med 16 siffror. Den är den enda nyckeln till din brevlåda, och ingen kan göra om den. Skriv den på papper och förvara den inte på jobbet. Skicka den aldrig till någon. Förlorar du den, skriv en ny rapport och berätta att den hör till en tidigare.',
    named:
      '## Eller säg ditt namn\n\nDu bestämmer. Med ett namn kan det vara lättare att utreda saken. Du kan också uppge det senare, i brevlådan. Namnet förseglas för sig.',
  },

  protection: {
    retaliation: '## Ingen får straffa dig',
    later: 'Det gäller också om du skrev anonymt och någon får reda på vem du är.',
    harmed:
      'Händer det ändå, skriv ner vad som gjordes och när. Be facket eller en advokat om hjälp.',
    goodFaith: '## Det här kräver lagen av dig',
    secrecy: '## Om du har tystnadsplikt',
    name: '## Vem får ditt namn',
    accused:
      '## De som du skriver om\n\nDe har också rättigheter. Ingen är skyldig för att någon har skrivit så. De kan få veta att det finns ett ärende, men inte vem som skrev.',
  },

  elsewhere: {
    here: '## Utan att skriva',
    phone: (p) => `Ring: ${p.phone}. Du behöver inte säga vem du är.`,
    meeting:
      'I brevlådan kan du be att bli uppringd eller om ett möte. Det som skrivs ner får du läsa, rätta och godkänna.',
    near: '## Nära dig\n\nChefen, facket och skyddsombudet kan ofta hjälpa. Du bestämmer vem du litar på.',
    external: '## Till en myndighet',
    public: '## Till medier eller allmänheten',
    police: '## Till polisen\n\nEtt brott kan alltid anmälas till polisen.',
  },

  process: {
    sent: '## När du har skickat\n\nDin rapport förseglas genast. Du får din kod och ser vad som togs bort ur dina filer.',
    automatic: 'Brevlådan bekräftar av sig själv att den har kommit in.',
    unit: (p) =>
      `Inom **${p.within}** bekräftar de som handlägger saken i brevlådan att de har den.`,
    waived: 'De kan låta bli om du ber om det, eller om det kan visa vem du är.',
    scope: (p) => `Inom **${p.within}** får du veta om saken hör hit.`,
    questions: (p) =>
      `## Titta i brevlådan\n\nDär kan finnas frågor till dig. Är du anonym kan de bara ställas där. Utan ditt svar kan ärendet behöva läggas ner. Titta med högst **${p.every}** emellan. Brevlådan visar de datum som gäller för dig.`,
    feedback: (p) =>
      `## Återkoppling\n\nHögst **${p.within}** efter bekräftelsen får du veta vad som har gjorts eller ska göras, och varför.`,
    feedbackAutomatic: (p) =>
      `## Återkoppling\n\nHögst **${p.within}** efter din rapport får du veta vad som har gjorts eller ska göras, och varför.`,
    longer: (p) => `Finns det goda skäl kan det ta upp till **${p.within}**. Då får du veta det.`,
    result: 'Kommer slutresultatet senare får du veta det också.',
    late: 'Om en tid inte hålls står det i din brevlåda.',
    outcomes:
      '## Så kan ett ärende sluta\n\n- **Avvisat:** det hör inte hit.\n- **Nedlagt:** det fanns inget i det, eller för lite att gå på.\n- **Överlämnat:** någon annan ska ta upp det, till exempel polisen.\n- **Utrett:** saken är undersökt, och du får resultatet.',
    anonymous: 'Det som ingen kan svara på går inte alltid att bevisa.',
    deletion: '## När raderas det',
    closed: (p) => `**${p.after}** efter att ärendet är avslutat raderas allt du har skickat här.`,
    received: (p) =>
      `**${p.after}** efter att din rapport kom in raderas allt du har skickat här. Men först när ärendet är avslutat och du har fått återkoppling.`,
    otherwise:
      'Det som inte hör hit eller saknar innehåll kan raderas tidigare. Behövs det kan ärendet sparas längre. Det står i din brevlåda.',
    exported: 'Innan dess flyttas ärendet till organisationens arkiv, där andra regler gäller.',
    archived: 'Organisationen kan ha en kopia i sina egna akter så länge lagen tillåter det.',
    access: (p) =>
      `Din kod fungerar i högst **${p.most}**, och längre bara om du ännu väntar på återkoppling.`,
    figures: 'Det som blir kvar här är siffror utan namn och ord.',
  },

  limits: {
    does: '## Det här gör den\n\n- **Din rapport förseglas när den kommer in.** Det som ligger på servern kan bara öppnas med nyckeln hos dem som handlägger rapporter. Den finns aldrig på servern.\n- **Vi skriver inte upp någon adress,** inget klockslag och inget om din webbläsare. Det finns ingen lista över besök.\n- **Dold information tas bort** ur dina filer, och du ser vilken.\n- **Sidorna kör inga program** i din webbläsare och hämtar inget från andra.',
    doesNot:
      '## Det här kan den inte\n\n- **Din arbetsplats** kan se vilka sidor som besöks från dess nätverk och utrustning.\n- **Din internetleverantör** kan se att du besöker en vanlig adress. Tor Browser döljer det.\n- **Dina ord,** en röst eller en bild kan säga vem du är.\n- **Servern i drift** ser din text medan den förseglar den, och ett svar medan den visar det för dig. Har någon tagit över servern just då kan den läsa med.\n- **De som handlägger saken** läser det du skriver. En domstol kan ålägga dem att lämna ut något.\n- **Förlorar de sin nyckel** kan ingen läsa din rapport. Förlorar du din kod kan ingen öppna din brevlåda.',
    seized:
      '## Om någon tar servern\n\nDe hittar förseglade filer, de dagar då något kom in och hur långt varje ärende har kommit. De hittar inte vem du är och inte vad du skrev.',
    cookie:
      '## Kakor\n\nFormulären behöver en kaka (cookie). Den är ett slumptal och försvinner när du stänger webbläsaren.',
  },

  privacy: {
    controller: (p) =>
      `## Vem ansvarar\n\n${p.name} bestämmer över uppgifterna i din rapport och är personuppgiftsansvarig.`,
    officer: (p) => `Frågor om uppgifter går till dataskyddsombudet: ${p.contact}.`,
    what: '## Det här sparas\n\nDet du skriver och bifogar, dina svar, de dagar då något hände och vad som beslutades. Ditt namn och hur man når dig, om du säger det; det är förseglat för sig. Inget om din utrustning eller ditt nätverk.',
    basis: '## Därför är det tillåtet',
    who: '## Vem får det\n\nBara de som har utsetts. De kan behöva lämna delar vidare för att utreda saken, eller för att en lag säger det. De som sköter servern kan inte läsa det.',
    rights:
      '## Dina rättigheter\n\nDu kan be att få se vad som finns om dig, att få fel rättade och att få något raderat. Det kan du göra i brevlådan utan att säga ditt namn. Ibland säger lagen nej, till exempel för att skydda någon annan.\n\nDe som nämns i en rapport har också rättigheter. Men de får inte veta vem som skrev.',
    complaint: '## Klagomål',
  },

  accessibility: {
    aim: '## Hur tillgängliga sidorna är\n\nAlla ska kunna använda sidorna: med enbart tangentbord, med skärmläsare, med stor text, på en liten telefon, utan färger, utan formatmall och utan JavaScript. Målet är standarden EN 301 549, som omfattar WCAG 2.1 på nivå AA.',
    tested:
      'Varje sida är provad på varje språk med ett program som letar efter kända fel, i ljusa och mörka färger, förstorad till 400 % och med enbart tangentbord. Vi känner inte till något fel. Sidorna är inte provade av människor som använder skärmläsare varje dag. Det kan alltså finnas fel som vi inte känner till.',
    notAccessible:
      '## Det här kan vara svårt att använda\n\nFiler som du får i brevlådan kommer från andra och kan vara svåra att läsa. Be i brevlådan att få dem på ett annat sätt.',
    time: 'Brevlådan stängs när inget har hänt på ett tag. Det du har skrivit finns kvar.',
    contact: (p) =>
      `## Säg till om något krånglar\n\nSkriv eller ring: ${p.contact}. Nämn inte din rapport där om du vill vara anonym; använd brevlådan till det.`,
    noContact: (p) =>
      `## Säg till om något krånglar\n\nSkriv till ${p.name} på vanligt sätt, eller i brevlådan om du har en. Nämn inte din rapport på andra ställen än i brevlådan om du vill vara anonym.`,
    complaint: '## Om du inte får ett bra svar',
    complainTo: (p) => `Du kan anmäla det till ${p.body}.`,
    reviewed: (p) => `Redogörelsen gicks senast igenom ${p.day}.`,
  },
};
