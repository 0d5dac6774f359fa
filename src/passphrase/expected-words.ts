/**
 * Words that somebody who guesses at a passphrase tries first here. The library knows English and what leaked elsewhere, and has no
 * Danish, Swedish or Norwegian.
 */
export const EXPECTED_WORDS: readonly string[] = [
  'sluse',
  // What everybody has read that a passphrase looks like.
  'correcthorsebatterystaple',
  ...words(
    `adgangskode adgangssætning kodeord kode hemmelig hemmelighed løsen password passphrase`,
  ),
  ...words(`lösenord lösenfras hemlig hemlighet lösen passord passfrase passordfrase hemmelighet`),
  ...words(`whistleblower whistleblowing whistleblowerordning ordning indberetning indberetter`),
  ...words(`visselblåsare visselblåsning rapport rapportör varsler varsling varsel varslingskanal`),
  ...words(`report reporter channel desk unit case kanal enhed enhet sag sak ärende melding`),
  ...words(`kommune kommunen kommun region styrelse direktorat myndighed myndighet ministerium`),
  ...words(
    `velkommen välkommen welcome goddag hej hallo hello sommer sommar vinter forår efterår vår höst høst`,
  ),
  ...words(
    `januar februar marts mars april maj mai juni juli august augusti september oktober november december desember`,
  ),
  ...words(`mandag måndag tirsdag tisdag onsdag torsdag fredag lørdag lördag søndag söndag`),
  ...words(`danmark sverige norge københavn stockholm oslo aarhus göteborg bergen malmö odense`),
  ...words(`elsker älskar fodbold fotboll fotball kaffe skat skatt mor far min mit mitt jeg jag`),
];

function words(line: string): string[] {
  return line.split(' ');
}
