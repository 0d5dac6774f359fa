import type { ConnectionTexts } from '../en/connection.ts';

export const connection: ConnectionTexts = {
  label: 'Forbindelsen din',
  onion:
    'Du er på onion-adressen vår. Så lenge adressen i nettleseren slutter på .onion, kan ingen underveis se hvilken side du besøker.',
  web: 'Med en vanlig nettleser kan nettverket ditt se at du er på denne siden.',
  instead: 'Tor Browser skjuler det. Kopier onion-adressen vår inn der:',
  noOnion: 'Tor Browser skjuler det. Bruk aldri nettverket eller utstyret til arbeidsgiveren.',
  scripts:
    'Nettleseren din kjører JavaScript. Vi bruker det ikke, så du kan slå det av. I Tor Browser: velg sikkerhetsnivået «Safest».',
};
