/** Keys that reports are sealed to, the reader that opens them, and the daily notice, as the desk tells of them. */
export const deskKeys = {
  news: {
    title: 'Keys have changed',
    text: 'Reports are now sealed to other keys than before. If your unit did not decide this, call the sysadmin and your administrator now, and trust no new report until it is clear.',
    added: (p: { day: string; channel: string; name: string; print: string }) =>
      `${p.day}, ${p.channel}: key added: ${p.name}, ${p.print}`,
    removed: (p: { day: string; channel: string; name: string; print: string }) =>
      `${p.day}, ${p.channel}: key removed: ${p.name}, ${p.print}`,
    until: 'This stands here until an administrator of members says that the unit knows of it.',
    know: 'The unit knows of these changes',
    knowTitle: 'Say that the unit knows',
  },
  reader: {
    title: 'The reader',
    lead: 'One file with which you open cases in a browser, on a computer without a network.',
    missing:
      'No reader has been built on this server. The sysadmin makes it with npm run build-reader and starts the server anew.',
    save: (p: { size: string }) => `Save the reader (HTML, ${p.size})`,
    sumTitle: 'Is it the right file?',
    sum: 'Its SHA-256:',
    check:
      'After saving, work it out on your own computer and compare every group. If one differs, do not open the file, and tell the sysadmin.',
    windows: 'Windows, in the Command Prompt:',
    linux: 'Linux:',
    mac: 'Mac, in the Terminal:',
    trust:
      'A server that was taken over could show you a wrong file and a wrong number. So compare the number once with one that reached you another way: from the sysadmin by voice, or on paper.',
  },
  notice: {
    failing: (p: { day: string }) =>
      `The daily e-mail could not be sent on ${p.day}. It is tried again. Look here yourself every day until then, and tell the sysadmin.`,
  },
};

export type DeskKeys = typeof deskKeys;
