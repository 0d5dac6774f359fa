import type { MailboxPagesTexts } from '../en/mailbox-pages.ts';

export const mailboxPages: MailboxPagesTexts = {
  earlier: 'Tidligere svar',
  read: 'Les svaret',
  allReplies: (p) => `Alle svar (${p.count})`,
  allSent: (p) => `Alt du har sendt (${p.count})`,
  allFiles: (p) => `Alle ${p.count} filer`,
  allEvents: (p) => `Alt som har skjedd (${p.count})`,
  files: (p) => `Filer: ${p.count}`,
  newer: 'Nyere',
  older: 'Eldre',
  pages: 'Flere sider',
  back: 'Tilbake til postkassen',
};
