import type { PagesTexts } from '../en/pages.ts';

export const pages: PagesTexts = {
  titles: {
    scope: 'Hvem kan skrive, og om hvad',
    anonymity: 'Sådan er du anonym',
    protection: 'Sådan er du beskyttet',
    elsewhere: 'Andre veje',
    process: 'Hvad sker der, og hvornår',
    limits: 'Hvad siden kan og ikke kan',
    privacy: 'Dine personoplysninger',
    accessibility: 'Tilgængelighedserklæring',
  },
  teasers: {
    scope: 'Det hører til her, og her går du hen med resten.',
    anonymity: 'Udstyr, netværk, Tor, ord og filer.',
    protection: 'Mod straf, og hvem der får dit navn.',
    elsewhere: 'Telefon, myndigheder og medier.',
    process: 'Datoer, svar og sletning.',
    limits: 'Det gemmer vi, det ser vi, det kan vi ikke skjule.',
    privacy: 'Hvem har ansvaret, og hvad er dine rettigheder.',
    accessibility: 'Hvor godt alle kan bruge siderne.',
  },
  before: 'Før du skriver',
  about: 'Om ordningen',
  more: 'Læs videre',
  readers: (p) => `Kun de personer, som ${p.name} har valgt til det, kan læse din indberetning.`,

  scope: {
    who: '## Hvem kan skrive',
    others: 'Er du ingen af dem? Du kan skrive alligevel. Men så beskytter loven dig måske ikke.',
    what: '## Det kan du skrive om',
    system: 'Det kan også være en fejl i et system, som ingen har skylden for.',
    proof: 'Du behøver ikke beviser. Det er nok, at du har god grund til at tro, det er rigtigt.',
    notHere: '## Det hører ikke til her',
    unsure:
      'Er du i tvivl, så skriv alligevel. Hører det ikke til her, får du det at vide i postboksen, og du mister intet.',
    danger: '**Er nogen i fare lige nu? Ring 112.** Her holder ingen vagt døgnet rundt.',
  },

  notHere: {
    own: {
      label: 'Kun mit eget job: løn, vagter, ferie, samarbejde',
      instead: 'Tal med din leder, HR, din tillidsrepræsentant eller din fagforening.',
    },
    decision: {
      label: 'En afgørelse eller en hjælp, jeg er utilfreds med',
      instead: 'Klag til dem, der traf den. I brevet står der, hvordan du klager.',
    },
    repair: {
      label: 'Noget skal repareres eller gøres rent',
      instead: 'Sig det til den almindelige kundeservice.',
    },
    danger: {
      label: 'Nogen er i fare lige nu',
      instead: 'Ring 112. Skriv her bagefter, hvis det også er et alvorligt forhold.',
    },
  },

  anonymity: {
    device:
      '## Dit udstyr og dit netværk\n\n- Brug din egen telefon eller computer. Aldrig en fra arbejdet.\n- Brug ikke arbejdets netværk, wifi eller VPN. Dér kan man se, hvilke sider der bliver besøgt.\n- Skriv selv adressen, eller kopiér den. Et klik på et link på arbejdet kan ses.\n- Sid, hvor ingen og intet kamera ser din skærm. Luk vinduet bagefter.',
    tor: '## Tor Browser\n\nTor Browser skjuler, hvor du er, for os og for alle undervejs. Den er gratis: torproject.org. Hent den hjemme. Vælg sikkerhedsniveauet “Safest”.\n\nDit netværk kan se, *at* du bruger Tor, men ikke til hvad. Tor skjuler ikke det, du skriver.',
    onion: (p) =>
      `Brug vores onion-adresse i Tor Browser. Så ser ingen undervejs, at du besøger os:\n\n\`${p.onion}\``,
    write:
      '## Det, du skriver\n\n- Udelad navn, nummer, adresse og titel.\n- Udelad det, kun du kan vide. “Jeg var alene med hende” siger, hvem du er.\n- Skriv jævnt. Ord, du er kendt for, kan røbe dig.\n- Tænk på, hvem der ved, at du ved det. Mange steder bliver det gemt, hvem der har åbnet eller udskrevet et dokument.',
    files:
      '## Billeder og dokumenter\n\nVi fjerner skjulte oplysninger fra dine filer: sted, udstyr, forfatter og mere. Bagefter ser du, hvad der blev fjernet. Kan en fil ikke renses, bestemmer du, om den skal sendes.\n\nIntet værktøj fjerner det, en fil *viser*: ansigter, stemmer, håndskrift, vandmærker, dit navn i et hjørne eller de svage prikker, som mange printere sætter.\n\nEn sort bjælke over tekst skjuler den kun på skærmen: ofte ligger teksten stadig i filen. Det samme gælder et billede, der er beskåret i Word. Tag hellere et skærmbillede af det, du vil vise.\n\nGem dine originaler et sikkert sted, ikke på arbejdet. Bryd ikke loven for at få beviser.',
    code: '## Din kode\n\nDu får en kode på 16 cifre. Den er den eneste nøgle til din postboks, og ingen kan lave den igen. Skriv den på papir, og gem den et andet sted end på arbejdet. Send den aldrig til nogen. Mister du den, så skriv en ny indberetning og fortæl, at den hører til en tidligere.',
    named:
      '## Eller sig dit navn\n\nDu bestemmer. Med et navn kan det være lettere at undersøge sagen. Du kan også sige det senere, i postboksen. Navnet forsegles for sig.',
  },

  protection: {
    retaliation: '## Ingen må straffe dig',
    later: 'Det gælder også, hvis du skrev anonymt, og nogen finder ud af, hvem du er.',
    harmed:
      'Sker det alligevel, så skriv ned, hvad der blev gjort og hvornår. Bed din fagforening eller en advokat om hjælp.',
    goodFaith: '## Det kræver loven af dig',
    secrecy: '## Hvis du har tavshedspligt',
    name: '## Hvem får dit navn',
    accused:
      '## Dem, du skriver om\n\nDe har også rettigheder. Ingen er skyldig, fordi nogen har skrevet det. De kan få at vide, at der er en sag, men ikke hvem der skrev.',
  },

  elsewhere: {
    here: '## Uden at skrive',
    phone: (p) => `Ring: ${p.phone}. Du behøver ikke sige, hvem du er.`,
    meeting:
      'I postboksen kan du bede om at blive ringet op eller om et møde. Det, der bliver skrevet ned, kan du læse, rette og godkende.',
    near: '## Tæt på\n\nDin leder, din tillidsrepræsentant, din arbejdsmiljørepræsentant og din fagforening kan ofte hjælpe. Du bestemmer, hvem du stoler på.',
    external: '## Til en myndighed',
    public: '## Til medierne eller offentligheden',
    police: '## Til politiet\n\nStrafbare forhold kan altid meldes til politiet.',
  },

  process: {
    sent: '## Når du har sendt\n\nDin indberetning bliver forseglet med det samme. Du får din kode og ser, hvad der blev fjernet fra dine filer.',
    automatic: 'Postboksen bekræfter af sig selv, at den er kommet ind.',
    unit: (p) =>
      `Inden **${p.within}** bekræfter de, der behandler sagen, i postboksen, at de har den.`,
    waived: 'De kan lade være, hvis du beder om det, eller hvis det kan vise, hvem du er.',
    scope: (p) => `Inden **${p.within}** får du at vide, om sagen hører til her.`,
    questions: (p) =>
      `## Se i postboksen\n\nDer kan være spørgsmål til dig. Er du anonym, kan de kun stilles dér. Uden dit svar må sagen måske lukkes. Se efter med højst **${p.every}** imellem. Postboksen viser de datoer, der gælder for dig.`,
    feedback: (p) =>
      `## Feedback\n\nHøjst **${p.within}** efter bekræftelsen får du at vide, hvad der er gjort eller skal gøres, og hvorfor.`,
    feedbackAutomatic: (p) =>
      `## Feedback\n\nHøjst **${p.within}** efter din indberetning får du at vide, hvad der er gjort eller skal gøres, og hvorfor.`,
    longer: (p) =>
      `Er der en god grund, kan det tage op til **${p.within}**. Så får du det at vide.`,
    result: 'Kommer det endelige resultat senere, får du også det.',
    late: 'Bliver en frist ikke holdt, står det i din postboks.',
    outcomes:
      '## Sådan kan en sag ende\n\n- **Afvist:** den hører ikke til her.\n- **Henlagt:** der var intet i den, eller for lidt at gå efter.\n- **Videresendt:** andre skal tage den op, for eksempel politiet.\n- **Undersøgt:** den blev set efter, og du får resultatet.',
    anonymous: 'Det, ingen kan spørges om, kan ikke altid bevises.',
    deletion: '## Hvornår slettes det',
    closed: (p) =>
      `**${p.after}** efter at sagen er lukket, bliver alt, du har sendt, slettet her.`,
    received: (p) =>
      `**${p.after}** efter at din indberetning kom ind, bliver alt, du har sendt, slettet her. Men først når sagen er lukket, og du har fået feedback.`,
    otherwise:
      'Det, der ikke hører til her eller er uden indhold, kan blive slettet før. Kræver sagen det, kan den gemmes længere. Det står i din postboks.',
    exported: 'Før det flytter sagen over i organisationens arkiv, hvor der gælder andre regler.',
    archived: 'Organisationen kan have en kopi i sine egne sager, så længe loven tillader det.',
    access: (p) =>
      `Din kode virker i højst **${p.most}**, og kun længere, hvis du stadig venter på feedback.`,
    figures: 'Tilbage her er kun tal uden navne og ord.',
  },

  limits: {
    does: '## Det gør den\n\n- **Din indberetning bliver forseglet, når den kommer ind.** Det, der ligger på serveren, kan kun åbnes med nøglen hos dem, der behandler sagerne. Den ligger aldrig på serveren.\n- **Vi skriver ingen adresse ned,** intet klokkeslæt og intet om din browser. Der er ingen liste over besøg.\n- **Skjulte oplysninger fjernes** fra dine filer, og du ser hvilke.\n- **Siderne kører ingen programmer** i din browser og henter intet fra andre.',
    doesNot:
      '## Det kan den ikke\n\n- **Din arbejdsplads** kan se, hvilke sider der bliver besøgt fra dens netværk og udstyr.\n- **Din internetudbyder** kan se, at du besøger en almindelig adresse. Tor Browser skjuler det.\n- **Dine ord,** en stemme eller et billede kan sige, hvem du er.\n- **Serveren i drift** ser din tekst, mens den forsegler den, og et svar, mens den viser dig det. Har nogen taget magten over serveren netop da, kan de læse med.\n- **De, der behandler sagen,** læser det, du skriver. En domstol kan pålægge dem at udlevere noget.\n- **Mister de deres nøgle,** kan ingen læse din indberetning. Mister du din kode, kan ingen åbne din postboks.',
    seized:
      '## Hvis nogen tager serveren\n\nDe finder forseglede filer, de dage, noget kom ind, og hvor langt hver sag er. De finder ikke, hvem du er, og ikke, hvad du skrev.',
    cookie:
      '## Cookies\n\nFormularerne bruger én cookie. Den er et tilfældigt tal og forsvinder, når du lukker browseren.',
  },

  privacy: {
    controller: (p) =>
      `## Hvem har ansvaret\n\n${p.name} bestemmer over oplysningerne i din indberetning og er dataansvarlig.`,
    officer: (p) => `Spørgsmål om data går til databeskyttelsesrådgiveren: ${p.contact}.`,
    what: '## Det gemmer vi\n\nDet, du skriver og vedhæfter, dine svar, de dage, noget skete, og hvad der blev besluttet. Dit navn, og hvordan man når dig, hvis du siger det; det er forseglet for sig. Intet om dit udstyr eller netværk.',
    basis: '## Derfor må vi det',
    who: '## Hvem får det\n\nKun dem, der er valgt til det. De kan være nødt til at give dele videre for at undersøge sagen, eller fordi loven siger det. De, der driver serveren, kan ikke læse det.',
    rights:
      '## Dine rettigheder\n\nDu kan bede om at se, hvad der er gemt om dig, at få fejl rettet og at få noget slettet. Det kan du gøre i postboksen uden at sige dit navn. Nogle gange siger loven nej, for eksempel for at beskytte andre.\n\nDe, der er nævnt i en indberetning, har også rettigheder. Men de får ikke at vide, hvem der skrev.',
    complaint: '## Klage',
  },

  accessibility: {
    aim: '## Hvor tilgængelige siderne er\n\nAlle skal kunne bruge siderne: med tastatur alene, med skærmlæser, med stor skrift, på en lille telefon, uden farver, uden typografi og uden JavaScript. Målet er standarden EN 301 549, som rummer WCAG 2.1 på niveau AA.',
    tested:
      'Hver side er prøvet på hvert sprog med et program, der leder efter kendte fejl, i lyse og mørke farver, forstørret til 400 % og med tastatur alene. Vi kender ingen fejl. Siderne er ikke prøvet af mennesker, der bruger skærmlæser hver dag. Der kan altså være fejl, vi ikke kender.',
    notAccessible:
      '## Det kan være svært at bruge\n\nFiler, som du får i postboksen, kommer fra andre og kan være svære at læse. Bed i postboksen om at få dem på en anden måde.',
    time: 'Postboksen lukker, når der ikke er sket noget et stykke tid. Det, du har skrevet, er bevaret.',
    contact: (p) =>
      `## Sig til, hvis noget driller\n\nSkriv eller ring: ${p.contact}. Nævn ikke din indberetning dér, hvis du vil være anonym; brug postboksen til det.`,
    noContact: (p) =>
      `## Sig til, hvis noget driller\n\nSkriv til ${p.name} på den sædvanlige måde, eller i postboksen, hvis du har en. Nævn ikke din indberetning andre steder end i postboksen, hvis du vil være anonym.`,
    complaint: '## Hvis du ikke får et godt svar',
    complainTo: (p) => `Du kan klage til ${p.body}.`,
    reviewed: (p) => `Erklæringen er sidst gået igennem ${p.day}.`,
  },
};
