import { DRAWN, drawnParts } from './drawn-parts.ts';
import type { PartKind } from './part-kinds.ts';

const PML = 'application/vnd.openxmlformats-officedocument.presentationml.';

/** What may stand on a slide, its layout, its master or its notes. */
const ON_SLIDE: PartKind['relations'] = {
  ...DRAWN,
  slide: { to: 'slide' },
  video: { to: 'media' },
  audio: { to: 'media' },
  'ms:media': { to: 'media' },
  themeOverride: { to: 'themeOverride', implied: true },
};

export const SLIDE_PARTS: Record<string, PartKind> = {
  main: {
    root: 'p:presentation',
    path: 'ppt/presentation',
    single: true,
    contentType: `${PML}presentation.main+xml`,
    relations: {
      slideMaster: { to: 'slideMaster' },
      slide: { to: 'slide' },
      notesMaster: { to: 'notesMaster' },
      theme: { to: 'theme', implied: true },
      tableStyles: { to: 'tableStyles', implied: true },
    },
  },
  slide: part('p:sld', 'slides/slide', 'slide', {
    slideLayout: { to: 'slideLayout', implied: true },
    notesSlide: { to: 'notesSlide', implied: true },
  }),
  slideLayout: part('p:sldLayout', 'slideLayouts/slideLayout', 'slideLayout', {
    slideMaster: { to: 'slideMaster', implied: true },
  }),
  slideMaster: part('p:sldMaster', 'slideMasters/slideMaster', 'slideMaster', {
    slideLayout: { to: 'slideLayout' },
    theme: { to: 'theme', implied: true },
  }),
  notesSlide: part('p:notes', 'notesSlides/notesSlide', 'notesSlide', {
    notesMaster: { to: 'notesMaster', implied: true },
    slide: { to: 'slide', implied: true },
  }),
  notesMaster: part('p:notesMaster', 'notesMasters/notesMaster', 'notesMaster', {
    theme: { to: 'theme', implied: true },
  }),
  tableStyles: {
    root: 'a:tblStyleLst',
    path: 'ppt/tableStyles',
    single: true,
    contentType: `${PML}tableStyles+xml`,
    relations: {},
  },
  ...drawnParts('ppt'),
};

function part(
  root: string,
  path: string,
  type: string,
  relations: PartKind['relations'],
): PartKind {
  return {
    root,
    path: `ppt/${path}`,
    contentType: `${PML}${type}+xml`,
    relations: { ...ON_SLIDE, ...relations },
  };
}
