import type { Document, Matrix, Page } from 'mupdf';
import type { PdfAnswer, PdfPage, PdfProblem, PdfRequest } from './pdf-calls.ts';

/**
 * Draws the pages of one PDF, in a worker of its own: no keys, no other file and no page are within reach of what a
 * hostile PDF might do to the renderer. MuPDF runs no scripts unless it is told to, and fetches nothing.
 */

type Mupdf = typeof import('mupdf');

interface Place {
  postMessage(answer: PdfAnswer, transfer?: Transferable[]): void;
  onmessage: ((event: { data: PdfRequest }) => void) | null;
}

/** Enough for A0 drawings and books of scans; a PDF that wants more is made to want more. */
const MOST_MEMORY = 768 * 1024 * 1024;
const WASM_PAGE = 65_536;
/** 4000 × 4000. */
const MOST_PIXELS = 16_000_000;
/** As people look for words. */
const SEARCH = 'ignore-case';
const LONGEST_TEXT = 200_000;

// Emscripten asks for more memory here, and tells MuPDF that there is none when it throws.
const grow = WebAssembly.Memory.prototype.grow;
WebAssembly.Memory.prototype.grow = function bounded(pages: number): number {
  if (this.buffer.byteLength + pages * WASM_PAGE > MOST_MEMORY) throw new RangeError('too much');
  return grow.call(this, pages);
};

let mupdf: Mupdf;
let document: Document;

async function opened(engine: ArrayBuffer, pdf: ArrayBuffer): Promise<number> {
  Object.assign(globalThis, {
    $libmupdf_wasm_Module: { wasmBinary: new Uint8Array(engine), locateFile: () => '' },
  });
  mupdf = await import('mupdf');
  // Its warnings quote the file.
  mupdf.setLog({});
  document = mupdf.Document.openDocument(new Uint8Array(pdf), 'application/pdf');
  if (document.needsPassword()) throw Object.assign(new Error(), { problem: 'pdf-locked' });
  return document.countPages();
}

function drawn(number: number, wanted: number, needle: string): PdfPage {
  const page = document.loadPage(number - 1);
  try {
    const [left, top, right, bottom] = page.getBounds();
    const area = Math.max(1, (right - left) * (bottom - top));
    const scale = Math.min(wanted / Math.max(1, right - left), Math.sqrt(MOST_PIXELS / area));
    return {
      ...pictureOf(page, mupdf.Matrix.scale(scale, scale), scale, needle),
      text: textOf(page),
    };
  } finally {
    page.destroy();
    mupdf.emptyStore();
  }
}

function pictureOf(page: Page, matrix: Matrix, scale: number, needle: string) {
  const pixmap = page.toPixmap(matrix, mupdf.ColorSpace.DeviceRGB, false);
  try {
    const width = pixmap.getWidth();
    const height = pixmap.getHeight();
    const rgb = pixmap.getPixels();
    const stride = pixmap.getStride();
    const rgba = new Uint8Array(width * height * 4).fill(255);
    for (let row = 0; row < height; row += 1) {
      let from = row * stride;
      let to = row * width * 4;
      for (let column = 0; column < width; column += 1) {
        rgba[to] = rgb[from] as number;
        rgba[to + 1] = rgb[from + 1] as number;
        rgba[to + 2] = rgb[from + 2] as number;
        from += 3;
        to += 4;
      }
    }
    const hits = needle === '' ? [] : boxes(page, needle, scale, pixmap.getX(), pixmap.getY());
    return { width, height, pixels: rgba.buffer, hits };
  } finally {
    pixmap.destroy();
  }
}

function boxes(page: Page, needle: string, scale: number, x: number, y: number): PdfPage['hits'] {
  return page
    .search(needle, SEARCH)
    .flat()
    .map((quad): [number, number, number, number] => {
      const xs = [quad[0], quad[2], quad[4], quad[6]].map((value) => value * scale - x);
      const ys = [quad[1], quad[3], quad[5], quad[7]].map((value) => value * scale - y);
      const [left, top] = [Math.min(...xs), Math.min(...ys)];
      return [left, top, Math.max(...xs) - left, Math.max(...ys) - top];
    });
}

function textOf(page: Page): string {
  const text = page.toStructuredText('preserve-whitespace');
  try {
    return text.asText().slice(0, LONGEST_TEXT).trim();
  } finally {
    text.destroy();
  }
}

/** The next page with a hit after `from`, and from the beginning again. */
function found(needle: string, from: number): number | null {
  const pages = document.countPages();
  for (let step = 1; step <= pages; step += 1) {
    const number = ((from - 1 + step) % pages) + 1;
    const page = document.loadPage(number - 1);
    try {
      if (page.search(needle, SEARCH).length > 0) return number;
    } finally {
      page.destroy();
    }
  }
  return null;
}

const place = self as unknown as Place;
place.onmessage = async ({ data }) => {
  const { id } = data;
  try {
    if (data.kind === 'open') {
      place.postMessage({ id, pages: await opened(data.engine, data.pdf) });
    } else if (data.kind === 'find') {
      place.postMessage({ id, found: found(data.needle, data.from) });
    } else {
      const page = drawn(data.number, data.width, data.needle);
      place.postMessage({ id, page }, [page.pixels]);
    }
  } catch (error) {
    place.postMessage({ id, problem: problemOf(error) });
  }
};

function problemOf(error: unknown): PdfProblem {
  const { problem, message } = error as Error & { problem?: PdfProblem };
  if (problem !== undefined) return problem;
  return /memory|malloc|alloc|too (large|many|deep)|overflow/i.test(String(message))
    ? 'pdf-too-hard'
    : 'pdf-broken';
}
