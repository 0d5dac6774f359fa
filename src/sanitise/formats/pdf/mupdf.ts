export type Mupdf = typeof import('mupdf');

/**
 * MuPDF does what needs a whole renderer or a forgiving reader: putting broken files right, decrypting, appearances that
 * viewers make up, bilevel codecs, pages as pictures. It costs 0.15 s to load, so ordinary documents do without it.
 */
export async function loadMupdf(): Promise<Mupdf> {
  const mupdf = await import('mupdf');
  // Its warnings quote the file.
  mupdf.setLog({});
  return mupdf;
}
