import type { RemovalKind } from '../../outcome.ts';
import { prefixed } from '../ooxml/vocabulary.ts';

/** What goes and the kind it is counted as; null is not counted. Unlisted names count as 'other'. */
export const ODF_DROPPED: ReadonlyMap<string, RemovalKind | null> = new Map([
  ...all('comment', 'office', 'annotation'),
  ...all('history', 'text', 'changed-region'),
  ...all('history', 'table', 'cell-content-change insertion deletion movement'),
  ...all(
    'author',
    'text',
    `
    author-name author-initials creator initial-creator printed-by sender-firstname sender-lastname
    sender-initials sender-title sender-position sender-email sender-phone-private sender-phone-work
    sender-fax sender-company sender-street sender-city sender-postal-code sender-country
    sender-state-or-province
    `,
  ),
  ...all(
    'time',
    'text',
    `
    creation-date creation-time modification-date modification-time print-date print-time
    editing-duration
    `,
  ),
  ...all('history', 'text', 'editing-cycles'),
  ...all('path', 'text', 'file-name template-name'),
  ...all('description', 'text', 'description keywords user-defined'),
  ...all('description', 'svg', 'title desc'),
  ...all('description', 'table', 'title desc'),
  ...all('hiddenContent', 'text', 'hidden-text'),
  ...all('hiddenContent', 'table', 'scenario data-pilot-tables'),
  ...all('embeddedFile', 'draw', 'object-ole'),
  ...all('embeddedFile', 'office', 'binary-data'),
  ...all('embeddedFile', 'svg', 'font-face-src'),
  ...all('activeContent', 'draw', 'control applet'),
  ...all('activeContent', 'office', 'event-listeners script'),
  ...all('activeContent', 'presentation', 'event-listener'),
  ...all('activeContent', 'script', 'event-listener'),
  ...all('activeContent', 'form', 'form'),
  ...all('activeContent', 'text', 'execute-macro script'),
  ...all('activeContent', 'ooo', 'libraries'),
  ...all('externalLink', 'draw', 'floating-frame'),
  ...all('externalLink', 'office', 'dde-source'),
  ...all('externalLink', 'text', 'section-source dde-connection-decls database-next'),
  ...all('externalLink', 'table', 'table-source cell-range-source dde-links consolidation'),
  ...all(null, 'office', 'annotation-end'),
  ...all(null, 'text', 'change change-start change-end user-field-decls variable-decls'),
  ...all(null, 'presentation', 'settings sound'),
  ...all(null, 'table', 'detective'),
  ...all(null, 'config', 'config-item-map-indexed config-item-map-named config-item-map-entry'),
  ...all(null, 'draw', 'layer-set image-map'),
  // The text of an object for readers that cannot show it.
  ...all(null, 'loext', 'p'),
]);

function all(
  kind: RemovalKind | null,
  prefix: string,
  block: string,
): [string, RemovalKind | null][] {
  return prefixed(prefix, block).map((name) => [name, kind]);
}
