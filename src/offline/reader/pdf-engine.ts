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
}

/** Shows one PDF at a time; the next one, or `end`, takes the renderer away with everything in it. */
export interface PdfEngine {
  open(pdf: Blob): Promise<OpenPdf>;
  end(): void;
}

/** A page of a scanned book takes a second on a slow computer; a looked-for word in a thousand pages, ten. */
const PATIENCE_MS = { open: 20_000, page: 20_000, find: 60_000 };

/** `source` is the worker's; `packed` gives the renderer as base64 of gzip, which is unpacked only when it is needed. */
export function pdfEngine(source: string, packed: () => string): PdfEngine {
  let unpacked: Promise<ArrayBuffer> | null = null;
  let end = () => {};

  return {
    async open(pdf) {
      end();
      unpacked ??= unpack(packed());
      const engine = (await unpacked).slice(0);
      const url = URL.createObjectURL(new Blob([source], { type: 'text/javascript' }));
      const worker = new Worker(url);
      const ask = asker(worker, () => end());
      end = () => {
        worker.terminate();
        URL.revokeObjectURL(url);
        end = () => {};
      };
      const bytes = await pdf.arrayBuffer();
      const opened = await ask({ kind: 'open', engine, pdf: bytes }, [engine, bytes]);
      if (!('pages' in opened)) throw new PdfError('pdf-broken');
      return {
        pages: opened.pages,
        async page(number, width, needle) {
          const answer = await ask({ kind: 'page', number, width, needle });
          if (!('page' in answer)) throw new PdfError('pdf-broken');
          return answer.page;
        },
        async find(needle, from) {
          const answer = await ask({ kind: 'find', needle, from });
          return 'found' in answer ? answer.found : null;
        },
      };
    },
    end: () => end(),
  };
}

type Asked = PdfRequest extends infer Kind
  ? Kind extends PdfRequest
    ? Omit<Kind, 'id'>
    : never
  : never;

/** Asks the worker one thing after the other; one that takes too long or falls over is given up, with the worker. */
function asker(worker: Worker, giveUp: () => void) {
  let last = 0;
  return (asked: Asked, transfer: Transferable[] = []): Promise<PdfAnswer> => {
    last += 1;
    const id = last;
    return new Promise<PdfAnswer>((resolve, reject) => {
      const failed = (problem: PdfProblem) => {
        clearTimeout(timer);
        worker.removeEventListener('message', heard);
        worker.removeEventListener('error', broke);
        reject(new PdfError(problem));
      };
      const broke = (event: Event) => {
        event.preventDefault();
        giveUp();
        failed('pdf-too-hard');
      };
      const heard = ({ data }: MessageEvent<PdfAnswer>) => {
        if (data.id !== id) return;
        if ('problem' in data) return failed(data.problem);
        clearTimeout(timer);
        worker.removeEventListener('message', heard);
        worker.removeEventListener('error', broke);
        resolve(data);
      };
      const timer = setTimeout(() => {
        giveUp();
        failed('pdf-too-hard');
      }, PATIENCE_MS[asked.kind]);
      worker.addEventListener('message', heard);
      worker.addEventListener('error', broke);
      worker.postMessage({ ...asked, id }, transfer);
    });
  };
}

async function unpack(packed: string): Promise<ArrayBuffer> {
  const bytes = Uint8Array.from(atob(packed), (letter) => letter.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
  return new Response(stream).arrayBuffer();
}
