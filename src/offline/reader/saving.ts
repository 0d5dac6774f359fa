import type { Course } from './connect.ts';

/** The browser's own handle of a file that somebody chose to save to (Chromium's File System Access). */
interface ChosenFile {
  getFile?(): Promise<File>;
  remove?(): Promise<void>;
  createWritable(): Promise<{
    write(piece: Uint8Array<ArrayBuffer>): Promise<void>;
    close(): Promise<void>;
    abort(): Promise<void>;
  }>;
}
type Picker = (options: { suggestedName: string }) => Promise<ChosenFile>;

/** What does not fit into memory easily is written to the disk as it comes, where the browser can. */
export const LARGE = 50_000_000;

const picker = () => (window as { showSaveFilePicker?: Picker }).showSaveFilePicker;

/** Whether this browser can write to a chosen file piece by piece. */
export function canStreamToDisk(): boolean {
  return picker() !== undefined;
}

/**
 * Saves what `fill` gives to the sink it is handed: large things straight to a place that is asked for, where the browser
 * can; else as a download. Nothing is saved when `fill` throws.
 * @throws AbortError when nobody chose a place, and what `fill` throws
 */
export async function saveStream<Result>(
  name: string,
  bytes: number,
  fill: (take: Required<Course>['take']) => Promise<Result>,
): Promise<Result> {
  const choose = picker();
  if (choose === undefined || bytes < LARGE) {
    const { blob, result } = await collect('application/octet-stream', fill);
    save(blob, name);
    return result;
  }
  const chosen = await choose.call(window, { suggestedName: name });
  // The browser writes beside the file, and puts it in its place only when it is closed.
  const file = await chosen.createWritable();
  try {
    const result = await fill((piece) => file.write(piece));
    await file.close();
    return result;
  } catch (error) {
    await file.abort().catch(() => undefined);
    // Choosing made an empty file; one that was there before is as it was, and stays.
    if ((await chosen.getFile?.().catch(() => null))?.size === 0) {
      await chosen.remove?.().catch(() => undefined);
    }
    throw error;
  }
}

/** Holds what `fill` gives as a Blob of lumps, which a browser can put away on its own. */
export async function collect<Result>(
  type: string,
  fill: (take: Required<Course>['take']) => Promise<Result>,
): Promise<{ blob: Blob; result: Result }> {
  const lumps: Blob[] = [];
  const result = await fill(async (piece) => {
    lumps.push(new Blob([piece]));
    // The Blob has its own copy; waiting for the collector would hold a large file twice.
    (piece.buffer as { transfer?: (bytes: number) => void }).transfer?.(0);
  });
  return { blob: new Blob(lumps, { type }), result };
}

/** Hands a file to the browser to save, as a download. */
export function save(content: Blob | string, name: string): void {
  const blob = typeof content === 'string' ? new Blob([content], { type: 'text/plain' }) : content;
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  // The browser reads it after the click; a minute is long enough to begin.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
