import type { NoticeTexts } from '../en/notice.ts';

export const notice: NoticeTexts = {
  subject: 'Daglig besked',
  look: 'Se på enhedens sider i dag.',
  nothing: 'Du behøver ikke se på enhedens sider i dag.',
  footer:
    'Denne besked kommer hver dag på samme tid og er altid lige stor, hvad enten der er noget nyt eller ej. Kommer den ikke en dag, så se på enhedens sider.',
};
