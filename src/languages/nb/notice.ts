import type { NoticeTexts } from '../en/notice.ts';

export const notice: NoticeTexts = {
  subject: 'Daglig beskjed',
  look: 'Se på sidene til enheten i dag.',
  nothing: 'Du trenger ikke se på sidene til enheten i dag.',
  footer:
    'Denne beskjeden kommer hver dag til samme tid og er alltid like stor, enten det er noe nytt eller ikke. Kommer den ikke en dag, så se på sidene.',
};
