import type { poster as texts } from '../en/poster.ts';

export const poster: typeof texts = {
  title: 'Har du sett noe som er galt?',
  lead: 'Si fra her. Du trenger ikke å si hvem du er.',
  onionTitle: 'Tryggest: med Tor Browser',
  onionHint: 'Hent Tor Browser på torproject.org, og skriv adressen uten mellomrom.',
  webTitle: 'Med en vanlig nettleser',
  webHint: 'Internettleverandøren din kan se at du har vært her, men ikke hva du skriver.',
  adviceTitle: 'Før du begynner',
  advice: [
    'Ikke skann med jobbtelefonen, og ikke bruk arbeidsplassens datamaskiner.',
    'Ikke bruk nettverket på arbeidsplassen, heller ikke wifi eller VPN derfra.',
    'Skriv ned adressen, og gå inn hjemmefra eller fra et annet rolig sted.',
    'Du får en kode på 16 sifre. Den er den eneste veien tilbake til svaret: skriv den på papir.',
  ],
  dates: (p) =>
    `Du får en bekreftelse innen ${p.confirmation} og tilbakemelding innen ${p.feedback} etter den.`,
  emergency: 'Er noen i fare akkurat nå? Ring 112.',
};
