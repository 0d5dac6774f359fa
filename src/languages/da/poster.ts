import type { poster as texts } from '../en/poster.ts';

export const poster: typeof texts = {
  title: 'Har du set noget, der er galt?',
  lead: 'Fortæl det her. Du behøver ikke at sige, hvem du er.',
  onionTitle: 'Sikrest: med Tor Browser',
  onionHint: 'Hent Tor Browser på torproject.org, og skriv adressen uden mellemrum.',
  webTitle: 'Med en almindelig browser',
  webHint: 'Din internetudbyder kan se, at du har været her, men ikke hvad du skriver.',
  adviceTitle: 'Før du går i gang',
  advice: [
    'Scan ikke med din arbejdstelefon, og brug ikke arbejdspladsens computere.',
    'Brug ikke arbejdspladsens netværk, heller ikke dens wifi eller VPN.',
    'Skriv adressen ned, og gå derind hjemmefra eller fra et andet roligt sted.',
    'Du får en kode på 16 cifre. Den er din eneste vej tilbage til svaret: skriv den på papir.',
  ],
  dates: (p) =>
    `Du får en bekræftelse inden ${p.confirmation} og feedback inden ${p.feedback} derefter.`,
  emergency: 'Er nogen i fare lige nu? Ring 112.',
};
