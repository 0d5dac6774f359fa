import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { SAMPLES } from '../../src/sanitise/rehearse.ts';
import { useSanitiser } from './judges.ts';

const FOLDER = join(import.meta.dirname, '../../src/sanitise/samples');

describe('what workers rehearse with', () => {
  const clean = useSanitiser();

  it('is all there is in the folder', async () => {
    expect(await readdir(FOLDER)).to.have.members(Object.keys(SAMPLES));
  });

  for (const [name, type] of Object.entries(SAMPLES)) {
    it(`is clean, and goes the way of a clean file: ${name}`, async () => {
      const bytes = await readFile(join(FOLDER, name));
      const { result } = await clean(bytes);
      expect(result).to.include({ clean: true, type }).and.to.have.deep.property('removed', []);
    });
  }
});
