import type { Job } from '../format.ts';
import type { PdfFile } from './file.ts';
import type { Layers } from './layers.ts';
import { LIMITS, tooComplex } from './limits.ts';
import type { NewFile } from './new-file.ts';
import { type PdfDict, PdfRef, type PdfValue } from './values.ts';

/** Content streams that were filtered, with the resources they use under their new names. */
export interface KeptContent {
  contents: Buffer[];
  resources: PdfDict;
  /** Operators they execute, those of the forms they draw included. */
  cost: number;
}

/** Decodes bilevel pictures (CCITT fax, JBIG2) to rows of bits. */
export type BilevelCodec = (raw: Buffer, filter: string, parms: PdfDict) => Buffer;

/** What everything that keeps a part of the document works with. */
export interface Context {
  readonly file: PdfFile;
  readonly out: NewFile;
  readonly layers: Layers;
  readonly removed: Job['removed'];
  readonly bilevel: BilevelCodec;
  /**
   * Makes the kept form of an object once, however often it is used. Undefined when the object is met inside itself,
   * which no viewer draws.
   */
  once<T>(key: string, value: PdfValue | undefined, make: () => T): T | undefined;
  /** Filters content streams whose names mean what `resources` says. */
  content(data: Buffer[], resources: PdfDict): KeptContent;
  /** A number for a dictionary that stays the same while the document is open. */
  identity(dict: PdfDict): number;
}

export function newContext(
  parts: Pick<Context, 'file' | 'out' | 'layers' | 'removed' | 'bilevel'>,
  content: (context: Context, data: Buffer[], resources: PdfDict) => KeptContent,
): Context {
  const made = new Map<string, unknown>();
  const identities = new WeakMap<PdfDict, number>();
  let [depth, dictionaries] = [0, 0];
  const context: Context = {
    ...parts,
    once<T>(key: string, value: PdfValue | undefined, make: () => T): T | undefined {
      const full = value instanceof PdfRef ? `${key} ${value.number}` : undefined;
      if (full !== undefined && made.has(full)) return made.get(full) as T | undefined;
      if (++depth > LIMITS.depth) throw tooComplex('objects nested too deep');
      try {
        if (full !== undefined) made.set(full, undefined);
        const result = make();
        if (full !== undefined) made.set(full, result);
        return result;
      } catch (error) {
        // What cannot be kept on one page cannot be kept on the next either, and must say so again.
        if (full !== undefined) made.delete(full);
        throw error;
      } finally {
        depth--;
      }
    },
    content: (data, resources) => content(context, data, resources),
    identity(dict) {
      const known = identities.get(dict) ?? dictionaries++;
      identities.set(dict, known);
      return known;
    },
  };
  return context;
}
