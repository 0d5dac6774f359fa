import type { HappenedTexts } from '../en/happened.ts';

export const happened: HappenedTexts = {
  'acknowledgement-waived': 'Der sendes ingen bekræftelse',
  'assessment-started': 'Indledende vurdering begyndt',
  'investigation-started': 'Realitetsbehandling begyndt',
  'reassessment-started': 'Vurderet igen',
  'feedback-extended': 'Mere tid taget til feedback',
  'feedback-waived': 'Der gives ingen feedback',
  decided: 'Resultat afgjort',
  'marked-test': 'Markeret som prøve',
  closed: 'Sagen afsluttet',
  reopened: 'Åbnet igen',
};
