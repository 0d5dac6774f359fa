import type { RemovalKind } from '../../outcome.ts';
import type { Family } from './namespaces.ts';

/** A kind of part that a cleaned file may have, and what it may be related to. */
export interface PartKind {
  root: string;
  /** Its name in the cleaned file without number and extension. */
  path: string;
  /** Only one of it, without number. */
  single?: boolean;
  contentType: string;
  /** 'xml' when not given. */
  extension?: 'vml';
  /** Where it speaks another language than the rest. */
  family?: Family;
  /** To be written after all others. */
  last?: true;
  /** By the short name of the relationship's type. `implied`: it stays without being named in the part's text. */
  relations: Record<string, { to: string; implied?: true }>;
}

/** What a relationship that goes is counted as; all that are not listed count as 'other'. */
export const DROPPED_RELATIONS: Record<string, RemovalKind | null> = {
  comments: null, // counted one by one
  'ms:commentsExtended': null,
  'ms:commentsIds': null,
  'ms:commentsExtensible': null,
  'ms:people': null,
  commentAuthors: 'author',
  'ms:authors': 'author',
  'ms:threadedComment': null,
  'ms:person': 'author',
  webSettings: null,
  stylesWithEffects: null,
  'ms:stylesWithEffects': null,
  'ms:chartStyle': null,
  'ms:chartColorStyle': null,
  viewProps: null,
  handoutMaster: null,
  vmlDrawing: null,
  presProps: null,
  calcChain: null,
  tags: 'identifier',
  oleObject: 'embeddedFile',
  package: 'embeddedFile',
  aFChunk: 'embeddedFile',
  font: 'embeddedFile',
  control: 'activeContent',
  'ms:vbaProject': 'activeContent',
  'ms:activeXControlBinary': 'activeContent',
  'ms:xlMacrosheet': 'activeContent',
  'ms:xlIntlMacrosheet': 'activeContent',
  'ms:ui/extensibility': 'activeContent',
  'ms:ui/userCustomization': 'activeContent',
  'ms:keyMapCustomizations': 'activeContent',
  'ms:attachedToolbars': 'activeContent',
  'ms:webextensiontaskpanes': 'activeContent',
  printerSettings: 'printer',
  attachedTemplate: 'path',
  subDocument: 'path',
  mailMergeSource: 'path',
  mailMergeHeaderSource: 'path',
  glossaryDocument: 'hiddenContent',
  externalLink: 'externalLink',
  externalLinkPath: 'externalLink',
  connections: 'externalLink',
  queryTable: 'externalLink',
  pivotCacheDefinition: 'hiddenContent',
  pivotTable: null,
  'ms:slicerCache': null,
  'ms:slicer': null,
  'ms:timelineCache': null,
  'ms:timeline': null,
  sheetMetadata: null,
  revisionHeaders: 'history',
  revisionLog: 'history',
  usernames: 'author',
  'metadata/thumbnail': 'thumbnail',
  'metadata/core-properties': null, // counted one by one
  'extended-properties': null,
  'custom-properties': null,
  'ms:classificationlabels': 'identifier',
};
