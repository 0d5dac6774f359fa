import type { ConnectionTexts } from '../en/connection.ts';

export const connection: ConnectionTexts = {
  label: 'Din forbindelse',
  onion:
    'Du er på vores onion-adresse. Så længe adressen i din browser ender på .onion, kan ingen undervejs se, hvilken side du besøger.',
  web: 'Med en almindelig browser kan dit netværk se, at du er på denne side.',
  instead: 'Tor Browser skjuler det. Kopiér vores onion-adresse over i den:',
  noOnion: 'Tor Browser skjuler det. Brug aldrig din arbejdsplads’ netværk eller udstyr.',
  scripts:
    'Din browser kører JavaScript. Vi bruger det ikke, så du kan slå det fra. I Tor Browser: vælg sikkerhedsniveauet “Safest”.',
};
