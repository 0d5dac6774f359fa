import type { NoticeTexts } from '../en/notice.ts';

export const notice: NoticeTexts = {
  subject: 'Dagligt meddelande',
  look: 'Titta på enhetens sidor i dag.',
  nothing: 'Du behöver inte titta på enhetens sidor i dag.',
  footer:
    'Det här meddelandet kommer varje dag vid samma tid och är alltid lika stort, vare sig det finns något nytt eller inte. Uteblir det en dag, titta på sidorna.',
};
