import type { PartKind } from './part-kinds.ts';

const WML = 'application/vnd.openxmlformats-officedocument.wordprocessingml.';
const DML = 'application/vnd.openxmlformats-officedocument.drawingml.';

/** What may be drawn in any part of a document with text. */
const DRAWN: PartKind['relations'] = {
  image: { to: 'picture' },
  hyperlink: { to: 'hyperlink' },
  chart: { to: 'chart' },
  diagramData: { to: 'diagramData' },
  diagramLayout: { to: 'diagramLayout' },
  diagramQuickStyle: { to: 'diagramStyle' },
  diagramColors: { to: 'diagramColors' },
  'ms:diagramDrawing': { to: 'diagramDrawing', implied: true },
};

/** Charts and diagrams, alike in all three families. */
export function drawnParts(folder: string): Record<string, PartKind> {
  return {
    chart: {
      root: 'c:chartSpace',
      path: `${folder}/charts/chart`,
      contentType: `${DML}chart+xml`,
      relations: {
        image: { to: 'picture' },
        chartUserShapes: { to: 'chartShapes' },
        themeOverride: { to: 'themeOverride', implied: true },
      },
    },
    chartShapes: {
      root: 'c:userShapes',
      path: `${folder}/drawings/chartshapes`,
      contentType: `${DML}chartshapes+xml`,
      relations: { image: { to: 'picture' } },
    },
    themeOverride: {
      root: 'a:themeOverride',
      path: `${folder}/theme/override`,
      contentType: 'application/vnd.openxmlformats-officedocument.themeOverride+xml',
      relations: { image: { to: 'picture' } },
    },
    diagramData: {
      root: 'dgm:dataModel',
      path: `${folder}/diagrams/data`,
      contentType: `${DML}diagramData+xml`,
      relations: { image: { to: 'picture' }, hyperlink: { to: 'hyperlink' } },
    },
    diagramLayout: {
      root: 'dgm:layoutDef',
      path: `${folder}/diagrams/layout`,
      contentType: `${DML}diagramLayout+xml`,
      relations: { image: { to: 'picture' } },
    },
    diagramStyle: {
      root: 'dgm:styleDef',
      path: `${folder}/diagrams/quickStyle`,
      contentType: `${DML}diagramStyle+xml`,
      relations: {},
    },
    diagramColors: {
      root: 'dgm:colorsDef',
      path: `${folder}/diagrams/colors`,
      contentType: `${DML}diagramColors+xml`,
      relations: {},
    },
    diagramDrawing: {
      root: 'dsp:drawing',
      path: `${folder}/diagrams/drawing`,
      contentType: 'application/vnd.ms-office.drawingml.diagramDrawing+xml',
      relations: { image: { to: 'picture' }, hyperlink: { to: 'hyperlink' } },
    },
    theme: {
      root: 'a:theme',
      path: `${folder}/theme/theme`,
      contentType: 'application/vnd.openxmlformats-officedocument.theme+xml',
      relations: { image: { to: 'picture' } },
    },
  };
}

export { DRAWN };

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
