import type { FileType } from '../file-types.ts';
import { type Format, NotCleanable } from './format.ts';
import { cleanPackage, type PackagePlan } from './ooxml/clean-package.ts';
import { readZip } from './zip/read-zip.ts';

/** Word, Excel and PowerPoint files (ECMA-376), their templates, and their variants with macros, which lose them. */
export const ooxml: Format = {
  async clean(input, output, job) {
    await cleanPackage(await readZip(input), output, job, await planFor(job.type));
  },
  async verify(result, type, member) {
    const { verifyPackage } = await import('./ooxml/verify-package.ts');
    await verifyPackage(await result.whole(), await planFor(type), member);
  },
};

async function planFor(type: FileType): Promise<PackagePlan> {
  switch (type) {
    case 'docx': {
      const [{ WORD_PARTS }, { WORD_VOCABULARY, wordPolicy }] = await Promise.all([
        import('./ooxml/word-parts.ts'),
        import('./ooxml/word-rules.ts'),
      ]);
      return {
        family: 'word',
        folder: 'word',
        parts: WORD_PARTS,
        vocabulary: WORD_VOCABULARY,
        policy: wordPolicy,
      };
    }
    case 'xlsx': {
      const [{ SHEET_PARTS }, { SHEET_VOCABULARY, sheetPolicy }] = await Promise.all([
        import('./ooxml/sheet-parts.ts'),
        import('./ooxml/sheet-rules.ts'),
      ]);
      return {
        family: 'sheet',
        folder: 'xl',
        parts: SHEET_PARTS,
        vocabulary: SHEET_VOCABULARY,
        policy: sheetPolicy,
      };
    }
    case 'pptx': {
      const [{ SLIDE_PARTS }, { SLIDE_VOCABULARY, slidePolicy }] = await Promise.all([
        import('./ooxml/slide-parts.ts'),
        import('./ooxml/slide-rules.ts'),
      ]);
      return {
        family: 'slide',
        folder: 'ppt',
        parts: SLIDE_PARTS,
        vocabulary: SLIDE_VOCABULARY,
        policy: slidePolicy,
      };
    }
    default:
      throw new NotCleanable('unsupported', `no plan for ${type}`);
  }
}
