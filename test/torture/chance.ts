import { createHash } from 'node:crypto';

/** Random draws that are the same for the same seed. */
export interface Chance {
  /** From 0, below 1. */
  share(): number;
  /** From 0, below `bound`. */
  whole(bound: number): number;
  pick<T>(list: readonly T[]): T;
  bytes(length: number): Buffer<ArrayBuffer>;
}

export function chanceOf(seed: string): Chance {
  let drawn = 0;
  const block = (): Buffer => {
    drawn += 1;
    return createHash('sha512').update(`${seed} ${drawn}`).digest();
  };
  const share = () => block().readUInt32BE() / 2 ** 32;
  const whole = (bound: number) => Math.floor(share() * bound);
  return {
    share,
    whole,
    pick<T>(list: readonly T[]): T {
      if (list.length === 0) throw new Error('nothing to pick from');
      return list[whole(list.length)] as T;
    },
    bytes(length) {
      const all = Buffer.alloc(length);
      for (let at = 0; at < length; at += 64) block().copy(all, at);
      return all;
    },
  };
}
