import type { Format } from './format.ts';
import { readZip } from './zip/read-zip.ts';

/** OpenDocument texts, spreadsheets, presentations and drawings (ISO 26300), and templates for them. */
export const odf: Format = {
  async clean(input, output, job) {
    const { cleanOdf } = await import('./odf/clean-odf.ts');
    await cleanOdf(await readZip(input), output, job);
  },
  async verify(result, type, member) {
    const { verifyOdf } = await import('./odf/verify-odf.ts');
    await verifyOdf(await result.whole(), type, member);
  },
};
