import type { RemovalKind } from '../../outcome.ts';
import { escapeText } from '../xml/escape-xml.ts';
import type { Node, Verdict, XmlFilter } from '../xml/filter-xml.ts';
import type { FieldFate } from './field-codes.ts';

interface Field {
  /** The pieces of its instruction, which is known as a whole only when the last one has passed. */
  pieces: Node[];
  code: string;
  phase: 'code' | 'result';
  /** Another field inside the instruction: what is computed cannot be kept, what is shown can. */
  nested: boolean;
  /** Stands in the instruction of another field, or in a result that goes. */
  suppressed: boolean;
  fate?: FieldFate['fate'];
}

export interface WordFields {
  /** For w:fldChar and w:instrText. */
  open(node: Node, filter: XmlFilter): Verdict;
  instruction(text: string): void;
  /** Whether text at this place belongs to a field's instruction or to a result that goes. */
  hidesText(): boolean;
  /** For what a broken file leaves open at its end. */
  end(filter: XmlFilter): void;
}

/**
 * Follows the fields of a text document (begin, instruction, separator, result, end: ECMA-376 part 1 § 17.16). The
 * output is held back from a field's begin until its instruction is known.
 */
export function wordFields(
  fateOf: (code: string) => FieldFate,
  removed: (kind: RemovalKind) => void,
): WordFields {
  const fields: Field[] = [];

  function begin(node: Node, filter: XmlFilter): Verdict {
    const outer = fields.at(-1);
    if (outer?.phase === 'code') outer.nested = true;
    const suppressed =
      outer !== undefined && (outer.suppressed || outer.phase === 'code' || outer.fate === 'blank');
    fields.push({ pieces: [node], code: '', phase: 'code', nested: false, suppressed });
    if (suppressed) return 'drop';
    filter.hold();
    return 'keep';
  }

  /** At the end of the instruction: says whether the field's own marks stay. */
  function decide(field: Field, filter: XmlFilter): boolean {
    const found = fateOf(field.code);
    // An instruction that contains fields cannot be judged as a whole, except that its result must not be shown.
    const fate: FieldFate = field.nested && found.fate === 'keep' ? { fate: 'flatten' } : found;
    if (fate.fate !== 'keep' && fate.kind) removed(fate.kind);
    field.fate = fate.fate;
    filter.release();
    if (fate.fate === 'keep') {
      writeCode(field, fate.code, filter);
      return true;
    }
    for (const piece of field.pieces) takeOut(piece, filter);
    return false;
  }

  function mark(node: Node, filter: XmlFilter): Verdict {
    const field = fields.at(-1);
    if (!field) return 'drop';
    if (node.attributes['w:fldCharType'] === 'separate') {
      if (field.phase === 'result') return 'drop';
      field.phase = 'result';
      if (field.suppressed) return 'drop';
      return decide(field, filter) ? 'keep' : 'drop';
    }
    const ended = fields.pop();
    if (!ended || ended.suppressed) return 'drop';
    const kept = ended.phase === 'code' ? decide(ended, filter) : ended.fate === 'keep';
    return kept ? 'keep' : 'drop';
  }

  return {
    open(node, filter) {
      if (node.name === 'w:fldChar') {
        return node.attributes['w:fldCharType'] === 'begin'
          ? begin(node, filter)
          : mark(node, filter);
      }
      const field = fields.at(-1);
      if (field?.phase !== 'code' || field.suppressed) return 'drop';
      field.pieces.push(node);
      return 'keep';
    },
    instruction(text) {
      const field = fields.at(-1);
      if (field) field.code += text;
    },
    hidesText() {
      const field = fields.at(-1);
      return (
        field !== undefined &&
        (field.suppressed || field.phase === 'code' || field.fate === 'blank')
      );
    },
    end(filter) {
      for (const field of fields.splice(0)) {
        if (field.phase === 'result' || field.suppressed) continue;
        for (const piece of field.pieces) takeOut(piece, filter);
        filter.release();
      }
    },
  };
}

/** The whole instruction goes into its first piece. */
function writeCode(field: Field, code: string, filter: XmlFilter): void {
  const [first, ...rest] = field.pieces.slice(1);
  if (first?.start === undefined || first.end === undefined) return;
  filter.blank(first.start, first.end);
  filter.replace(
    first.start,
    `<w:instrText xml:space="preserve">${escapeText(code)}</w:instrText>`,
  );
  for (const piece of rest) takeOut(piece, filter);
}

/** Takes out a mark, and its run when nothing else was in it. */
function takeOut(piece: Node, filter: XmlFilter): void {
  if (piece.start === undefined || piece.end === undefined) return;
  filter.blank(piece.start, piece.end);
  const run = piece.parent;
  if (run?.name !== 'w:r' || run.start === undefined || run.end === undefined) return;
  if (filter.isBlank(run.start + 1, run.end - 1)) filter.blank(run.start, run.end);
}
