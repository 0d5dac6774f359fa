/** The daily e-mail: the same every day, but for one line. */
export const notice = {
  subject: 'Daily notice',
  look: 'Please look at the desk today.',
  nothing: 'You need not look at the desk today.',
  footer:
    'This message comes every day at the same time and is always of the same size, whether or not there is something new. If it does not come one day, look at the desk.',
};

export type NoticeTexts = typeof notice;
