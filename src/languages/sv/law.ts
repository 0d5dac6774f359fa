import type { LawTexts } from '../en/law.ts';

export const law: LawTexts = {
  who: {
    dk: 'Du kan det om du känner organisationen från ditt arbete:\n\n- du är anställd, har varit det eller söker jobb här\n- du är praktikant eller volontär, med eller utan lön\n- du arbetar för en leverantör, eller är egen företagare och arbetar med oss\n- du äger en del av företaget eller sitter i dess styrelse eller ledning',
    se: 'Du kan det om du känner verksamheten från ditt arbete:\n\n- du är anställd eller inhyrd, har varit det eller söker jobb här\n- du är praktikant eller volontär, eller vill bli det\n- du är egen företagare och utför arbete här\n- du sitter i ett bolags styrelse eller ledning, eller äger en del av det och arbetar där\n\nBoende, kunder, anhöriga och förtroendevalda skyddas inte av lagen.',
    no: 'Du kan det om du arbetar här:\n\n- du är anställd eller inhyrd\n- du arbetar här utan att vara anställd, till exempel som student på praktik\n\nLagen nämner inte andra, till exempel leverantörer och de som har slutat.',
    eu: 'Du kan det om du vet saken från ditt arbete:\n\n- du är anställd, har varit det eller söker jobb här\n- du är praktikant eller volontär, med eller utan lön\n- du arbetar för en leverantör, eller är egen företagare\n- du äger en del av företaget eller sitter i dess styrelse eller ledning',
  },
  what: {
    dk: 'Allvarliga lagbrott, andra allvarliga missförhållanden och brott mot vissa EU-regler. Till exempel:\n\n- mutor, bedrägeri, stöld, missbruk av pengar\n- sexuella trakasserier, våld, grova trakasserier\n- fara för människor eller natur\n- grova eller upprepade brott mot viktiga regler\n- försök att dölja något av detta',
    se: 'Missförhållanden som allmänheten har intresse av att få veta, och brott mot vissa EU-regler. Till exempel:\n\n- mutor, bedrägeri, förfalskning\n- stora brister i säkerheten, miljöbrott\n- maktmissbruk, grova avsteg från regler\n- försök att dölja något av detta',
    no: 'Sådant som strider mot lagen, mot arbetsplatsens skrivna etiska regler eller mot det som de flesta i samhället anser är rätt. Till exempel:\n\n- fara för liv eller hälsa\n- fara för klimat eller miljö\n- korruption och annan ekonomisk brottslighet\n- maktmissbruk\n- en arbetsmiljö som inte är säker\n- personuppgifter som inte är säkra',
    eu: 'Brott mot EU-regler, bland annat om offentliga kontrakt, penningtvätt, säkra varor och transporter, miljö, mat, hälsa, konsumenter, personuppgifter, konkurrens och EU:s pengar. Lagen i ditt land kan omfatta mer, till exempel:\n\n- mutor, bedrägeri, missbruk av pengar\n- fara för människor eller natur\n- försök att dölja något av detta',
  },
  retaliation: {
    dk: 'Ingen får säga upp dig, ta ifrån dig uppgifter, trakassera dig eller skada dig på andra sätt för att du skrev. Ingen får hota med det eller försöka hindra dig. Drabbas du efter att du skrev ska arbetsgivaren bevisa att den hade andra skäl. Du har rätt till ersättning.\n\nDet gäller också dem som hjälper dig, och kollegor och anhöriga som kan drabbas.',
    se: 'Din arbetsgivare får inte försöka hindra dig och får inte straffa dig för att du rapporterar: ingen uppsägning, inga sämre uppgifter, inga hot. Den som gör det ska betala skadestånd.\n\nDet gäller också dem på jobbet som hjälper dig, till exempel ett skyddsombud, och kollegor och anhöriga där.',
    no: 'Alla repressalier är förbjudna: hot, trakasserier, varningar, andra uppgifter, uppsägning. Finns det skäl att tro att det har hänt ska arbetsgivaren visa att det inte har det. Du kan kräva upprättelse, också hos Diskrimineringsnemnda (diskrimineringsnemnda.no).\n\nArbetsgivaren ska se till att du har en säker arbetsmiljö och utreda saken inom rimlig tid.',
    eu: 'Ingen får säga upp dig, gå förbi dig, trakassera dig eller skada dig på andra sätt för att du skrev, eller hota med det. Drabbas du efter att du skrev ska arbetsgivaren bevisa att den hade andra skäl.\n\nDet gäller också dem som hjälper dig, och kollegor och anhöriga som kan drabbas.',
  },
  goodFaith: {
    dk: 'Du ska ha skäl att tro att det är sant. Hade du fel i god tro är du ändå skyddad. Den som skriver något som den *vet* är falskt kan få böta.',
    se: 'Du ska ha skäl att tro att det är sant. Hade du fel i god tro är du ändå skyddad. Det är inte den som skriver något som den vet är falskt.',
    no: 'Du får skriva det du har skäl att tro. Hade du fel i god tro är du ändå skyddad. Skriv inte något som du vet är falskt. Det som bara rör ditt eget jobb räknas inte, om det inte också är ett sådant missförhållande.',
    eu: 'Du ska ha skäl att tro att det är sant. Hade du fel i god tro är du ändå skyddad. Den som skriver något som den *vet* är falskt kan straffas.',
  },
  secrecy: {
    dk: 'Du bryter inte mot din tystnadsplikt om du hade skäl att tro att det behövdes för att avslöja saken. Det gäller inte statens hemligheter och inte heller läkares och advokaters tystnadsplikt. Du får inte begå brott för att få uppgifterna.',
    se: 'Du kan inte göras ansvarig för att bryta mot din tystnadsplikt om du hade skäl att tro att det behövdes för att avslöja saken. Det gäller inte de strängaste slagen av sekretess, och det ger ingen rätt att lämna ut handlingar. Du får inte begå brott för att få uppgifterna.',
    no: 'Du får alltid rapportera internt på det sätt som arbetsplatsen har bestämt. Har du tystnadsplikt, skriv bara det som saken kräver.',
    eu: 'Du kan inte göras ansvarig för att bryta mot din tystnadsplikt om du hade skäl att tro att det behövdes för att avslöja saken. Det gäller inte statens hemligheter och inte heller läkares och advokaters tystnadsplikt. Du får inte begå brott för att få uppgifterna.',
  },
  name: {
    dk: 'De som handlägger saken har tystnadsplikt. Ditt namn, och allt som kan visa vem du är, går inte vidare om du inte säger ja. Bara myndigheter och domstolar kan få det, för att stoppa något olagligt eller för att någon ska kunna försvara sig. Du får veta det först, om det inte skadar saken. Ingen kan få ut det genom att begära handlingar.',
    se: 'Skyddar lagen dig är allt som kan visa vem du är hemligt, också när någon begär ut rapporten. Det lämnas vidare bara om en lag säger det, och du får veta det först, om det inte skadar saken. Uppgifter om andra i ärendet är också hemliga, som regel.',
    no: 'Lagen har ingen regel som håller ditt namn hemligt i ett internt ärende. Bara de som behöver det i ärendet bör få det. Uppge inget namn om ingen får veta det. I offentlig sektor kan folk begära ut handlingar; personliga förhållanden är då hemliga.',
    eu: 'Ditt namn, och allt som kan visa vem du är, går inte längre än till dem som handlägger saken, om du inte säger ja. Bara myndigheter och domstolar kan få det, om en lag säger det. Du får veta det först, om det inte skadar saken.',
  },
  publicRecord:
    'Skyddar lagen dig **inte** är din rapport en vanlig allmän handling. Vem som helst kan be att få läsa den, och ditt namn är då sällan hemligt. Skriv alltså inte vem du är om ingen får veta det.',
  external: {
    dk: 'Du kan fritt välja Danmarks nationella ordning i stället för oss. Den hör till Datatilsynet: whistleblower.dk. Du behöver inte ha skrivit till oss först.',
    se: 'Du kan gå direkt till en myndighet. Ett trettiotal tar emot rapporter, var och en på sitt område. Arbetsmiljöverket har en lista: av.se. Du behöver inte ha skrivit till oss först.',
    no: 'Du kan alltid rapportera till en tillsynsmyndighet eller en annan myndighet, till exempel det norska Arbeidstilsynet: arbeidstilsynet.no. Du behöver inte ha skrivit till oss först.',
    eu: 'Du kan gå direkt till den myndighet som ditt land har utsett. Du behöver inte ha skrivit till oss först.',
  },
  toPublic: {
    dk: 'Den som går ut offentligt skyddas av lagen bara i tre fall:\n\n- en extern ordning fick veta det, och ingen gjorde något i tid\n- det är klar eller nära fara för allmänheten\n- den externa ordningen skulle leda till hämnd eller knappast hjälpa\n\nOffentligt anställda har också sin yttrandefrihet. Den ändrar ingen ordning på.',
    se: 'Du har meddelarfrihet: du får berätta för medier vad du vet, så att det kan publiceras. En myndighet får inte försöka ta reda på vem som har gjort det och får inte straffa någon för det. Vissa slag av sekretess är undantagna.\n\nGår du ut på andra sätt skyddar lagen dig bara i vissa fall. Det kan vara när en myndighet fick veta det och inget gjorde i tid, eller när det är klar fara för allmänheten.',
    no: 'Du får gå till medier eller allmänheten om tre saker är uppfyllda:\n\n- du har varit noggrann och tror att det är sant\n- allmänheten har intresse av det\n- du har rapporterat internt först, eller har skäl att tro att det inte skulle hjälpa',
    eu: 'Den som går ut offentligt skyddas bara i vissa fall: när det är rapporterat och ingen gjorde något i tid, när det är klar eller nära fara för allmänheten, eller när en myndighet skulle leda till hämnd eller knappast hjälpa.',
  },
  dataBasis: {
    dk: 'Den danska visselblåsarlagen kräver att organisationen tar emot rapporter och utreder dem. Till det får den använda personuppgifter.',
    se: 'Visselblåsarlagen kräver att verksamheten tar emot rapporter och följer upp dem. Till det får den använda personuppgifter.',
    no: 'Lagen kräver att arbetsgivaren tar emot rapporter och utreder dem. Till det får den använda personuppgifter.',
    eu: 'Lagen kräver att organisationen tar emot rapporter och utreder dem. Till det får den använda personuppgifter.',
  },
  dataComplaint: {
    dk: 'Du kan klaga hos det danska Datatilsynet: datatilsynet.dk.',
    se: 'Du kan klaga hos Integritetsskyddsmyndigheten: imy.se.',
    no: 'Du kan klaga hos det norska Datatilsynet: datatilsynet.no.',
    eu: 'Du kan klaga hos dataskyddsmyndigheten i ditt land.',
  },
  accessibilityBody: {
    dk: 'den danska Digitaliseringsstyrelsen (digst.dk)',
    se: 'Myndigheten för digital förvaltning, Digg (digg.se)',
    no: 'det norska Tilsynet for universell utforming av ikt (uutilsynet.no)',
    eu: 'den myndighet som ditt land har utsett',
  },
  externalScheme: {
    who: 'Det här är en extern kanal: den tar emot rapporter om andra arbetsplatser. Du kan skriva om du känner till saken från ditt arbete. Du behöver inte ha sagt det till arbetsplatsen först.',
    other:
      'Har din arbetsplats en egen kanal kan du använda den i stället, eller också. Du väljer fritt.',
  },
};
