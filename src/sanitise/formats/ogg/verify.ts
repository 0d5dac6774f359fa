import type { Input } from '../format.ts';
import { openCursor } from '../media/cursor.ts';
import { must } from '../media/residue.ts';
import { LARGEST_PAGE, type Page, readPage } from './pages.ts';

/** Header packets in hexadecimal, one after the other: of each codec the only ones a finished file has. */
const HEADERS: [RegExp, (body: string) => boolean][] = [
  // identification; empty comments and the set-up
  [/^01766f72626973.{46}$/, (body) => /^03766f72626973(?:00){8}0105766f72626973/.test(body)],
  [/^4f70757348656164.{20}00$/, isEmptyOpus],
  [/^4f70757348656164.{20}(?!00)..(?:..){3,257}$/, isEmptyOpus],
  [/^7f464c414301000001664c614300000022.{68}$/, (body) => /^84000008(?:00){8}$/.test(body)],
  [/^5370656578202020(?:00){20}(?:..){40}(?:00){4}(?:..){8}$/, (body) => /^(?:00){8}$/.test(body)],
];

function isEmptyOpus(body: string): boolean {
  return /^4f70757354616773(?:00){8}$/.test(body);
}

/** Pages of streams numbered from 1 in the order they begin, each page of a stream following the one before. */
export async function verifyOgg(result: Input): Promise<void> {
  const cursor = openCursor(result);
  const next: number[] = [];
  const checks: ((body: string) => boolean)[] = [];
  while (!(await cursor.ended())) {
    const bytes = await cursor.peek(LARGEST_PAGE);
    must(bytes.toString('latin1', 0, 4) === 'OggS' && bytes[4] === 0, 'bytes between pages');
    must((bytes[5] ?? 0) < 8, 'flags');
    const { page, size } = readPage(bytes);
    if (page.first) {
      must(page.serial === next.length + 1 && page.sequence === 0, 'a number of its own');
      const body = page.body.toString('hex');
      const codec = HEADERS.find(([identification]) => identification.test(body));
      must(codec !== undefined, 'an identification with more');
      next.push(1);
      if (codec) checks.push(codec[1]);
    } else {
      must(page.sequence === next[page.serial - 1], 'a page out of order');
      next[page.serial - 1] = page.sequence + 1;
      if (page.sequence === 1) checkHeaders(page, checks[page.serial - 1]);
    }
    await cursor.skip(size);
  }
  must(next.length > 0 && next.every((pages) => pages > 2), 'a stream without sound');
}

function checkHeaders(page: Page, check: ((body: string) => boolean) | undefined): void {
  must(!page.continued && check !== undefined, 'headers out of place');
  must(check?.(page.body.toString('hex')) === true, 'comments');
}
