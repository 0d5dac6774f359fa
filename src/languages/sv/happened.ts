import type { HappenedTexts } from '../en/happened.ts';

export const happened: HappenedTexts = {
  'acknowledgement-waived': 'Ingen bekräftelse skickas',
  'assessment-started': 'Inledande bedömning påbörjad',
  'investigation-started': 'Utredning i sak påbörjad',
  'reassessment-started': 'Bedömt på nytt',
  'feedback-extended': 'Mer tid tagen till återkoppling',
  'feedback-waived': 'Ingen återkoppling ges',
  decided: 'Utfall avgjort',
  'marked-test': 'Märkt som prov',
  closed: 'Ärendet avslutat',
  reopened: 'Öppnat igen',
};
