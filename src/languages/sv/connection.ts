import type { ConnectionTexts } from '../en/connection.ts';

export const connection: ConnectionTexts = {
  label: 'Din anslutning',
  onion:
    'Du är på vår onion-adress. Så länge adressen i din webbläsare slutar på .onion kan ingen på vägen se vilken sida du besöker.',
  web: 'Med en vanlig webbläsare kan ditt nätverk se att du är på den här sidan.',
  instead: 'Tor Browser döljer det. Kopiera in vår onion-adress där:',
  noOnion: 'Tor Browser döljer det. Använd aldrig arbetsgivarens nätverk eller utrustning.',
  scripts:
    'Din webbläsare kör JavaScript. Vi använder det inte, så du kan stänga av det. I Tor Browser: välj säkerhetsnivån ”Safest”.',
};
