import type { Texts } from '../texts.ts';
import { CallError, type Course } from './connect.ts';
import { button, el } from './element.ts';

/** What work is handed: whom to tell how far it is, and how it hears that it is to stop. */
export type Going = Required<Pick<Course, 'progress' | 'signal'>>;

/** A place for one button's work: what is going on, how far it is, and what came of it, also for screen readers. */
export interface Task {
  node: HTMLElement;
  /**
   * Runs one piece of work and shows its end; a second press while it runs does nothing. With `total` bytes there is a
   * progress bar, and a button that stops it.
   */
  run(work: (going: Going) => Promise<string | undefined>, total?: number): void;
  /** Shows what is wrong with what was entered. */
  refuse(why: string): void;
}

/** Told aloud at each of these parts of the whole, so that whoever does not see the bar knows that it goes on. */
const SAID = 0.25;

export function task(texts: Texts): Task {
  const status = el('div', { attributes: { role: 'status' } });
  const wrong = el('p', { class: 'wrong', attributes: { role: 'alert' } });
  const bar = el('progress', { attributes: { 'aria-label': texts.working, max: '1' } });
  let stop = new AbortController();
  const stopIt = button(texts.stop, () => stop.abort(), { second: true });
  const course = el('div', { class: 'course' }, bar, stopIt);
  course.hidden = true;
  const node = el('div', { class: 'task' }, course, status, wrong);
  let running = false;

  const refuse = (why: string) => {
    status.textContent = '';
    wrong.textContent = why;
  };
  const run = async (work: (going: Going) => Promise<string | undefined>, total?: number) => {
    wrong.textContent = '';
    status.textContent = texts.working;
    bar.removeAttribute('value');
    stop = new AbortController();
    stopIt.hidden = total === undefined;
    course.hidden = false;
    const before = document.activeElement;
    let said = 0;
    const progress = (bytes: number) => {
      if (!total) return;
      bar.value = Math.min(1, bytes / total);
      if (bar.value < said + SAID) return;
      said = bar.value;
      status.textContent = texts.soFar({ percent: String(Math.floor(bar.value * 100)) });
    };
    try {
      status.textContent = (await work({ progress, signal: stop.signal })) ?? '';
    } catch (error) {
      if (stop.signal.aborted) status.textContent = texts.stopped;
      // The save dialogue was closed: nothing happened, and nobody needs to be told.
      else if (error instanceof DOMException && error.name === 'AbortError')
        status.textContent = '';
      else refuse(explain(texts, error));
    } finally {
      // What has the focus must not vanish under it.
      if (document.activeElement === stopIt) (before as HTMLElement | null)?.focus();
      course.hidden = true;
      running = false;
    }
  };
  return {
    node,
    refuse,
    run(work, total) {
      if (running) return;
      running = true;
      void run(work, total);
    },
  };
}

export function explain(texts: Texts, error: unknown): string {
  if (!(error instanceof CallError)) {
    const { name, message } = error as Error;
    // What the page itself meets: a full disk under a chosen file, or a Blob that does not fit.
    if (name === 'QuotaExceededError') return texts.noRoom;
    return error instanceof RangeError ? texts.noMemory : texts.failed({ why: message });
  }
  const { problem, part, message } = error;
  if (problem === 'no-memory') return texts.noMemory;
  if (problem === 'file-gone') return texts.fileGone;
  if (problem === 'RecipientError') return texts.badRecipient;
  const known = (texts.problems as Record<string, string>)[problem];
  if (known === undefined) return texts.failed({ why: message });
  return part === null ? known : `${part}: ${known}`;
}
