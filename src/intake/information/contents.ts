import type { PageId } from '../../languages/page-ids.ts';
import type { Place } from '../site.ts';

/** The pages to read, in two groups, as links. */
export interface ContentsGroup {
  title: string;
  pages: { href: string; title: string; teaser: string; current: boolean }[];
}

const BEFORE: readonly PageId[] = ['scope', 'anonymity', 'protection', 'elsewhere'];
const ABOUT: readonly PageId[] = ['process', 'limits', 'privacy', 'accessibility'];

export function contents({ base, texts }: Place, current: PageId | null = null): ContentsGroup[] {
  const { before, about, titles, teasers } = texts.pages;
  const { selfCheck } = texts;
  const check = {
    href: `${base}/check`,
    title: selfCheck.title,
    teaser: selfCheck.teaser,
    current: false,
  };
  const links = (ids: readonly PageId[]) =>
    ids.map((id) => ({
      href: `${base}/info/${id}`,
      title: titles[id],
      teaser: teasers[id],
      current: id === current,
    }));
  return [
    { title: before, pages: [check, ...links(BEFORE)] },
    { title: about, pages: links(ABOUT) },
  ];
}
