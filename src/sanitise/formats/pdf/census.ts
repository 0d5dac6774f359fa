import type { RemovalKind } from '../../outcome.ts';
import { NotCleanable } from '../format.ts';
import { summariseXmp } from '../images/xmp.ts';
import { CARRIERS, isHidden, MARKS, NOTES } from './annotation-kinds.ts';
import type { PdfFile } from './file.ts';
import type { Layers } from './layers.ts';
import {
  CannotKeep,
  isDict,
  nameOf,
  numberOr,
  type PdfDict,
  PdfStream,
  type PdfValue,
} from './values.ts';

type Count = (kind: RemovalKind, count?: number) => void;

/** What the keys of the information dictionary tell (ISO 32000-1 table 317, and what programs add). */
const INFO = new Map<string, RemovalKind>([
  ['Author', 'author'],
  ['Company', 'author'],
  ['Creator', 'software'],
  ['Producer', 'software'],
  ['PTEX.Fullbanner', 'software'],
  ['CreationDate', 'time'],
  ['ModDate', 'time'],
  ['SourceModified', 'time'],
  ['Title', 'description'],
  ['Subject', 'description'],
  ['Keywords', 'description'],
  ['Trapped', 'printer'],
]);

/** Actions that run, send or open something; going to a place in the document is none of them. */
const ACTIONS = new Map<string, RemovalKind>([
  ['URI', 'externalLink'],
  ['GoToR', 'externalLink'],
  ['GoToE', 'externalLink'],
  ['Launch', 'activeContent'],
  ['JavaScript', 'activeContent'],
  ['SubmitForm', 'activeContent'],
  ['ImportData', 'activeContent'],
  ['Rendition', 'activeContent'],
  ['RichMediaExecute', 'activeContent'],
  ['Movie', 'activeContent'],
  ['Sound', 'activeContent'],
]);

const MAX_OBJECTS = 300_000;
const MAX_DEPTH = 12;
const XMP_LIMIT = 4 << 20;

/** Counts what the cleaned document will not have: every object in use is looked at once. */
export function takeCensus(file: PdfFile, catalog: PdfDict, layers: Layers, count: Count): void {
  countTrailer(file, count);
  countLayers(file, catalog, layers, count);
  if (catalog.has('Outlines')) count('description');
  let left = MAX_OBJECTS;
  for (const value of file.all()) {
    if (left-- <= 0) return;
    countValue(file, value, count, 0);
  }
}

function countTrailer(file: PdfFile, count: Count): void {
  const { trailer } = file;
  if (trailer.has('ID')) count('identifier');
  const info = file.resolve(trailer.get('Info'));
  if (!isDict(info)) return;
  for (const key of info.keys()) count(INFO.get(key) ?? 'other');
}

function countLayers(file: PdfFile, catalog: PdfDict, layers: Layers, count: Count): void {
  const properties = file.resolve(catalog.get('OCProperties'));
  const groups = isDict(properties) ? file.resolve(properties.get('OCGs')) : undefined;
  if (!Array.isArray(groups)) return;
  for (const group of groups) if (!layers.shows(group)) count('hiddenContent');
}

function countValue(file: PdfFile, value: PdfValue, count: Count, depth: number): void {
  if (depth > MAX_DEPTH) return;
  if (value instanceof PdfStream) {
    countDict(file, value.dict, count, depth);
    if (nameOf(value.dict.get('Type')) === 'Metadata') {
      countXmp(file, value, count);
    }
  } else if (isDict(value)) countDict(file, value, count, depth);
  else if (Array.isArray(value)) {
    for (const item of value) {
      if (isDict(item) || Array.isArray(item)) countValue(file, item, count, depth + 1);
    }
  }
}

function countXmp(file: PdfFile, stream: PdfStream, count: Count): void {
  try {
    summariseXmp(file.decode(stream, XMP_LIMIT), count);
  } catch (error) {
    // Broken or very long (some programs write their whole history): it goes in any case, and tells less about itself.
    if (!(error instanceof CannotKeep || error instanceof NotCleanable)) throw error;
    count('other');
  }
}

function countDict(file: PdfFile, dict: PdfDict, count: Count, depth: number): void {
  for (const [key, value] of dict) {
    countKey(file, dict, key, value, count);
    if (isDict(value) || Array.isArray(value)) countValue(file, value, count, depth + 1);
  }
}

/** Keys that each tell of one place. */
const KEYS = new Map<string, RemovalKind[]>([
  ['EF', ['embeddedFile']],
  ['XFA', ['activeContent']],
  ['PieceInfo', ['other']],
  ['LastModified', ['time']],
  ['Thumb', ['thumbnail']],
  ['Alt', ['description']],
  ['ActualText', ['description']],
  // A signature's certificate names who signed, and the signature tells when.
  ['ByteRange', ['signature', 'author', 'time']],
]);

function countKey(file: PdfFile, dict: PdfDict, key: string, value: PdfValue, count: Count): void {
  for (const kind of KEYS.get(key) ?? []) count(kind);
  const name = nameOf(value) ?? '';
  const action = key === 'S' ? ACTIONS.get(name) : undefined;
  if (action) count(action);
  if (key === 'Subtype') countAnnotation(file, dict, name, count);
}

function countAnnotation(file: PdfFile, dict: PdfDict, subtype: string, count: Count): void {
  const isMark = MARKS.has(subtype) || NOTES.has(subtype) || CARRIERS.has(subtype);
  if (!dict.has('Rect') || !(isMark || subtype === 'Widget' || subtype === 'Link')) return;
  // An attached file is counted where it is embedded.
  if (CARRIERS.has(subtype) && subtype !== 'FileAttachment') count('embeddedFile');
  if (isHidden(numberOr(file.resolve(dict.get('F')), 0))) count('hiddenContent');
  if (!isMark) return;
  if (NOTES.has(subtype) ? subtype === 'Text' : dict.has('Contents')) count('comment');
  if (dict.has('T')) count('author');
  if (dict.has('M') || dict.has('CreationDate')) count('time');
  if (dict.has('NM')) count('identifier');
}
