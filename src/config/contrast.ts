/** Contrast as WCAG 2.2 measures it (success criterion 1.4.3; relative luminance of sRGB). Colours are `#rrggbb`. */

/** For text of any size, level AA. */
export const ENOUGH = 4.5;
/** Level AAA, for colours that are made and not chosen. */
export const AMPLE = 7;

export function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

/** The lowest contrast of a colour with any of the others, and with which. */
export function weakest(
  colour: string,
  others: readonly string[],
): { ratio: number; other: string } {
  const all = others.map((other) => ({ ratio: contrast(colour, other), other }));
  return all.reduce((low, next) => (next.ratio < low.ratio ? next : low));
}

/**
 * The colour closest to `colour` that has enough contrast with all the others: mixed with ever more black, or with ever
 * more white, so that it stays the same kind of colour.
 */
export function nearestPassing(
  colour: string,
  others: readonly string[],
  towards: 0 | 255,
  enough = ENOUGH,
): string {
  for (let share = 0; share <= 100; share += 1) {
    const mixed = hex(channels(colour).map((part) => part + ((towards - part) * share) / 100));
    if (weakest(mixed, others).ratio >= enough) return mixed;
  }
  throw new Error('neither black nor white has enough contrast with the background');
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = channels(colour).map((part) => {
    const value = part / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function channels(colour: string): number[] {
  return [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
}

function hex(parts: readonly number[]): string {
  return `#${parts.map((part) => Math.round(part).toString(16).padStart(2, '0')).join('')}`;
}
