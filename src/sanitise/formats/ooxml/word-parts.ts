import { DRAWN, drawnParts } from './drawn-parts.ts';
import type { PartKind } from './part-kinds.ts';

const WML = 'application/vnd.openxmlformats-officedocument.wordprocessingml.';

export const WORD_PARTS: Record<string, PartKind> = {
  main: {
    root: 'w:document',
    path: 'word/document',
    single: true,
    contentType: `${WML}document.main+xml`,
    relations: {
      styles: { to: 'styles', implied: true },
      settings: { to: 'settings', implied: true },
      fontTable: { to: 'fontTable', implied: true },
      theme: { to: 'theme', implied: true },
      numbering: { to: 'numbering', implied: true },
      footnotes: { to: 'footnotes', implied: true },
      endnotes: { to: 'endnotes', implied: true },
      header: { to: 'header' },
      footer: { to: 'footer' },
      ...DRAWN,
    },
  },
  styles: part('w:styles', 'styles', {}, true),
  settings: part('w:settings', 'settings', {}, true),
  fontTable: part('w:fonts', 'fontTable', {}, true),
  numbering: part('w:numbering', 'numbering', { image: { to: 'picture' } }, true),
  footnotes: part('w:footnotes', 'footnotes', DRAWN, true),
  endnotes: part('w:endnotes', 'endnotes', DRAWN, true),
  header: part('w:hdr', 'header', DRAWN),
  footer: part('w:ftr', 'footer', DRAWN),
  ...drawnParts('word'),
};

function part(
  root: string,
  name: string,
  relations: PartKind['relations'],
  single = false,
): PartKind {
  return { root, path: `word/${name}`, single, contentType: `${WML}${name}+xml`, relations };
}
