import * as mupdf from 'mupdf';

/** Millimetres of A4 (ISO 216). */
export const SHEET = { width: 210, height: 297 };
const POINTS_PER_MM = 72 / 25.4;

export type Face = 'plain' | 'bold' | 'mono';
/** Red, green, blue, each 0 to 1. */
export type Ink = readonly [number, number, number];

/** A poster that cannot be made; the message is for a person. */
export class PosterError extends Error {
  override name = 'PosterError';
}

/** One A4 sheet. Everything is measured in millimetres from the upper left corner, text sizes in points. */
export interface Sheet {
  /** The width of a line of text in millimetres. */
  widthOf(text: string, face: Face, size: number): number;
  /** Writes one line on the base line `y`. */
  write(text: string, x: number, y: number, face: Face, size: number, ink: Ink): void;
  fill(x: number, y: number, width: number, height: number, ink: Ink): void;
  /** Fills black squares as one shape: no hair of white between two that touch. */
  squares(squares: readonly { x: number; y: number; side: number }[]): void;
  /** The finished sheet: a PDF with its fonts in it, and a picture of it. */
  finish(language: string, dotsPerInch: number): { pdf: Uint8Array; png: Uint8Array };
}

/**
 * The fonts come with MuPDF, so that a poster looks the same on a server that has none; they are put into the PDF, so
 * that it prints the same everywhere. Nothing in the result tells when, where or by whom it was made.
 */
const FONTS: Record<Face, string> = {
  plain: 'Helvetica',
  bold: 'Helvetica-Bold',
  mono: 'Courier-Bold',
};

export function newSheet(): Sheet {
  const document = new mupdf.PDFDocument();
  const faces = Object.entries(FONTS).map(([face, name]) => {
    const font = new mupdf.Font(name);
    return [face, { font, object: document.addFont(font) }] as const;
  });
  const fonts = Object.fromEntries(faces) as Record<Face, (typeof faces)[number][1]>;
  const content: string[] = [];
  const number = (value: number) => value.toFixed(3);
  const across = (mm: number) => number(mm * POINTS_PER_MM);
  const up = (mm: number) => number((SHEET.height - mm) * POINTS_PER_MM);

  function glyphs(text: string, face: Face): number[] {
    return Array.from(text, (character) => {
      const glyph = fonts[face].font.encodeCharacter(character);
      if (glyph === 0) {
        const text = `The fonts of the poster have no letter ${character}: write the name without it.`;
        throw new PosterError(text);
      }
      return glyph;
    });
  }

  return {
    widthOf(text, face, size) {
      const { font } = fonts[face];
      const ems = glyphs(text, face).reduce((sum, glyph) => sum + font.advanceGlyph(glyph), 0);
      return (ems * size) / POINTS_PER_MM;
    },
    write(text, x, y, face, size, ink) {
      const hex = glyphs(text, face).map((glyph) => glyph.toString(16).padStart(4, '0'));
      content.push(
        `BT ${ink.map(number).join(' ')} rg /${face} ${size} Tf ${across(x)} ${up(y)} Td <${hex.join('')}> Tj ET`,
      );
    },
    fill(x, y, width, height, ink) {
      content.push(
        `${ink.map(number).join(' ')} rg ${across(x)} ${up(y + height)} ${across(width)} ${across(height)} re f`,
      );
    },
    squares(squares) {
      const boxes = squares.map(
        ({ x, y, side }) => `${across(x)} ${up(y + side)} ${across(side)} ${across(side)} re`,
      );
      content.push(`0 0 0 rg ${boxes.join(' ')} f`);
    },
    finish(language, dotsPerInch) {
      const box: [number, number, number, number] = [
        0,
        0,
        SHEET.width * POINTS_PER_MM,
        SHEET.height * POINTS_PER_MM,
      ];
      const resources = {
        Font: Object.fromEntries(Object.entries(fonts).map(([face, { object }]) => [face, object])),
      };
      document.insertPage(-1, document.addPage(box, 0, resources, content.join('\n')));
      document.setLanguage(language);
      document.subsetFonts();
      // MuPDF writes its own name and version here.
      document.getTrailer().get('Root').delete('Info');
      const pdf = document.saveToBuffer('garbage=4,compress').asUint8Array().slice();
      const scale = dotsPerInch / 72;
      const png = document
        .loadPage(0)
        .toPixmap(mupdf.Matrix.scale(scale, scale), mupdf.ColorSpace.DeviceRGB)
        .asPNG()
        .slice();
      return { pdf, png };
    },
  };
}
