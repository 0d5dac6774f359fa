import type { PdfAnswer, PdfPage, PdfProblem, PdfRequest } from './pdf-calls.ts';

/** Why a PDF is not shown; it can be saved all the same. */
export class PdfError extends Error {
  override name = 'PdfError';
  readonly problem: PdfProblem;

  constructor(problem: PdfProblem) {
    super(problem);
    this.problem = problem;
  }
}

/** @throws PdfError */
export interface OpenPdf {
  pages: number;
  page(number: number, width: number, needle: string): Promise<PdfPage>;
  find(needle: string, from: number): Promise<number | null>;
  /** Takes the renderer away with everything in it. */
  close(): void;
}

/** Each PDF has a renderer of its own, so that none can touch another. */
export interface PdfEngine {
  open(pdf: Blob): Promise<OpenPdf>;
  /** Closes all. */
  end(): void;
}

/** A page of a scanned book takes a second on a slow computer; a looked-for word in a thousand pages, ten. */
const PATIENCE_MS = { open: 20_000, page: 20_000, find: 60_000 };
/** To compare papers beside each other; each takes some 100 MB, so the one shown longest goes for a fifth. */
const MOST_OPEN = 4;

/** `source` is the worker's; `packed` gives the renderer as base64 of gzip, which is unpacked only when it is needed. */
export function pdfEngine(source: string, packed: () => string): PdfEngine {
  let unpacked: ArrayBuffer | null = null;
  const renderers = new Set<Renderer>();

  return {
    async open(pdf) {
      unpacked ??= await unpack(packed());
      const engine = unpacked.slice(0);
      const bytes = await pdf.arrayBuffer();
      const [oldest] = renderers;
      if (oldest && renderers.size >= MOST_OPEN) oldest.close('pdf-closed');
      const renderer = startRenderer(source, () => renderers.delete(renderer));
      renderers.add(renderer);
      const opened = await renderer.ask({ kind: 'open', engine, pdf: bytes }, [engine, bytes]);
      if (!('pages' in opened)) throw new PdfError('pdf-broken');
      return {
        pages: opened.pages,
        async page(number, width, needle) {
          const answer = await renderer.ask({ kind: 'page', number, width, needle });
          if (!('page' in answer)) throw new PdfError('pdf-broken');
          return answer.page;
        },
        async find(needle, from) {
          const answer = await renderer.ask({ kind: 'find', needle, from });
          return 'found' in answer ? answer.found : null;
        },
        close: () => renderer.close('pdf-closed'),
      };
    },
    end() {
      for (const renderer of renderers) renderer.close('pdf-closed');
    },
  };
}

type Asked = PdfRequest extends infer Kind
  ? Kind extends PdfRequest
    ? Omit<Kind, 'id'>
    : never
  : never;

interface Renderer {
  /** @throws PdfError; one that takes too long or falls over is given up, and everything after it fails alike */
  ask(asked: Asked, transfer?: Transferable[]): Promise<PdfAnswer>;
  close(why: PdfProblem): void;
}

function startRenderer(source: string, gone: () => void): Renderer {
  const url = URL.createObjectURL(new Blob([source], { type: 'text/javascript' }));
  const worker = new Worker(url);
  const waiting = new Map<number, (answer: PdfAnswer) => void>();
  let closed: PdfProblem | null = null;
  let last = 0;

  const close = (why: PdfProblem) => {
    if (closed !== null) return;
    closed = why;
    worker.terminate();
    URL.revokeObjectURL(url);
    for (const [id, answer] of waiting) answer({ id, problem: why });
    gone();
  };
  worker.onmessage = ({ data }: MessageEvent<PdfAnswer>) => waiting.get(data.id)?.(data);
  worker.onerror = (event) => {
    event.preventDefault();
    close('pdf-too-hard');
  };

  return {
    close,
    ask(asked, transfer = []) {
      if (closed !== null) return Promise.reject(new PdfError(closed));
      last += 1;
      const id = last;
      return new Promise((resolve, reject) => {
        const timer = setTimeout(() => close('pdf-too-hard'), PATIENCE_MS[asked.kind]);
        waiting.set(id, (answer) => {
          clearTimeout(timer);
          waiting.delete(id);
          if ('problem' in answer) reject(new PdfError(answer.problem));
          else resolve(answer);
        });
        worker.postMessage({ ...asked, id }, transfer);
      });
    },
  };
}

async function unpack(packed: string): Promise<ArrayBuffer> {
  const bytes = Uint8Array.from(atob(packed), (letter) => letter.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
  return new Response(stream).arrayBuffer();
}
