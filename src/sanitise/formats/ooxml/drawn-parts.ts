import type { PartKind } from './part-kinds.ts';

const DML = 'application/vnd.openxmlformats-officedocument.drawingml.';

/** What may be drawn in any part of a document with text. */
export const DRAWN: PartKind['relations'] = {
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
