import type { App } from './app.ts';
import { el } from './element.ts';
import { showPdf } from './pdf-view.ts';

/** What is seen of a file, and what is to be done when it is hidden again. */
export interface Shown {
  nodes: HTMLElement[];
  close?: () => void;
}

/** Makes what is seen of a file. */
export type Shower = (
  app: Pick<App, 'texts' | 'state' | 'pdf'>,
  blob: Blob,
  name: string,
) => Promise<Shown>;

/** Kinds that an `<img>` decodes without running anything. SVG is not among them. */
const PICTURES = new Set([
  'image/jpeg',
  'image/png',
  'image/gif',
  'image/webp',
  'image/avif',
  'image/bmp',
]);

/** More than anybody reads on a page. */
const LONGEST_TEXT = 1_000_000;

/**
 * How a file of this type is shown; null: it is only saved. An uncleaned PDF is shown too: nowhere is it as harmless as
 * in a renderer without scripts, network and files, and whoever could only save it would open it elsewhere.
 */
export function showerOf(type: string, cleaned: boolean): Shower | null {
  const plain = type.split(';')[0]?.trim() ?? '';
  if (plain === 'application/pdf') return showPdf;
  if (!cleaned) return null;
  if (PICTURES.has(plain)) return picture;
  return plain === 'text/plain' || plain === 'text/csv' ? text : null;
}

const picture: Shower = async ({ texts }, blob, name) => {
  const image = el('img', { attributes: { alt: texts.pictureOf({ name }) } });
  const url = URL.createObjectURL(blob);
  image.src = url;
  try {
    await image.decode();
  } catch {
    return { nodes: [el('p', {}, texts.notShown)] };
  } finally {
    URL.revokeObjectURL(url);
  }
  return { nodes: [image] };
};

const text: Shower = async (_, blob) => ({
  nodes: [
    el(
      'pre',
      { class: 'words text', attributes: { tabindex: '0' } },
      await blob.slice(0, LONGEST_TEXT).text(),
    ),
  ],
});
