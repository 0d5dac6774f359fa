/** A name, its bytes as Latin-1 characters, without the slash and with #xx undone. */
export class PdfName {
  readonly name: string;
  constructor(name: string) {
    this.name = name;
  }
}

/** A string's bytes, decoded from its literal or hexadecimal form. */
export class PdfString {
  readonly bytes: Buffer;
  constructor(bytes: Buffer) {
    this.bytes = bytes;
  }
}

/** A reference to an indirect object. Generations are not kept: a cross-reference holds one object for a number. */
export class PdfRef {
  readonly number: number;
  constructor(number: number) {
    this.number = number;
  }
}

export type PdfDict = Map<string, PdfValue>;

/** A stream: `raw` is as stored, still encoded by the dictionary's filters. */
export class PdfStream {
  readonly dict: PdfDict;
  readonly raw: Buffer;
  constructor(dict: PdfDict, raw: Buffer) {
    this.dict = dict;
    this.raw = raw;
  }
}

export type PdfValue =
  | null
  | boolean
  | number
  | PdfName
  | PdfString
  | PdfRef
  | PdfValue[]
  | PdfDict
  | PdfStream;

/** The file's structure is not as the standard says; a repairing reader may still make sense of it. */
export class Irregular extends Error {
  override name = 'Irregular';
}

/** Something the page needs has a form that cannot be filtered; the page can only be kept as a picture. */
export class CannotKeep extends Error {
  override name = 'CannotKeep';
}

export const isDict = (value: PdfValue | undefined): value is PdfDict => value instanceof Map;

/** The name's text, or undefined for anything else. */
export const nameOf = (value: PdfValue | undefined): string | undefined =>
  value instanceof PdfName ? value.name : undefined;

/** The number, or the fallback for anything else. */
export const numberOr = <T>(value: PdfValue | undefined, fallback: T): number | T =>
  typeof value === 'number' && Number.isFinite(value) ? value : fallback;

/** The dictionary of a stream or the dictionary itself; undefined for anything else. */
export const dictOf = (value: PdfValue | undefined): PdfDict | undefined =>
  value instanceof PdfStream ? value.dict : isDict(value) ? value : undefined;
