import { inflateExactly } from './inflate-exactly.ts';
import type { FileObject } from './layout.ts';
import { expect } from './residue.ts';
import { type Dictionary, isDictionary, isName, isReference, type Value } from './syntax.ts';

/** The objects of a file while they are checked. */
export interface Walk {
  /** The value behind a reference, or the value itself. */
  value(value: Value | undefined): Value | undefined;
  /** The object behind a reference, which counts as reached. */
  object(value: Value | undefined): FileObject;
  /** Checks that the object behind a reference can play a part; once for each part. */
  visit(part: string, value: Value): void;
}

/** Throws NotCleanable('residue') unless the value is what it must be. */
export type Check = (value: Value, walk: Walk) => void;
/** The same for an object of its own. */
export type Part = (object: FileObject, walk: Walk) => void;

const MAX_DEPTH = 100;

/** @returns the walk, and the numbers of the objects it came to */
export function newWalk(
  objects: readonly FileObject[],
  parts: Readonly<Record<string, Part>>,
): { walk: Walk; reached: ReadonlySet<number> } {
  const reached = new Set<number>();
  const seen = new Set<string>();
  let depth = 0;
  const walk: Walk = {
    object(value) {
      expect(isReference(value), 'a reference is due');
      const object = objects[value.reference - 1];
      expect(object, 'a reference to nothing');
      reached.add(value.reference);
      return object;
    },
    value: (value) => (isReference(value) ? walk.object(value).value : value),
    visit(part, value) {
      const object = walk.object(value);
      const key = `${part} ${isReference(value) ? value.reference : 0}`;
      if (seen.has(key)) return;
      seen.add(key);
      expect(++depth < MAX_DEPTH, 'objects nested too deep');
      const check = parts[part];
      expect(check, 'an unknown part');
      check(object, walk);
      depth--;
    },
  };
  return { walk, reached };
}

/** A reference to an object that plays this part. */
export const to =
  (part: string): Check =>
  (value, walk) =>
    walk.visit(part, value);

/** An object that is no stream. */
export const plain =
  (check: Check): Part =>
  ({ value, data }, walk) => {
    expect(data === undefined, 'a stream where none is due');
    check(value, walk);
  };

type DataCheck = (data: Buffer, dictionary: Dictionary, walk: Walk) => void;

/** A stream with these keys; its data is handed over without its filter, which can only be Flate. */
export const stream =
  (keys: Readonly<Record<string, Check>>, check: DataCheck): Part =>
  ({ value, data }, walk) => {
    expect(data && isDictionary(value), 'a stream is due');
    only({ ...keys, 'Length!': number, Filter: name('FlateDecode') })(value, walk);
    check(value.has('Filter') ? inflateExactly(data) : data, value, walk);
  };

/** A dictionary with these keys and no others; a key that ends in ! must be there. */
export function only(keys: Readonly<Record<string, Check>>): Check {
  const known = new Map(Object.entries(keys).map(([key, check]) => [key.replace('!', ''), check]));
  const needed = Object.keys(keys).flatMap((key) => (key.endsWith('!') ? [key.slice(0, -1)] : []));
  return (value, walk) => {
    expect(isDictionary(value), 'a dictionary is due');
    for (const [key, item] of value) {
      const check = known.get(key);
      expect(check, 'a key that is not on the list');
      check(item, walk);
    }
    expect(
      needed.every((key) => value.has(key)),
      'a key that is missing',
    );
  };
}

export const name = (...allowed: string[]): Check => {
  const names = new Set(allowed);
  return (value) =>
    expect(isName(value) && names.has(value.name), 'a name that is not on the list');
};

/** A number, or numbers in an array, or in arrays in an array. */
export const numbers: Check = (value, walk) => {
  if (Array.isArray(value)) for (const item of value) numbers(item, walk);
  else number(value, walk);
};

export const number: Check = (value) => expect(typeof value === 'number', 'a number is due');
export const flag: Check = (value) => expect(typeof value === 'boolean', 'a flag is due');

export const list =
  (check: Check): Check =>
  (value, walk) => {
    expect(Array.isArray(value), 'an array is due');
    for (const item of value) check(item, walk);
  };

export const either =
  (fits: (value: Value) => boolean, first: Check, second: Check): Check =>
  (value, walk) =>
    (fits(value) ? first : second)(value, walk);
