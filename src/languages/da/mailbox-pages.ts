import type { MailboxPagesTexts } from '../en/mailbox-pages.ts';

export const mailboxPages: MailboxPagesTexts = {
  earlier: 'Tidligere svar',
  read: 'Læs svaret',
  allReplies: (p) => `Alle svar (${p.count})`,
  allSent: (p) => `Alt, du har sendt (${p.count})`,
  allFiles: (p) => `Alle ${p.count} filer`,
  allEvents: (p) => `Alt, der er sket (${p.count})`,
  files: (p) => `Filer: ${p.count}`,
  newer: 'Nyere',
  older: 'Ældre',
  pages: 'Flere sider',
  back: 'Tilbage til postboksen',
};
