/** What the page asks of the PDF's own worker; `width` is that of the picture, in pixels. */
export type PdfRequest =
  | { id: number; kind: 'open'; engine: ArrayBuffer; pdf: ArrayBuffer }
  | { id: number; kind: 'page'; number: number; width: number; needle: string }
  | { id: number; kind: 'find'; needle: string; from: number };

export interface PdfPage {
  width: number;
  height: number;
  /** RGBA. */
  pixels: ArrayBuffer;
  text: string;
  /** Where the words that were looked for stand: [x, y, width, height] in pixels. */
  hits: [number, number, number, number][];
}

export type PdfProblem = 'pdf-locked' | 'pdf-broken' | 'pdf-too-hard' | 'pdf-closed';

export type PdfAnswer =
  | { id: number; pages: number }
  | { id: number; page: PdfPage }
  /** The number of the next page with a hit, from 1; null when there is none. */
  | { id: number; found: number | null }
  | { id: number; problem: PdfProblem };
