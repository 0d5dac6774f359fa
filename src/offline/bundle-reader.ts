import { CASE_FILE, type CaseFile, caseFileSchema } from '../seal/case-bundle.ts';
import { openSealedZip, type SealedZip } from '../seal/sealed-zip.ts';

export { BundleError } from '../seal/sealed-zip.ts';

export type Bundle = SealedZip<CaseFile>;

/** Opens a case's bundle from disk without unpacking it. @throws BundleError */
export function openBundle(path: string): Promise<Bundle> {
  return openSealedZip(path, CASE_FILE, caseFileSchema);
}
