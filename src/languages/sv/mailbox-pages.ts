import type { MailboxPagesTexts } from '../en/mailbox-pages.ts';

export const mailboxPages: MailboxPagesTexts = {
  earlier: 'Tidigare svar',
  read: 'Läs svaret',
  allReplies: (p) => `Alla svar (${p.count})`,
  allSent: (p) => `Allt du har skickat (${p.count})`,
  allFiles: (p) => `Alla ${p.count} filer`,
  allEvents: (p) => `Allt som har hänt (${p.count})`,
  files: (p) => `Filer: ${p.count}`,
  newer: 'Nyare',
  older: 'Äldre',
  pages: 'Fler sidor',
  back: 'Tillbaka till brevlådan',
};
