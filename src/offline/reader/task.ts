import { CallError } from './connect.ts';
import { el } from './element.ts';
import type { Texts } from './texts.ts';

/** A place for one button's work: what is going on, how far it is, and what came of it, also for screen readers. */
export interface Task {
  node: HTMLElement;
  /**
   * Runs one piece of work and shows its end; a second press while it runs does nothing. `total` makes a progress bar
   * of what the work tells in bytes.
   */
  run(
    work: (progress: (bytes: number) => void) => Promise<string | undefined>,
    total?: number,
  ): void;
  /** Shows what is wrong with what was entered. */
  refuse(why: string): void;
}

export function task(texts: Texts): Task {
  const status = el('div', { attributes: { role: 'status' } });
  const wrong = el('p', { class: 'wrong', attributes: { role: 'alert' } });
  const bar = el('progress', { attributes: { 'aria-label': texts.working, max: '1' } });
  bar.hidden = true;
  const node = el('div', { class: 'task' }, bar, status, wrong);
  let running = false;

  const refuse = (why: string) => {
    status.textContent = '';
    wrong.textContent = why;
  };
  const run = async (
    work: (progress: (bytes: number) => void) => Promise<string | undefined>,
    total?: number,
  ) => {
    wrong.textContent = '';
    status.textContent = texts.working;
    bar.removeAttribute('value');
    bar.hidden = false;
    try {
      const done = await work((bytes) => {
        if (total) bar.value = Math.min(1, bytes / total);
      });
      status.textContent = done ?? '';
    } catch (error) {
      // The save dialogue was closed: nothing happened, and nobody needs to be told.
      if ((error as Error).name === 'AbortError') status.textContent = '';
      else refuse(explain(texts, error));
    } finally {
      bar.hidden = true;
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
  const problem = error instanceof CallError ? error.problem : '';
  if (problem === 'no-memory') return texts.noMemory;
  if (problem === 'RecipientError') return texts.badRecipient;
  const known = (texts.problems as Record<string, string>)[problem];
  return known ?? texts.failed({ why: (error as Error).message });
}
