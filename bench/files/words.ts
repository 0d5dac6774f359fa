const WORDS =
  'the invoice from March was paid twice although nobody had ordered anything and I was told to be silent'.split(
    ' ',
  );

/** Lines of words, no two neighbours alike. */
export function lines(count: number, length: number): string[] {
  return Array.from({ length: count }, (_, line) =>
    Array.from({ length }, (_unused, word) => WORDS[(line * 7 + word * 3) % WORDS.length]).join(
      ' ',
    ),
  );
}

/** Rows of a table of bookings, as CSV. */
export function bookings(count: number): string {
  return Array.from(
    { length: count },
    (_, row) => `${row},${WORDS[row % WORDS.length]},${row * 1.25},2026-03-${(row % 28) + 1}`,
  ).join('\n');
}
