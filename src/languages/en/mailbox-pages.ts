/** The pages behind the mailbox, for what does not fit on its first one. */
export const mailboxPages = {
  earlier: 'Earlier answers',
  read: 'Read this answer',
  allReplies: (p: { count: number }) => `All answers (${p.count})`,
  allSent: (p: { count: number }) => `Everything you sent (${p.count})`,
  allFiles: (p: { count: number }) => `All ${p.count} files`,
  allEvents: (p: { count: number }) => `Everything that happened (${p.count})`,
  files: (p: { count: number }) => `Files: ${p.count}`,
  newer: 'Newer',
  older: 'Older',
  pages: 'More pages',
  back: 'Back to the mailbox',
};

export type MailboxPagesTexts = typeof mailboxPages;
