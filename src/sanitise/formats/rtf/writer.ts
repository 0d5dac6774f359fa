import { type Job, NotCleanable } from '../format.ts';
import { fieldFate } from '../ooxml/field-codes.ts';
import { safeHyperlink } from '../ooxml/hyperlinks.ts';
import { type PictureGroup, pictureOf } from './pictures.ts';
import { LEFT_OUT, noteLeftOut } from './removals.ts';
import { colours, fonts } from './tables.ts';
import { destinationOf, type Group, type Node, textIn } from './tree.ts';
import { CONTAINERS, CONTENT_GROUPS, UNWRAPPED, WORDS } from './words.ts';

/** What is written, in order; pictures are cleaned afterwards. */
export type Piece = string | PictureGroup;

/** Character properties that keep text from being seen, and the fallback characters behind `\u`. */
interface State {
  isHidden: boolean;
  isDeleted: boolean;
  skip: number;
  fallback: number;
}

interface Writer {
  job: Job;
  pieces: Piece[];
  /** Fonts of two-byte code pages, where a byte alone means nothing. */
  isSingleByte: boolean;
  /** The first half of an unseen character beyond the first plane was left out. */
  isTagPair: boolean;
  hasRevisionIds: boolean;
}

/** A link to the web with nothing in it that RTF would read as its own signs. */
const HYPERLINK = /^ (HYPERLINK "(?:https?:\/\/|mailto:)[!#-[\]^-z|~]{1,2000}") $/;
const COUNTING = /^\s*(?:PAGE|NUMPAGES|SECTIONPAGES)(?:\s+\\\* ?[A-Za-z]+)*\s*$/;
const SOFT_HYPHEN = 0xad;

export function writeDocument(root: Group, job: Job): Piece[] {
  const writer: Writer = {
    job,
    pieces: ['{'],
    isSingleByte: !hasTwoByteFont(root),
    isTagPair: false,
    hasRevisionIds: false,
  };
  const state: State = { isHidden: false, isDeleted: false, skip: 0, fallback: 1 };
  const [version, ...nodes] = root.nodes;
  if (version?.kind !== 'word' || version.name !== 'rtf')
    throw new NotCleanable('damaged', 'no RTF');
  // Readers skip characters behind `\u` unless told that there are none.
  writer.pieces.push('\\rtf1 \\uc0 ');
  writeNodes(nodes, state, writer, false);
  writer.pieces.push('}');
  if (writer.hasRevisionIds) job.removed('identifier');
  return writer.pieces;
}

/** Character sets of Japanese, Korean and Chinese (RTF 1.9.1, "Font Table"). */
const TWO_BYTES = new Set([128, 129, 130, 134, 136]);

function hasTwoByteFont(group: Group): boolean {
  return group.nodes.some(
    (node) =>
      (node.kind === 'word' && node.name === 'fcharset' && TWO_BYTES.has(node.value ?? 0)) ||
      (node.kind === 'group' && destinationOf(node).name !== 'pict' && hasTwoByteFont(node)),
  );
}

/** @param isContainer text and words directly inside are settings */
function writeNodes(nodes: Node[], state: State, writer: Writer, isContainer: boolean): void {
  for (const node of nodes) {
    if (node.kind === 'group') {
      state.skip = 0;
      writeGroup(node, { ...state }, writer, isContainer);
    } else if (node.kind === 'word') writeWord(node, state, writer, isContainer);
    else if (isContainer) continue;
    else if (state.skip > 0 && node.kind !== 'text') state.skip--;
    else if (isSeen(state)) writeText(node, state, writer);
  }
}

function isSeen({ isHidden, isDeleted }: State): boolean {
  return !isHidden && !isDeleted;
}

function writeText(
  node: Exclude<Node, { kind: 'group' | 'word' }>,
  state: State,
  writer: Writer,
): void {
  if (node.kind === 'text') {
    const text = node.text
      .slice(state.skip)
      .replace(/[^\t -~]/g, (byte) => (byte < ' ' ? '' : hex(byte.charCodeAt(0))))
      .replaceAll('\t', '\\tab ');
    state.skip = Math.max(0, state.skip - node.text.length);
    if (text) writer.pieces.push(text);
  } else if (node.kind === 'byte') {
    if (node.value === SOFT_HYPHEN && writer.isSingleByte) writer.job.removed('hiddenContent');
    else if (node.value >= 0x20) writer.pieces.push(hex(node.value));
  } else if (node.kind === 'symbol' && /[\\{}~_]/.test(node.sign)) {
    writer.pieces.push(`\\${node.sign}`);
  }
}

function hex(value: number): string {
  return `\\'${value.toString(16).padStart(2, '0')}`;
}

function writeWord(
  { name, value }: Extract<Node, { kind: 'word' }>,
  state: State,
  writer: Writer,
  isContainer: boolean,
): void {
  if (name === 'u') {
    if (!isContainer && isSeen(state)) writeUnicode(value ?? 0, writer);
    state.skip = state.fallback;
    return;
  }
  if (state.skip > 0) {
    state.skip--;
    return;
  }
  if (name === 'uc') state.fallback = Math.min(Math.max(value ?? 1, 0), 20);
  else if (name === 'plain') Object.assign(state, { isHidden: false, isDeleted: false });
  else if (name === 'v' || name === 'webhidden') {
    if (value !== 0 && !state.isHidden) writer.job.removed('hiddenContent');
    state.isHidden = value !== 0;
    return;
  } else if (name === 'deleted' || name === 'mvf') {
    // Moved text stands twice; `\mvf` marks the place it left.
    if (value !== 0 && !state.isDeleted) writer.job.removed('history');
    state.isDeleted = value !== 0;
    return;
  } else if (name === 'revised' || name === 'mvt') writer.job.removed('history');
  else if (name.endsWith('rsid')) writer.hasRevisionIds = true;
  if (isContainer || !WORDS.has(name) || name === 'rtf' || name === 'uc') return;
  if (
    !isSeen(state) &&
    /^(?:tab|line|[lr]d?quote|ldblquote|rdblquote|e[mn]dash|e[mn]space|bullet)$/.test(name)
  )
    return;
  writer.pieces.push(`\\${name}${value ?? ''}${name === 'par' || name === 'row' ? '\n' : ' '}`);
}

const UNSEEN = /[\p{Default_Ignorable_Code_Point}\p{Cc}\ufff9-\uffff]/u;
/** First halves of the characters from U+E0000 on: tags and variation selectors. */
const TAG_LEAD = [0xdb40, 0xdb43] as const;

/** `value` is one UTF-16 unit, as a signed number. */
function writeUnicode(value: number, writer: Writer): void {
  const unit = value & 0xffff;
  const isTagLead = unit >= TAG_LEAD[0] && unit <= TAG_LEAD[1];
  const isTagTrail = writer.isTagPair && unit >= 0xdc00 && unit <= 0xdfff;
  writer.isTagPair = isTagLead;
  if (isTagTrail) return;
  if (isTagLead || UNSEEN.test(String.fromCharCode(unit))) writer.job.removed('hiddenContent');
  else writer.pieces.push(`\\u${unit > 0x7fff ? unit - 0x10000 : unit} `);
}

function writeGroup(group: Group, state: State, writer: Writer, isContainer: boolean): void {
  const { name, isOptional } = destinationOf(group);
  const { job, pieces } = writer;
  if (name === 'fonttbl') pieces.push(fonts(group));
  else if (name === 'colortbl') pieces.push(colours(group));
  else if (name === 'pict') {
    const picture = isSeen(state) ? pictureOf(group) : undefined;
    if (picture) pieces.push(picture);
    else job.removed('embeddedFile');
  } else if (name === 'field') writeField(group, state, writer, isContainer);
  else if (name === 'upr') {
    // The same text twice; the second is the one in Unicode.
    for (const node of group.nodes) {
      if (node.kind === 'group' && destinationOf(node).name === 'ud')
        writeGroup(node, state, writer, isContainer);
    }
  } else if (UNWRAPPED.has(name) || (isContainer && CONTAINERS.has(name))) {
    if (name === 'object') job.removed('embeddedFile');
    inBraces(withoutDestination(group), state, writer, CONTAINERS.has(name));
  } else if (CONTENT_GROUPS.has(name)) {
    pieces.push(name === 'nesttableprops' ? `{\\*\\${name} ` : `{\\${name} `);
    writeNodes(withoutDestination(group), state, writer, false);
    pieces.push('}');
  } else if (isOptional || name === 'info' || Object.hasOwn(LEFT_OUT, name)) {
    noteLeftOut(group, (kind) => job.removed(kind));
  } else if (isContainer) {
    // Settings of a shape; pictures may stand deeper.
    inBraces(withoutDestination(group), state, writer, true);
  } else inBraces(group.nodes, state, writer, false);
}

/** Writes a group only when something comes out of it. */
function inBraces(nodes: Node[], state: State, writer: Writer, isContainer: boolean): void {
  const before = writer.pieces.push('{');
  writeNodes(nodes, state, writer, isContainer);
  if (writer.pieces.length === before) writer.pieces.pop();
  else writer.pieces.push('}');
}

function withoutDestination({ nodes }: Group): Node[] {
  return nodes.slice(nodes[0]?.kind === 'symbol' ? 2 : 1);
}

/**
 * Links to the web and page numbers stay alive; of most other fields what they show. What a field shows of the file itself
 * (its path, its author, when it was saved) goes, as in Word documents.
 */
function writeField(group: Group, state: State, writer: Writer, isContainer: boolean): void {
  const groups = group.nodes.filter((node) => node.kind === 'group');
  const instruction = groups.find((node) => destinationOf(node).name === 'fldinst');
  const result = groups.find((node) => destinationOf(node).name === 'fldrslt');
  const text = instruction ? textIn(instruction).replace(/\s+/g, ' ') : '';
  const found = fieldFate(text, (name) => name, safeHyperlink);
  if (found.fate === 'blank') {
    writer.job.removed(found.kind);
    return;
  }
  if (found.fate === 'flatten' && found.kind) writer.job.removed(found.kind);
  const link = found.fate === 'keep' ? HYPERLINK.exec(found.code)?.[1] : undefined;
  const alive = link ?? COUNTING.exec(text)?.[0].trim().split(' ')[0];
  if (!alive || !result || isContainer || !isSeen(state)) {
    if (result) writeGroup(result, state, writer, isContainer);
    return;
  }
  writer.pieces.push(`{\\field {\\*\\fldinst ${alive}}{\\fldrslt `);
  writeNodes(withoutDestination(result), { ...state }, writer, false);
  writer.pieces.push('}}');
}
