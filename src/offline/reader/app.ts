import type { Language } from '../../languages/language.ts';
import type { CaseFile } from '../../seal/case-bundle.ts';
import type { Texts } from '../texts.ts';
import type { KeyInfo, ReadCase } from './calls.ts';
import type { Connection } from './connect.ts';
import type { PdfEngine } from './pdf-engine.ts';

export type Tab = 'read' | 'reply' | 'handOver' | 'archive';

/** What the page knows; private keys it does not. Nothing of it is stored. */
export interface State {
  language: Language;
  view: 'open' | 'keys';
  tab: Tab;
  keys: KeyInfo[];
  file: File | null;
  head: CaseFile | null;
  read: ReadCase | null;
  draft: { text: string; kind: keyof Texts['kinds']; inScope: boolean };
}

/** What every view is handed. */
export interface App {
  state: State;
  texts: Texts;
  worker: Connection;
  pdf: PdfEngine;
  /** Draws the page anew after the state changed, and moves the focus to its heading or the element named. */
  redraw(focus?: string): void;
  /** Forgets keys and case. */
  forget(): void;
}
