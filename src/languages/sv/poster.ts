import type { poster as texts } from '../en/poster.ts';

export const poster: typeof texts = {
  title: 'Har du sett något som är fel?',
  lead: 'Berätta det här. Du behöver inte säga vem du är.',
  onionTitle: 'Säkrast: med Tor Browser',
  onionHint: 'Hämta Tor Browser på torproject.org och skriv adressen utan mellanslag.',
  webTitle: 'Med en vanlig webbläsare',
  webHint: 'Din internetleverantör kan se att du har varit här, men inte vad du skriver.',
  adviceTitle: 'Innan du börjar',
  advice: [
    'Skanna inte med jobbtelefonen och använd inte arbetsplatsens datorer.',
    'Använd inte arbetsplatsens nätverk, inte heller dess wifi eller VPN.',
    'Skriv ner adressen och gå in hemifrån eller från en annan lugn plats.',
    'Du får en kod med 16 siffror. Den är din enda väg tillbaka till svaret: skriv den på papper.',
  ],
  dates: (p) =>
    `Du får en bekräftelse inom ${p.confirmation} och återkoppling inom ${p.feedback} därefter.`,
  emergency: 'Är någon i fara just nu? Ring 112.',
};
