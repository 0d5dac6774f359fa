import { type Place, readCrossReference } from './cross-reference.ts';
import { decodeStream, decodeStructure } from './decode-stream.ts';
import { type Budget, LIMITS } from './limits.ts';
import { numberIn } from './literals.ts';
import { parseValue } from './parse-value.ts';
import { readIndirect } from './read-indirect.ts';
import { cursor, nextToken } from './tokens.ts';
import {
  CannotKeep,
  Irregular,
  nameOf,
  type PdfDict,
  PdfRef,
  PdfStream,
  type PdfValue,
} from './values.ts';

/** A document as its newest revision says it is. */
export interface PdfFile {
  readonly bytes: Buffer;
  readonly trailer: PdfDict;
  readonly sections: number;
  readonly budget: Budget;
  /** The value itself, or what its reference leads to; null for nothing. @throws Irregular */
  resolve(value: PdfValue | undefined): PdfValue;
  /** The data of a stream with every filter undone. @throws CannotKeep for pictures' filters */
  decode(stream: PdfStream, limit?: number): Buffer;
  /** Every object in use, reached or not, each read only to be looked at. Broken ones are passed over. */
  all(): Iterable<PdfValue>;
}

interface Container {
  data: Buffer;
  /** Where each object begins, with its number. */
  members: { number: number; at: number }[];
}

/**
 * Reads a document whose structure is as the standard says. Anything doubtful is thrown as Irregular: readers differ
 * in how they make sense of broken files, and what is cleaned must be what the reporter saw.
 */
export function openFile(bytes: Buffer, budget: Budget): PdfFile {
  const { trailer, places, sections } = readCrossReference(bytes, budget);
  if (trailer.has('Encrypt')) throw new Irregular('encrypted');
  const cache = new Map<number, PdfValue>();
  const containers = new Map<number, Container>();
  const loading = new Set<number>();

  function load(number: number): PdfValue {
    const known = cache.get(number);
    if (known !== undefined) return known;
    const value = read(number);
    cache.set(number, value);
    return value;
  }

  function read(number: number): PdfValue {
    const place = places.get(number);
    if (!place) return null;
    if (loading.has(number)) throw new Irregular('an object that leads to itself');
    loading.add(number);
    try {
      return 'offset' in place ? loadAt(number, place.offset) : loadMember(number, place);
    } finally {
      loading.delete(number);
    }
  }

  function loadAt(number: number, offset: number): PdfValue {
    const found = readIndirect(bytes, offset, (reference) => resolve(reference));
    if (found.number !== number) throw new Irregular('another object at its offset');
    return found.value;
  }

  function loadMember(number: number, place: Extract<Place, { container: number }>): PdfValue {
    const container = containers.get(place.container) ?? openContainer(place.container);
    const member = container.members[place.index];
    if (member?.number !== number) throw new Irregular('an object stream without its object');
    return parseValue(cursor(container.data, member.at));
  }

  function openContainer(number: number): Container {
    const place = places.get(number);
    const stream = place && 'offset' in place ? load(number) : null;
    if (!(stream instanceof PdfStream) || nameOf(stream.dict.get('Type')) !== 'ObjStm') {
      throw new Irregular('no object stream where one is due');
    }
    const data = decodeStructure(stream, resolve, budget);
    const [count, first] = [resolve(stream.dict.get('N')), resolve(stream.dict.get('First'))];
    if (typeof count !== 'number' || typeof first !== 'number' || count > LIMITS.objects) {
      throw new Irregular('an object stream without its numbers');
    }
    const c = cursor(data, 0, Math.min(first, data.length));
    const read = (): number => {
      if (nextToken(c) !== 'number') throw new Irregular('a broken object stream');
      return numberIn(data, c.start, c.at);
    };
    const members = Array.from({ length: count }, () => ({ number: read(), at: first + read() }));
    const container = { data, members };
    containers.set(number, container);
    return container;
  }

  function resolve(value: PdfValue | undefined): PdfValue {
    let at = value ?? null;
    for (let hops = 0; at instanceof PdfRef; hops++) {
      if (hops > 16) throw new Irregular('a chain of references');
      at = load(at.number);
    }
    return at;
  }

  function* all(): Iterable<PdfValue> {
    for (const number of places.keys()) {
      try {
        // Not kept: a tagged document has a hundred thousand objects that no page needs.
        yield cache.get(number) ?? read(number);
      } catch (error) {
        if (!(error instanceof Irregular || error instanceof CannotKeep)) throw error;
      }
    }
  }

  return {
    bytes,
    trailer,
    sections,
    budget,
    resolve,
    decode: (stream, limit) => decodeStream(stream, resolve, budget, limit),
    all,
  };
}
