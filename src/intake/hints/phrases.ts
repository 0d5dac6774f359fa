import type { Language } from '../../languages/language.ts';
import { type Hint, matches, words } from './hint.ts';

/**
 * Phrases by which colleagues recognise somebody: a role that only one person has, and what happened to the writer
 * alone.
 */
export function findPhrases(text: string, languages: readonly Language[]): Hint[] {
  return languages.flatMap((language) => [
    ...matches('role', ROLES[language], text),
    ...matches('event', EVENTS[language], text),
  ]);
}

/** One or two words between the parts of a phrase. */
const SOME = '(?: [\\p{L}-]{1,25}){0,2}';
const WORD = '[\\p{L}-]{1,30}';
/** The first part of a compound: `økonomi` in `økonomichef`. */
const START = '[\\p{L}-]{0,30}?';

const ROLES: Record<Language, RegExp> = {
  da: words(
    [
      // "Den eneste grund" is about no person.
      'den eneste(?! (?:grund|årsag|måde|gang|ting|løsning|mulighed|forskel|undtagelse|forklaring|dag|vej|udvej|konsekvens|fejl|dokumentation|begrundelse|sag|aftale|rigtige|ændring))(?:,? [\\p{L}-]{1,25})?',
      `(?:jeg er|jeg var|som|min stilling som|min rolle som|min egenskab af|mit job som|mit hverv som)${SOME} ${START}(?:chef|leder|lederen|direktør|direktøren|formand|tillidsmand|tillidsrepræsentant|sekretær|revisor|ansvarlig|koordinator)(?: (?:for|af|i|på))?`,
      `jeg (?:er ansat|er uddannet|arbejder|arbejdede)(?: ${WORD})? som ${WORD}`,
      `i min (?:stilling|rolle|egenskab) (?:som|af) ${WORD}`,
      '(?:kun|udelukkende) (?:jeg|mig)(?: der| som)?|ingen (?:andre|anden) end (?:jeg|mig)|ingen andre vidste|jeg var den første|jeg alene',
    ].join('|'),
  ),
  nb: words(
    [
      'den eneste(?! (?:grunnen|grunn|årsaken|måten|gangen|tingen|løsningen|muligheten|forskjellen|unntaket|forklaringen|dagen|veien|utveien|konsekvensen|feilen|dokumentasjonen|begrunnelsen|saken|avtalen|riktige|endringen))(?:,? [\\p{L}-]{1,25})?',
      `(?:jeg er|jeg var|som|min stilling som|min rolle som|min egenskap av|jobben min som|rollen min som)${SOME} ${START}(?:sjef|leder|lederen|direktør|direktøren|rektor|tillitsvalgt|verneombud|sekretær|revisor|ansvarlig|koordinator)(?: (?:for|av|i|på))?`,
      `jeg (?:er ansatt|er utdannet|arbeider|jobber|jobbet|arbeidet)(?: ${WORD})? som ${WORD}`,
      '(?:kun|bare) (?:jeg|meg)(?: som)?|ingen (?:andre|annen) enn (?:jeg|meg)|ingen andre visste|jeg var den første|jeg alene',
    ].join('|'),
  ),
  sv: words(
    [
      'den end[ae](?! (?:anledningen|orsaken|sättet|gången|saken|lösningen|möjligheten|skillnaden|undantaget|förklaringen|dagen|vägen|utvägen|konsekvensen|felet|dokumentationen|skälet|rätta|ändringen))(?:,? [\\p{L}-]{1,25})?',
      `(?:jag är|jag var|som|min tjänst som|min roll som|min egenskap av|mitt jobb som|mitt uppdrag som)${SOME} ${START}(?:chef|ledare|ledaren|direktör|direktören|rektor|skyddsombud|ombudsman|sekreterare|revisor|ansvarig|samordnare)(?: (?:för|av|i|på|vid))?`,
      `jag (?:är anställd|är utbildad|arbetar|jobbar|arbetade|jobbade)(?: ${WORD})? som ${WORD}`,
      '(?:bara|endast) (?:jag|mig)(?: som)?|ingen annan än (?:jag|mig)|ingen annan visste|jag var den första?|jag ensam',
    ].join('|'),
  ),
  en: words(
    [
      'the only(?! (?:reason|cause|way|time|thing|solution|possibility|difference|exception|explanation|day|problem|consequence|mistake|evidence|option|change|document|copy))(?: [\\p{L}-]{1,25})?',
      `(?:I am|I[’']m|I was|as|my position as|my role as|my job as)(?: (?:the|a|an|his|her|our|their|deputy|acting|former|new)){0,2}(?: ${WORD})? (?:head|manager|director|chief|leader|principal|secretary|representative|accountant|auditor|coordinator|supervisor|treasurer)(?: (?:of|for|in|at))?`,
      `I (?:work|worked|am employed)(?: ${WORD})? as an? ${WORD}`,
      'only I|only me|(?:nobody|no one|no-one) (?:else|but me)|I was the first|I alone',
    ].join('|'),
  ),
};

const EVENTS: Record<Language, RegExp> = {
  da: words(
    [
      '(?:da|efter at|siden|før|efter) jeg (?:selv )?(?:blev|startede|begyndte|skiftede|flyttede|vendte|gik på|kom tilbage|havde sagt)',
      'jeg (?:selv )?(?:blev|er blevet)(?: [\\p{L}-]{1,25}){0,2} (?:fyret|opsagt|afskediget|sygemeldt|degraderet|forflyttet|overfaldet|bortvist|ansat|forfremmet|forbigået|truet|indkaldt|krænket|chikaneret)',
      'jeg (?:sagde op|sygemeldte mig|er sygemeldt|er på (?:barsel|orlov)|var på (?:barsel|orlov))',
      'min (?:orlov|barsel|barselsorlov|sygemelding|opsigelse|fyring|ansættelse|afskedigelse|forfremmelse|sidste arbejdsdag|første arbejdsdag|lønsamtale|mus-samtale)',
      'jeg (?:har )?(?:sagde|fortalte|skrev|klagede|sagt|fortalt|skrevet|klaget)(?: det)? (?:det )?til (?:min|vores)(?: [\\p{L}-]{1,25})?',
      'jeg (?:fortalte|sagde) (?:det til )?(?:ham|hende|dem|(?:min|vores) (?:chef|leder))|min samtale med|jeg (?:var|sad) (?:selv )?(?:med )?(?:til|på|i) mødet',
    ].join('|'),
  ),
  nb: words(
    [
      '(?:da|etter at|siden|før) jeg (?:selv )?(?:ble|startet|begynte|byttet|flyttet|gikk ut i|kom tilbake|hadde sagt)',
      'jeg (?:selv )?(?:ble|har blitt|er blitt)(?: [\\p{L}-]{1,25}){0,2} (?:sagt opp|oppsagt|avskjediget|sykmeldt|sykemeldt|degradert|omplassert|overfalt|ansatt|forfremmet|forbigått|truet|innkalt|trakassert)',
      'jeg (?:sa opp|er sykmeldt|er sykemeldt|er i (?:permisjon|foreldrepermisjon)|var i (?:permisjon|foreldrepermisjon))',
      '(?:permisjonen|foreldrepermisjonen|sykmeldingen|sykemeldingen|oppsigelsen|ansettelsen|lønnssamtalen|medarbeidersamtalen) min|min (?:permisjon|sykmelding|oppsigelse|ansettelse|siste arbeidsdag|første arbeidsdag)',
      'jeg (?:har )?(?:sa|fortalte|skrev|klagde|klaget|sagt|fortalt|skrevet)(?: det| fra)? (?:det )?til (?:min|vår|lederen min|sjefen min)(?: [\\p{L}-]{1,25})?',
      'jeg (?:fortalte|sa) (?:det til )?(?:ham|henne|dem)|samtalen min med|min samtale med|jeg (?:var|satt) (?:selv )?(?:med )?(?:på|i) møtet',
    ].join('|'),
  ),
  sv: words(
    [
      '(?:när|efter att|sedan|innan) jag (?:själv )?(?:blev|började|bytte|flyttade|gick på|kom tillbaka|hade sagt)',
      'jag (?:själv )?(?:blev|har blivit)(?: [\\p{L}-]{1,25}){0,2} (?:uppsagd|avskedad|sjukskriven|degraderad|omplacerad|överfallen|anställd|befordrad|förbigången|hotad|kallad|trakasserad|avstängd)',
      'jag (?:sa upp mig|sade upp mig|är sjukskriven|är (?:föräldraledig|tjänstledig)|var (?:föräldraledig|tjänstledig))',
      'min (?:tjänstledighet|föräldraledighet|sjukskrivning|uppsägning|anställning|befordran|sista arbetsdag|första arbetsdag)|mitt (?:lönesamtal|utvecklingssamtal)',
      'jag (?:har )?(?:sa|sade|berättade|skrev|klagade|sagt|berättat|skrivit|klagat)(?: det)? (?:det )?(?:för|till) (?:min|vår)(?: [\\p{L}-]{1,25})?',
      'jag (?:berättade|sa|sade) (?:det )?(?:för|till) (?:honom|henne|dem)|mitt samtal med|jag (?:var|satt) (?:själv )?(?:med )?(?:på|i) mötet',
    ].join('|'),
  ),
  en: words(
    [
      '(?:when|after|since|before) I (?:was|started|began|joined|moved|changed|returned|came back|went on|had told)',
      'I (?:was|got|have been)(?: [\\p{L}-]{1,25}){0,2} (?:fired|dismissed|sacked|demoted|transferred|attacked|hired|promoted|threatened|suspended|harassed|summoned|injured)',
      'I (?:resigned|am on (?:sick|parental|maternity|paternity) leave|was on (?:sick|parental|maternity|paternity) leave|called in sick)',
      'my (?:sick leave|maternity leave|paternity leave|parental leave|dismissal|resignation|promotion|last day|first day|appraisal|pay review)',
      'I (?:have )?(?:told|complained to|wrote to|written to|reported it to|raised it with) (?:her|him|them|(?:my|our)(?: [\\p{L}-]{1,25})?)',
      'my (?:conversation|talk|meeting) with|I (?:was|sat) (?:myself )?(?:in|at) the meeting',
    ].join('|'),
  ),
};
