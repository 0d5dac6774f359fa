import { FORMATS } from './formats/index.ts';

// Loading takes longer than cleaning a small file, so workers do it while they wait: what most people send is photos,
// office documents and films from a telephone. The library that draws and repairs PDF is left out: it alone takes 40 MB, and
// most PDF are made anew without it.

export async function loadForCleaning(): Promise<void> {
  await Promise.all([
    import('./formats/images/encode.ts'),
    import('./formats/pdf/remake.ts'),
    import('./formats/pdf/history.ts'),
    ...common(),
  ]);
}

export async function loadForVerifying(): Promise<void> {
  await Promise.all([
    import('./formats/ooxml/verify-package.ts'),
    import('./formats/pdf-check/file.ts'),
    ...common(),
  ]);
}

function common(): Promise<unknown>[] {
  return [
    FORMATS.jpeg?.(),
    FORMATS.png?.(),
    FORMATS.mp4?.(),
    FORMATS.pdf?.(),
    FORMATS.docx?.(),
    import('./formats/ooxml/word-parts.ts'),
    import('./formats/ooxml/word-rules.ts'),
  ].map((loading) => Promise.resolve(loading));
}
