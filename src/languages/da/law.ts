import type { LawTexts } from '../en/law.ts';

export const law: LawTexts = {
  who: {
    dk: 'Det kan du, hvis du kender organisationen fra dit arbejde:\n\n- du er ansat, har været det eller søger job her\n- du er praktikant eller frivillig, med eller uden løn\n- du arbejder for en leverandør, eller du er selvstændig og arbejder med os\n- du ejer en del af virksomheden eller sidder i dens bestyrelse eller ledelse',
    se: 'Det kan du, hvis du kender organisationen fra dit arbejde:\n\n- du er ansat eller lejet ind, har været det eller søger job her\n- du er praktikant eller frivillig eller vil være det\n- du er selvstændig og udfører arbejde her\n- du sidder i bestyrelsen eller ledelsen for et selskab, eller du ejer en del af det og arbejder dér\n\nBorgere, kunder, pårørende og folkevalgte er ikke beskyttet af loven.',
    no: 'Det kan du, hvis du arbejder her:\n\n- du er ansat eller lejet ind\n- du arbejder her uden at være ansat, for eksempel som studerende i praktik\n\nLoven nævner ikke andre, for eksempel leverandører og folk, der er holdt op.',
    eu: 'Det kan du, hvis du ved det fra dit arbejde:\n\n- du er ansat, har været det eller søger job her\n- du er praktikant eller frivillig, med eller uden løn\n- du arbejder for en leverandør, eller du er selvstændig\n- du ejer en del af virksomheden eller sidder i dens bestyrelse eller ledelse',
  },
  what: {
    dk: 'Alvorlige lovbrud, andre alvorlige forhold og brud på visse EU-regler. For eksempel:\n\n- bestikkelse, svindel, tyveri, misbrug af penge\n- sexchikane, vold, grov chikane\n- fare for mennesker eller natur\n- grove eller gentagne brud på vigtige regler\n- forsøg på at skjule noget af dette',
    se: 'Forhold, som offentligheden har interesse i at kende, og brud på visse EU-regler. For eksempel:\n\n- bestikkelse, svindel, falske papirer\n- store fejl i sikkerheden, skade på naturen\n- misbrug af magt, grove brud på regler\n- forsøg på at skjule noget af dette',
    no: 'Det, der strider mod loven, mod arbejdspladsens skrevne etiske regler eller mod det, de fleste i samfundet anser for rigtigt. For eksempel:\n\n- fare for liv eller helbred\n- fare for klima eller miljø\n- korruption og anden økonomisk kriminalitet\n- misbrug af magt\n- et arbejdsmiljø, der ikke er forsvarligt\n- personoplysninger, der ikke er sikre',
    eu: 'Brud på EU-regler, blandt andet om offentlige kontrakter, hvidvask, sikre varer og transport, miljø, mad, sundhed, forbrugere, persondata, konkurrence og EU’s penge. Loven i dit land kan dække mere, for eksempel:\n\n- bestikkelse, svindel, misbrug af penge\n- fare for mennesker eller natur\n- forsøg på at skjule noget af dette',
  },
  retaliation: {
    dk: 'Ingen må fyre dig, tage opgaver fra dig, chikanere dig eller skade dig på andre måder, fordi du skrev. Ingen må true med det eller prøve at hindre dig. Får du en ulempe, efter at du skrev, skal arbejdsgiveren bevise, at den havde andre grunde. Du har ret til godtgørelse.\n\nDet gælder også dem, der hjælper dig, og kolleger og pårørende, der kan blive ramt.',
    se: 'Din arbejdsgiver må ikke prøve at hindre dig og må ikke straffe dig, fordi du skrev: ingen fyring, ingen dårligere opgaver, ingen trusler. Den, der gør det, skal betale erstatning.\n\nDet gælder også dem på arbejdet, der hjælper dig, og kolleger og pårørende dér.',
    no: 'Al gengældelse er forbudt: trusler, chikane, advarsler, andre opgaver, fyring. Er der grund til at tro, at det er sket, skal arbejdsgiveren vise, at det ikke er. Du kan kræve oprejsning, også hos Diskrimineringsnemnda (diskrimineringsnemnda.no).\n\nArbejdsgiveren skal sørge for, at du har et forsvarligt arbejdsmiljø, og undersøge sagen inden rimelig tid.',
    eu: 'Ingen må fyre dig, forbigå dig, chikanere dig eller skade dig på andre måder, fordi du skrev, eller true med det. Får du en ulempe, efter at du skrev, skal arbejdsgiveren bevise, at den havde andre grunde.\n\nDet gælder også dem, der hjælper dig, og kolleger og pårørende, der kan blive ramt.',
  },
  goodFaith: {
    dk: 'Du skal have god grund til at tro, at det er rigtigt. Tog du fejl i god tro, er du stadig beskyttet. Den, der skriver noget, man *ved* er falsk, kan få bøde.',
    se: 'Du skal have god grund til at tro, at det er rigtigt. Tog du fejl i god tro, er du stadig beskyttet. Det er den ikke, der skriver noget, man ved er falsk.',
    no: 'Du må skrive det, du har grund til at tro. Tog du fejl i god tro, er du stadig beskyttet. Skriv ikke noget, du ved er falsk. Det, der kun angår dit eget job, er ikke varsling, medmindre det også er et af forholdene ovenfor.',
    eu: 'Du skal have god grund til at tro, at det er rigtigt. Tog du fejl i god tro, er du stadig beskyttet. Den, der skriver noget, man *ved* er falsk, kan blive straffet.',
  },
  secrecy: {
    dk: 'Du bryder ikke din tavshedspligt, hvis du havde god grund til at tro, at det var nødvendigt for at afsløre forholdet. Det gælder ikke statens hemmeligheder og heller ikke lægers og advokaters tavshedspligt. Du må ikke begå noget strafbart for at få oplysningerne.',
    se: 'Du kan ikke straffes for at bryde din tavshedspligt, hvis du havde god grund til at tro, at det var nødvendigt for at afsløre forholdet. Det gælder ikke den strengeste tavshedspligt, og det giver ikke ret til at udlevere dokumenter. Du må ikke begå noget strafbart for at få oplysningerne.',
    no: 'Du må altid varsle internt på den måde, som arbejdspladsen har bestemt. Har du tavshedspligt, så skriv kun det, som sagen kræver.',
    eu: 'Du kan ikke straffes for at bryde din tavshedspligt, hvis du havde god grund til at tro, at det var nødvendigt for at afsløre forholdet. Det gælder ikke statens hemmeligheder og heller ikke lægers og advokaters tavshedspligt. Du må ikke begå noget strafbart for at få oplysningerne.',
  },
  name: {
    dk: 'De, der behandler sagen, har tavshedspligt. Dit navn, og alt, der kan vise, hvem du er, går kun videre, hvis du siger ja. Kun myndigheder og domstole kan få det, for at stoppe noget ulovligt eller for at nogen kan forsvare sig. Du får det at vide først, hvis det ikke skader sagen. Ingen kan få det med aktindsigt.',
    se: 'Beskytter loven dig, er alt, der kan vise, hvem du er, hemmeligt, også når nogen beder om aktindsigt. Det går kun videre, hvis en lov siger det, og du får det at vide først, hvis det ikke skader sagen. Oplysninger om andre i sagen er som regel også hemmelige.',
    no: 'Loven har ingen regel, der holder dit navn hemmeligt i en intern sag. Kun dem, der har brug for det i sagen, bør få det. Oplys ikke navn, hvis ingen må vide det. I det offentlige kan folk bede om aktindsigt; personlige forhold er da hemmelige.',
    eu: 'Dit navn, og alt, der kan vise, hvem du er, går ikke videre end til dem, der behandler sagen, medmindre du siger ja. Kun myndigheder og domstole kan få det, hvis en lov siger det. Du får det at vide først, hvis det ikke skader sagen.',
  },
  publicRecord:
    'Beskytter loven dig **ikke**, er din indberetning et almindeligt offentligt dokument. Alle kan bede om at læse den, og dit navn er så sjældent hemmeligt. Skriv altså ikke, hvem du er, hvis ingen må vide det.',
  external: {
    dk: 'Du kan frit vælge Den Nationale Whistleblowerordning i stedet for os. Den hører til Datatilsynet: whistleblower.dk. Du behøver ikke at have skrevet til os først.',
    se: 'Du kan gå direkte til en myndighed. Omkring 30 svenske myndigheder tager imod, hver på sit område. Arbetsmiljöverket har en liste: av.se. Du behøver ikke at have skrevet til os først.',
    no: 'Du kan altid varsle til et tilsyn eller en anden offentlig myndighed, for eksempel det norske Arbeidstilsynet: arbeidstilsynet.no. Du behøver ikke at have skrevet til os først.',
    eu: 'Du kan gå direkte til den myndighed, som dit land har valgt til det. Du behøver ikke at have skrevet til os først.',
  },
  toPublic: {
    dk: 'Går du til offentligheden, beskytter loven dig kun i tre tilfælde:\n\n- en ekstern ordning fik det at vide, og ingen gjorde noget i tide\n- der er klar eller nært forestående fare for offentligheden\n- den eksterne ordning ville give hævn eller næppe hjælpe\n\nOffentligt ansatte har også deres ytringsfrihed. Den ændrer ingen ordning på.',
    se: 'Du må fortælle medierne, hvad du ved, så de kan bringe det. En myndighed må ikke prøve at finde ud af, hvem der gjorde det, og må ikke straffe nogen for det. Visse slags tavshedspligt er undtaget.\n\nGår du til offentligheden på andre måder, beskytter loven dig kun i visse tilfælde. Det kan være, når en myndighed fik det at vide og intet gjorde i tide, eller når der er klar fare for offentligheden.',
    no: 'Du må gå til medierne eller offentligheden, hvis tre ting er opfyldt:\n\n- du har været omhyggelig og tror, det er rigtigt\n- offentligheden har interesse i det\n- du har varslet internt først, eller har grund til at tro, at det ikke ville hjælpe',
    eu: 'Går du til offentligheden, beskytter loven dig kun i visse tilfælde: når der er skrevet, og ingen gjorde noget i tide, når der er klar eller nært forestående fare for offentligheden, eller når en myndighed ville give hævn eller næppe hjælpe.',
  },
  dataBasis: {
    dk: 'Whistleblowerloven pålægger organisationen at tage imod indberetninger og undersøge dem. Til det må den bruge persondata.',
    se: 'Den svenske whistleblowerlov pålægger organisationen at tage imod indberetninger og følge op på dem. Til det må den bruge persondata.',
    no: 'Loven pålægger arbejdsgiveren at tage imod indberetninger og undersøge dem. Til det må den bruge persondata.',
    eu: 'Loven pålægger organisationen at tage imod indberetninger og undersøge dem. Til det må den bruge persondata.',
  },
  dataComplaint: {
    dk: 'Du kan klage til Datatilsynet: datatilsynet.dk.',
    se: 'Du kan klage til det svenske datatilsyn, Integritetsskyddsmyndigheten: imy.se.',
    no: 'Du kan klage til det norske Datatilsynet: datatilsynet.no.',
    eu: 'Du kan klage til datatilsynet i dit land.',
  },
  accessibilityBody: {
    dk: 'Digitaliseringsstyrelsen (digst.dk)',
    se: 'den svenske Myndigheten för digital förvaltning (digg.se)',
    no: 'det norske Tilsynet for universell utforming av ikt (uutilsynet.no)',
    eu: 'den myndighed, som dit land har valgt til det',
  },
  externalScheme: {
    who: 'Dette er en ekstern ordning: Den tager imod indberetninger om andre arbejdspladser. Du kan skrive, hvis du kender til det fra dit arbejde. Du behøver ikke at have sagt det til arbejdspladsen først.',
    other:
      'Har din arbejdsplads sin egen ordning, kan du bruge den i stedet for eller ved siden af. Du vælger frit.',
  },
};
