import { DRAWN, drawnParts } from './drawn-parts.ts';
import type { PartKind } from './part-kinds.ts';

const SML = 'application/vnd.openxmlformats-officedocument.spreadsheetml.';

export const SHEET_PARTS: Record<string, PartKind> = {
  main: {
    root: 'workbook',
    path: 'xl/workbook',
    single: true,
    contentType: `${SML}sheet.main+xml`,
    relations: {
      worksheet: { to: 'worksheet' },
      chartsheet: { to: 'chartsheet' },
      theme: { to: 'theme', implied: true },
      styles: { to: 'styles', implied: true },
      sharedStrings: { to: 'sharedStrings', implied: true },
    },
  },
  worksheet: {
    root: 'worksheet',
    path: 'xl/worksheets/sheet',
    contentType: `${SML}worksheet+xml`,
    relations: {
      hyperlink: { to: 'hyperlink' },
      drawing: { to: 'drawing' },
      table: { to: 'table' },
      image: { to: 'picture' },
      vmlDrawing: { to: 'vmlDrawing' },
    },
  },
  chartsheet: {
    root: 'chartsheet',
    path: 'xl/chartsheets/sheet',
    contentType: `${SML}chartsheet+xml`,
    relations: {
      drawing: { to: 'drawing' },
      image: { to: 'picture' },
      vmlDrawing: { to: 'vmlDrawing' },
    },
  },
  styles: {
    root: 'styleSheet',
    path: 'xl/styles',
    single: true,
    contentType: `${SML}styles+xml`,
    relations: {},
  },
  sharedStrings: {
    root: 'sst',
    path: 'xl/sharedStrings',
    single: true,
    // Which strings are in use is known when all sheets have passed.
    last: true,
    contentType: `${SML}sharedStrings+xml`,
    relations: {},
  },
  table: {
    root: 'table',
    path: 'xl/tables/table',
    contentType: `${SML}table+xml`,
    relations: {},
  },
  drawing: {
    root: 'xdr:wsDr',
    path: 'xl/drawings/drawing',
    contentType: 'application/vnd.openxmlformats-officedocument.drawing+xml',
    relations: DRAWN,
  },
  // Pictures in page headers; those of cell comments are not asked for and go.
  vmlDrawing: {
    root: 'xml',
    path: 'xl/drawings/vmlDrawing',
    extension: 'vml',
    family: 'vml',
    contentType: 'application/vnd.openxmlformats-officedocument.vmlDrawing',
    relations: { image: { to: 'picture' } },
  },
  ...drawnParts('xl'),
};
