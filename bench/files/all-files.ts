import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { makeDocuments } from './documents.ts';
import { makeMedia } from './media.ts';
import { makePictures } from './pictures.ts';

export interface BenchFile {
  name: string;
  path: string;
}

/** Makes one file of each kind that people send, in the sizes they have. */
export async function makeBenchFiles(folder: string): Promise<BenchFile[]> {
  await mkdir(folder, { recursive: true });
  const at = (name: string) => join(folder, name);
  const names = [
    ...(await makePictures(at)),
    ...(await makeDocuments(folder, at)),
    ...(await makeMedia(at)),
  ];
  return names.map((name) => ({ name, path: at(name) }));
}
