/** The line on every page about the way the visitor came. It says no more than the server knows. */
export const connection = {
  label: 'Your connection',
  onion:
    'You are on our onion address. While the address in your browser ends with .onion, nobody on the way can see which site you visit.',
  web: 'With an ordinary browser, your network can see that you are on this site.',
  instead: 'Tor Browser hides it. Copy our onion address into it:',
  noOnion: 'Tor Browser hides it. Never use a network or a device of your employer.',
  scripts:
    'Your browser runs JavaScript. This site uses none, so you can switch it off. In Tor Browser: choose the security level “Safest”.',
};

export type ConnectionTexts = typeof connection;
