import { childrenOf, element } from './ebml.ts';

/** Elements that are kept as they are because they are numbers: most bytes they can have, or a tree of more of them. */
export type Numbers = { [id: number]: number | Numbers };

const MASTERING: Numbers = Object.fromEntries(
  Array.from({ length: 10 }, (_, index) => [0x55d1 + index, 8]),
);
const COLOUR: Numbers = {
  ...Object.fromEntries(Array.from({ length: 13 }, (_, index) => [0x55b1 + index, 8])),
  21968: MASTERING,
};

/** RFC 9559 § 5.1.4.1.28: size, interlacing, stereo, alpha, crop, display size, colour, and the pose that turns a picture. */
export const VIDEO: Numbers = {
  154: 8,
  157: 8,
  21432: 8,
  21440: 8,
  176: 8,
  186: 8,
  21674: 8,
  21691: 8,
  21708: 8,
  21725: 8,
  21680: 8,
  21690: 8,
  21682: 8,
  21683: 8,
  3061028: 4,
  21936: COLOUR,
  30320: { 30321: 8, 30323: 8, 30324: 8, 30325: 8 },
};

/** § 5.1.4.1.29: rates, channels, bits. */
export const AUDIO: Numbers = { 181: 8, 30901: 8, 159: 8, 25188: 8, 21233: 8 };

/** Of a track entry: type, flags, durations, delays. Number, names, codec and unique id are handled by themselves. */
export const TRACK: Numbers = {
  131: 8,
  185: 8,
  136: 8,
  21930: 8,
  21931: 8,
  21932: 8,
  21934: 8,
  21935: 8,
  156: 8,
  2352003: 8,
  2313850: 8,
  21998: 8,
  22186: 8,
  22203: 8,
};

/** Info: time stamp scale and duration. */
export const INFO: Numbers = { 2807729: 8, 17545: 8 };

/** The children that are in the list, in their order; everything else is left out. */
export function keepNumbers(content: Buffer, list: Numbers): Buffer {
  const kept = childrenOf(content).flatMap((child) => {
    const known = list[child.id];
    if (typeof known === 'object') return [element(child.id, keepNumbers(child.content, known))];
    return known !== undefined && child.content.length <= known
      ? [element(child.id, child.content)]
      : [];
  });
  return Buffer.concat(kept);
}
