import { prefixed, type Vocabulary } from '../ooxml/vocabulary.ts';
import { ODF_ATTRIBUTES } from './attribute-names.ts';
import { ODF_ELEMENTS } from './element-names.ts';

/** Fields and wrappers that go while what they show stays as text. */
export const FLATTENED: ReadonlySet<string> = new Set([
  ...prefixed(
    'text',
    `
    date time title subject user-field-get user-field-input variable-get variable-set variable-input
    text-input conditional-text database-display database-name
    database-row-number meta meta-field bibliography-mark expression dde-connection measure
    page-variable-get page-variable-set table-formula tracked-changes
    `,
  ),
  // Empty in nearly all documents; what is in them goes and is counted.
  ...prefixed('office', 'scripts forms'),
  'table:tracked-changes',
]);

export const ODF_VOCABULARY: Vocabulary = {
  elements: new Set(ODF_ELEMENTS),
  attributes: new Set(ODF_ATTRIBUTES),
  text: new Set([
    ...FLATTENED,
    ...prefixed(
      'text',
      `
      p h span a bookmark-ref chapter character-count image-count index-entry-span index-title-template
      linenumbering-separator hidden-paragraph placeholder note-citation note-continuation-notice-backward
      note-continuation-notice-forward note-ref number object-count page-continuation page-count
      page-number paragraph-count reference-ref ruby-base ruby-text sequence sequence-ref sheet-name
      table-count word-count
      `,
    ),
    ...prefixed('number', 'currency-symbol embedded-text text'),
    ...prefixed('presentation', 'date-time-decl footer-decl header-decl'),
    ...prefixed('math', 'mi mn mo mtext ms annotation'),
    'config:config-item',
  ]),
};
