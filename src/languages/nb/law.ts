import type { LawTexts } from '../en/law.ts';

export const law: LawTexts = {
  who: {
    dk: 'Det kan du hvis du kjenner virksomheten fra arbeidet ditt:\n\n- du er ansatt, har vært det eller søker jobb her\n- du er praktikant eller frivillig, med eller uten lønn\n- du arbeider for en leverandør, eller er selvstendig og arbeider med oss\n- du eier en del av virksomheten eller sitter i styret eller ledelsen',
    se: 'Det kan du hvis du kjenner virksomheten fra arbeidet ditt:\n\n- du er ansatt eller innleid, har vært det eller søker jobb her\n- du er praktikant eller frivillig, eller vil bli det\n- du er selvstendig og utfører arbeid her\n- du sitter i styret eller ledelsen i et selskap, eller eier en del av det og arbeider der\n\nInnbyggere, kunder, pårørende og folkevalgte er ikke vernet av loven.',
    no: 'Det kan du hvis du arbeider her:\n\n- du er ansatt eller innleid\n- du arbeider her uten å være ansatt, for eksempel som student i praksis\n\nLoven nevner ikke andre, for eksempel leverandører og de som har sluttet.',
    eu: 'Det kan du hvis du vet det fra arbeidet ditt:\n\n- du er ansatt, har vært det eller søker jobb her\n- du er praktikant eller frivillig, med eller uten lønn\n- du arbeider for en leverandør, eller er selvstendig\n- du eier en del av virksomheten eller sitter i styret eller ledelsen',
  },
  what: {
    dk: 'Alvorlige lovbrudd, andre alvorlige forhold og brudd på visse EU-regler. For eksempel:\n\n- bestikkelser, svindel, tyveri, misbruk av penger\n- seksuell trakassering, vold, grov trakassering\n- fare for mennesker eller natur\n- grove eller gjentatte brudd på viktige regler\n- forsøk på å skjule noe av dette',
    se: 'Forhold som allmennheten har interesse av å kjenne til, og brudd på visse EU-regler. For eksempel:\n\n- bestikkelser, svindel, falske papirer\n- store mangler ved sikkerheten, skade på miljøet\n- maktmisbruk, grove brudd på regler\n- forsøk på å skjule noe av dette',
    no: 'Det som er i strid med loven, med de skriftlige etiske reglene på arbeidsplassen eller med det de fleste i samfunnet mener er rett. For eksempel:\n\n- fare for liv eller helse\n- fare for klima eller miljø\n- korrupsjon og annen økonomisk kriminalitet\n- myndighetsmisbruk\n- et uforsvarlig arbeidsmiljø\n- personopplysninger som ikke er sikre',
    eu: 'Brudd på EU-regler, blant annet om offentlige kontrakter, hvitvasking, trygge varer og transport, miljø, mat, helse, forbrukere, personopplysninger, konkurranse og pengene til EU. Loven i landet ditt kan dekke mer, for eksempel:\n\n- bestikkelser, svindel, misbruk av penger\n- fare for mennesker eller natur\n- forsøk på å skjule noe av dette',
  },
  retaliation: {
    dk: 'Ingen får si deg opp, ta fra deg oppgaver, trakassere deg eller skade deg på andre måter fordi du varslet. Ingen får true med det eller prøve å hindre deg. Får du en ulempe etter at du varslet, må arbeidsgiveren bevise at den hadde andre grunner. Du har rett til oppreisning.\n\nDet gjelder også dem som hjelper deg, og kolleger og pårørende som kan bli rammet.',
    se: 'Arbeidsgiveren får ikke prøve å hindre deg og får ikke straffe deg fordi du varsler: ingen oppsigelse, ingen dårligere oppgaver, ingen trusler. Den som gjør det, må betale erstatning.\n\nDet gjelder også dem på jobben som hjelper deg, for eksempel et verneombud, og kolleger og pårørende der.',
    no: 'All gjengjeldelse er forbudt: trusler, trakassering, advarsler, andre oppgaver, oppsigelse. Er det grunn til å tro at det har skjedd, må arbeidsgiveren vise at det ikke har det. Du kan kreve oppreisning, også hos Diskrimineringsnemnda (diskrimineringsnemnda.no).\n\nArbeidsgiveren må sørge for at du har et forsvarlig arbeidsmiljø, og undersøke varselet innen rimelig tid.',
    eu: 'Ingen får si deg opp, gå forbi deg, trakassere deg eller skade deg på andre måter fordi du varslet, eller true med det. Får du en ulempe etter at du varslet, må arbeidsgiveren bevise at den hadde andre grunner.\n\nDet gjelder også dem som hjelper deg, og kolleger og pårørende som kan bli rammet.',
  },
  goodFaith: {
    dk: 'Du må ha god grunn til å tro at det er sant. Tok du feil i god tro, er du likevel vernet. Den som skriver noe den *vet* er usant, kan få bot.',
    se: 'Du må ha god grunn til å tro at det er sant. Tok du feil i god tro, er du likevel vernet. Det er ikke den som skriver noe den vet er usant.',
    no: 'Du kan varsle om det du har grunn til å tro. Tok du feil i god tro, er du likevel vernet. Ikke skriv noe du vet er usant. Det som bare gjelder din egen jobb, er ikke varsling, med mindre det også er et slikt kritikkverdig forhold.',
    eu: 'Du må ha god grunn til å tro at det er sant. Tok du feil i god tro, er du likevel vernet. Den som skriver noe den *vet* er usant, kan bli straffet.',
  },
  secrecy: {
    dk: 'Du bryter ikke taushetsplikten din hvis du hadde god grunn til å tro at det var nødvendig for å avdekke forholdet. Det gjelder ikke statens hemmeligheter og heller ikke taushetsplikten til leger og advokater. Du får ikke begå lovbrudd for å få opplysningene.',
    se: 'Du kan ikke gjøres ansvarlig for å bryte taushetsplikten din hvis du hadde god grunn til å tro at det var nødvendig for å avdekke forholdet. Det gjelder ikke den strengeste taushetsplikten, og det gir ikke rett til å utlevere dokumenter. Du får ikke begå lovbrudd for å få opplysningene.',
    no: 'Du kan alltid varsle internt slik arbeidsplassen har bestemt. Har du taushetsplikt, så skriv bare det varselet trenger.',
    eu: 'Du kan ikke gjøres ansvarlig for å bryte taushetsplikten din hvis du hadde god grunn til å tro at det var nødvendig for å avdekke forholdet. Det gjelder ikke statens hemmeligheter og heller ikke taushetsplikten til leger og advokater. Du får ikke begå lovbrudd for å få opplysningene.',
  },
  name: {
    dk: 'De som behandler saken, har taushetsplikt. Navnet ditt, og alt som kan vise hvem du er, går ikke videre uten at du sier ja. Bare myndigheter og domstoler kan få det, for å stanse noe ulovlig eller for at noen skal kunne forsvare seg. Du får vite det først, hvis det ikke skader saken. Ingen kan få det ved å be om innsyn.',
    se: 'Verner loven deg, er alt som kan vise hvem du er, hemmelig, også når noen ber om innsyn i varselet. Det går bare videre hvis en lov sier det, og du får vite det først, hvis det ikke skader saken. Opplysninger om andre i saken er som regel også hemmelige.',
    no: 'Loven har ingen regel som holder navnet ditt hemmelig i en intern sak. Bare de som trenger det i saken, bør få det. Ikke oppgi navn hvis ingen må vite det. I det offentlige kan folk be om innsyn; personlige forhold er da underlagt taushetsplikt.',
    eu: 'Navnet ditt, og alt som kan vise hvem du er, går ikke lenger enn til dem som behandler saken, uten at du sier ja. Bare myndigheter og domstoler kan få det, hvis en lov sier det. Du får vite det først, hvis det ikke skader saken.',
  },
  publicRecord:
    'Verner loven deg **ikke**, er varselet ditt et vanlig offentlig dokument. Hvem som helst kan be om å få lese det, og navnet ditt er da sjelden hemmelig. Ikke skriv hvem du er hvis ingen må vite det.',
  external: {
    dk: 'Du kan fritt velge den nasjonale danske ordningen i stedet for oss. Den hører til det danske Datatilsynet: whistleblower.dk. Du trenger ikke ha skrevet til oss først.',
    se: 'Du kan gå rett til en myndighet. Rundt 30 svenske myndigheter tar imot varsler, hver på sitt område. Arbetsmiljöverket har en liste: av.se. Du trenger ikke ha skrevet til oss først.',
    no: 'Du kan alltid varsle til et tilsyn eller en annen offentlig myndighet, for eksempel Arbeidstilsynet: arbeidstilsynet.no. Du trenger ikke ha skrevet til oss først.',
    eu: 'Du kan gå rett til den myndigheten som landet ditt har valgt. Du trenger ikke ha skrevet til oss først.',
  },
  toPublic: {
    dk: 'Den som går til offentligheten, er bare vernet av loven i tre tilfeller:\n\n- en ekstern ordning fikk vite det, og ingen gjorde noe i tide\n- det er klar eller nær fare for allmennheten\n- den eksterne ordningen ville føre til hevn eller neppe hjelpe\n\nOffentlig ansatte har også ytringsfriheten sin. Den endrer ingen ordning på.',
    se: 'Du får fortelle mediene hva du vet, slik at det kan publiseres. En myndighet får ikke prøve å finne ut hvem som har gjort det, og får ikke straffe noen for det. Visse slag taushetsplikt er unntatt.\n\nGår du ut på andre måter, verner loven deg bare i visse tilfeller. Det kan være når en myndighet fikk vite det og ikke gjorde noe i tide, eller når det er klar fare for allmennheten.',
    no: 'Du kan gå til mediene eller offentligheten hvis tre ting er oppfylt:\n\n- du har vært nøye og tror at det er sant\n- allmennheten har interesse av det\n- du har varslet internt først, eller har grunn til å tro at det ikke ville hjelpe',
    eu: 'Den som går til offentligheten, er bare vernet i visse tilfeller: når det er varslet og ingen gjorde noe i tide, når det er klar eller nær fare for allmennheten, eller når en myndighet ville føre til hevn eller neppe hjelpe.',
  },
  dataBasis: {
    dk: 'Den danske varslerloven krever at virksomheten tar imot varsler og undersøker dem. Til det kan den bruke personopplysninger.',
    se: 'Den svenske varslerloven krever at virksomheten tar imot varsler og følger dem opp. Til det kan den bruke personopplysninger.',
    no: 'Loven krever at arbeidsgiveren tar imot varsler og undersøker dem. Til det kan den bruke personopplysninger.',
    eu: 'Loven krever at virksomheten tar imot varsler og undersøker dem. Til det kan den bruke personopplysninger.',
  },
  dataComplaint: {
    dk: 'Du kan klage til det danske Datatilsynet: datatilsynet.dk.',
    se: 'Du kan klage til det svenske datatilsynet, Integritetsskyddsmyndigheten: imy.se.',
    no: 'Du kan klage til Datatilsynet: datatilsynet.no.',
    eu: 'Du kan klage til datatilsynet i landet ditt.',
  },
  accessibilityBody: {
    dk: 'den danske Digitaliseringsstyrelsen (digst.dk)',
    se: 'den svenske Myndigheten för digital förvaltning (digg.se)',
    no: 'Tilsynet for universell utforming av ikt (uutilsynet.no)',
    eu: 'den myndigheten som landet ditt har valgt',
  },
  externalScheme: {
    who: 'Dette er en ekstern ordning: den tar imot varsler om andre arbeidsplasser. Du kan skrive hvis du kjenner til saken fra arbeidet ditt. Du trenger ikke ha sagt det til arbeidsplassen først.',
    other:
      'Har arbeidsplassen din sin egen ordning, kan du bruke den i stedet, eller i tillegg. Du velger fritt.',
  },
};
