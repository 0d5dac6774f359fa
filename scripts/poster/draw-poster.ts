import { create } from 'qrcode';
import type { Catalogue } from '../../src/languages/catalogue.ts';
import type { Language } from '../../src/languages/language.ts';
import { type Face, type Ink, newSheet, PosterError, SHEET, type Sheet } from './sheet.ts';

/** What stands on one poster. */
export interface PosterContent {
  language: Language;
  texts: Catalogue['poster'];
  /** Of the organisation. */
  name: string;
  /** The whole addresses of the front page; at least one. */
  onion: string | null;
  web: string | null;
  /** `7 days`, in the poster's language. */
  confirmation: string;
  feedback: string;
  /** Of the brand, as `#rrggbb`; null for ours. White can be read on it. */
  colour: string | null;
}

/** As much of an address as fits into a column, broken behind a dot or slash if there is one. */
const LINE = /.{1,32}$|.{0,31}[./]|.{1,32}/g;
/** Of the picture; the finest QR code on a poster has squares of half a millimetre and more. */
const DOTS_PER_INCH = 200;
const MARGIN = 18;
const WIDTH = SHEET.width - 2 * MARGIN;
const GAP = 12;
/** With four squares of quiet on every side, as a code must have. */
const QR_SIDE = 68;

const INK: Ink = [0.106, 0.145, 0.188];
const SOFT: Ink = [0.29, 0.345, 0.4];
const HEAD: Ink = [0.071, 0.275, 0.431];
const WHITE: Ink = [1, 1, 1];

/** One A4 sheet as PDF and as PNG, the same bytes from the same content. */
export function drawPoster(content: PosterContent): { pdf: Uint8Array; png: Uint8Array } {
  const { texts, name, onion, web } = content;
  const sheet = newSheet();
  const head = content.colour === null ? HEAD : inkOf(content.colour);

  sheet.fill(0, 0, SHEET.width, 24, head);
  // On one line, however long it is.
  const size = Math.min(17, (17 * WIDTH) / sheet.widthOf(name, 'bold', 17));
  sheet.write(name, MARGIN, 15, 'bold', size, WHITE);
  let y = paragraph(sheet, texts.title, { x: MARGIN, y: 43, width: WIDTH, face: 'bold', size: 32 });
  y = paragraph(sheet, texts.lead, { x: MARGIN, y: y + 3, width: WIDTH, size: 20 });

  const ways = [
    ...(onion ? [{ title: texts.onionTitle, hint: texts.onionHint, address: onion }] : []),
    ...(web ? [{ title: texts.webTitle, hint: texts.webHint, address: web }] : []),
  ];
  const column = (WIDTH - GAP) / 2;
  const top = y + 6;
  for (const [place, { title, hint, address }] of ways.entries()) {
    const x = MARGIN + place * (column + GAP);
    let at = paragraph(sheet, title, { x, y: top, width: column, face: 'bold', size: 15 });
    at = drawQr(sheet, address, x, at - 2, QR_SIDE) + 8;
    for (const line of addressLines(address)) {
      sheet.write(line, x, at, 'mono', 11.5, INK);
      at += 5.4;
    }
    at = paragraph(sheet, hint, { x, y: at + 2, width: column, size: 12, ink: SOFT });
    y = Math.max(y, at);
  }

  y = paragraph(sheet, texts.adviceTitle, {
    x: MARGIN,
    y: y + 6,
    width: WIDTH,
    face: 'bold',
    size: 18,
  });
  for (const line of texts.advice) {
    sheet.fill(MARGIN, y - 2.6, 2, 2, head);
    y = paragraph(sheet, line, { x: MARGIN + 6, y, width: WIDTH - 6, size: 14 }) + 2;
  }
  y = paragraph(sheet, texts.dates(content), { x: MARGIN, y: y + 4, width: WIDTH, size: 14 });
  y = paragraph(sheet, texts.emergency, {
    x: MARGIN,
    y: y + 1,
    width: WIDTH,
    face: 'bold',
    size: 14,
  });
  if (y > SHEET.height) throw new PosterError('The texts are too long for one sheet of paper.');
  return sheet.finish(content.language, DOTS_PER_INCH);
}

function inkOf(colour: string): Ink {
  const part = (at: number) => Number.parseInt(colour.slice(at, at + 2), 16) / 255;
  return [part(1), part(3), part(5)];
}

/** Writes a text in lines and gives the base line for what follows. */
function paragraph(
  sheet: Sheet,
  text: string,
  style: { x: number; y: number; width: number; size: number; face?: Face; ink?: Ink },
): number {
  const { x, width, size, face = 'plain', ink = INK } = style;
  const lineHeight = size * 0.47;
  let { y } = style;
  let line = '';
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && sheet.widthOf(longer, face, size) > width) {
      sheet.write(line, x, y, face, size, ink);
      y += lineHeight;
      line = word;
    } else {
      line = longer;
    }
  }
  sheet.write(line, x, y, face, size, ink);
  return y + lineHeight;
}

/** Error correction M: 15 % of a code may be dirty or torn (ISO/IEC 18004). */
function drawQr(sheet: Sheet, text: string, x: number, y: number, side: number): number {
  const { modules } = create(text, { errorCorrectionLevel: 'M' });
  const square = side / modules.size;
  const places = Array.from({ length: modules.size }, (_, place) => place);
  const dark = places.flatMap((row) =>
    places
      .filter((column) => modules.get(row, column))
      .map((column) => ({ x: x + column * square, y: y + row * square, side: square })),
  );
  sheet.squares(dark);
  return y + side;
}

/** An onion address in groups of eight that can be copied by hand, two of them a line; others as they are, in pieces. */
export function addressLines(address: string): string[] {
  const onion = /^https?:\/\/(?<name>[a-z2-7]{56})(?<end>\.onion.*)$/.exec(address)?.groups;
  if (onion === undefined) return address.match(LINE) ?? [];
  const { name = '', end = '' } = onion;
  const pairs = name.replace(/.{8}(?=.)/g, '$& ').match(/\S+(?: \S+)?/g) ?? [];
  return pairs.map((pair, place) => (place === pairs.length - 1 ? pair + end : pair));
}
