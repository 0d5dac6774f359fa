import type { RemovalKind } from '../../outcome.ts';
import { destinationOf, type Group, textIn } from './tree.ts';

type Found = (kind: RemovalKind) => void;

/** Groups that are left out, and what they tell. Groups with `\*` that are not listed are left out as well. */
export const LEFT_OUT: Record<string, RemovalKind | undefined> = {
  title: 'description',
  subject: 'description',
  keywords: 'description',
  comment: 'description',
  doccomm: 'description',
  category: 'description',
  author: 'author',
  operator: 'author',
  manager: 'author',
  company: 'author',
  creatim: 'time',
  revtim: 'time',
  printim: 'time',
  buptim: 'time',
  hlinkbase: 'path',
  generator: 'software',
  template: 'path',
  filetbl: 'path',
  nextfile: 'path',
  userprops: 'description',
  docvar: 'other',
  rsidtbl: 'identifier',
  revtbl: 'author',
  annotation: 'comment',
  atnauthor: 'author',
  atnid: 'author',
  atndate: 'time',
  atntime: 'time',
  objdata: 'embeddedFile',
  objclass: 'software',
  datastore: 'other',
  themedata: undefined,
  colorschememapping: undefined,
  fontemb: 'embeddedFile',
  bkmkstart: 'other',
  htmltag: 'other',
  passwordhash: 'other',
  protusertbl: 'author',
  xmlnstbl: 'other',
  blipuid: 'identifier',
  // Not content: styles repeat what the text says itself, separators, indexes' hidden entries, fallbacks.
  stylesheet: undefined,
  listtable: undefined,
  listoverridetable: undefined,
  ftnsep: undefined,
  ftnsepc: undefined,
  ftncn: undefined,
  aftnsep: undefined,
  aftnsepc: undefined,
  aftncn: undefined,
  pntxta: undefined,
  pntxtb: undefined,
  nonshppict: undefined,
  nonesttables: undefined,
  shprslt: undefined,
  xe: 'hiddenContent',
  tc: 'hiddenContent',
  tcn: 'hiddenContent',
  rxe: 'hiddenContent',
  txe: 'hiddenContent',
  sn: undefined,
  private: 'other',
  linkval: 'path',
};

/** Counts what a group that is left out holds. */
export function noteLeftOut(group: Group, found: Found): void {
  const { name } = destinationOf(group);
  if (name === 'info' || name === 'upr') {
    for (const node of group.nodes) if (node.kind === 'group') noteLeftOut(node, found);
    return;
  }
  if (name === 'revtbl') {
    // One group an author; the first stands for "unknown".
    for (const node of group.nodes) {
      if (node.kind === 'group' && !/^(?:Unknown;?|;)?$/.test(textIn(node).trim())) found('author');
    }
    return;
  }
  if (name === 'annotation') {
    for (const node of group.nodes) if (node.kind === 'group') noteNamed(node, found);
  }
  const kind = LEFT_OUT[name];
  if (kind) found(kind);
  else if (name === 'info') found('description');
}

function noteNamed(group: Group, found: Found): void {
  const kind = LEFT_OUT[destinationOf(group).name];
  if (kind) found(kind);
}
