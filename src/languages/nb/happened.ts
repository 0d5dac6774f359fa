import type { HappenedTexts } from '../en/happened.ts';

export const happened: HappenedTexts = {
  'acknowledgement-waived': 'Det sendes ingen bekreftelse',
  'assessment-started': 'Innledende vurdering begynt',
  'investigation-started': 'Realitetsbehandling begynt',
  'reassessment-started': 'Vurdert på nytt',
  'feedback-extended': 'Mer tid tatt til tilbakemelding',
  'feedback-waived': 'Det gis ingen tilbakemelding',
  decided: 'Utfall avgjort',
  'marked-test': 'Merket som prøve',
  closed: 'Saken avsluttet',
  reopened: 'Åpnet igjen',
};
