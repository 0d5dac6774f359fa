import type { Target } from './calls.ts';

type Picker = (options: { suggestedName: string }) => Promise<FileSystemFileHandle>;

/** What does not fit into memory easily is written to the disk as it comes, where the browser can. */
export const LARGE = 100_000_000;

/** Whether this browser can write to a chosen file piece by piece (Chromium's File System Access). */
export function canStreamToDisk(): boolean {
  return 'showSaveFilePicker' in window;
}

/** Asks where to save something large; null where the browser cannot, or it is small. @throws AbortError */
export async function askTarget(name: string, bytes: number): Promise<Target> {
  const picker = (window as { showSaveFilePicker?: Picker }).showSaveFilePicker;
  if (picker === undefined || bytes < LARGE) return null;
  return picker.call(window, { suggestedName: name });
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
