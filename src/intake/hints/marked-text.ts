import type { Hint, HintKind } from './hint.ts';

/** A piece of a text, with the kind of hint that it is, or none. `cut` stands for words that are left out. */
export type Piece = { text: string; kind: HintKind | null; cut?: boolean };

/** Up to here a text is shown whole; of a longer one only what stands around its hints, as it travels over Tor twice. */
const WHOLE = 4000;
const AROUND = 160;

/** The text in pieces, for a page to mark. */
export function markedText(text: string, hints: readonly Hint[]): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  const plain = (until: number, first: boolean, last: boolean) => {
    const between = text.slice(at, until);
    if (text.length <= WHOLE || between.length <= 2 * AROUND + 40) {
      if (between !== '') pieces.push({ text: between, kind: null });
      return;
    }
    if (!first) pieces.push({ text: upTo(between, AROUND), kind: null });
    pieces.push({ text: '', kind: null, cut: true });
    if (!last) pieces.push({ text: from(between, between.length - AROUND), kind: null });
  };
  for (const { kind, start, end } of hints) {
    plain(start, at === 0, false);
    pieces.push({ text: text.slice(start, end), kind });
    at = end;
  }
  plain(text.length, at === 0, true);
  return pieces;
}

/** A pair of surrogates is one character and is not torn apart. */
function upTo(text: string, length: number): string {
  return text.slice(0, isHighSurrogate(text, length - 1) ? length - 1 : length);
}
function from(text: string, start: number): string {
  return text.slice(isHighSurrogate(text, start - 1) ? start - 1 : start);
}
function isHighSurrogate(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  return unit >= 0xd800 && unit <= 0xdbff;
}
