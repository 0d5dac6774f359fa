import { FILE_TYPES, type FileType } from '../../file-types.ts';
import { NotCleanable, type VerifyMember } from '../format.ts';

/** The header fields there may be, in the only order that we write. */
const OF_PART = ['Content-Type', 'Content-Disposition', 'Content-Transfer-Encoding'];
const OF_MESSAGE = ['From', 'To', 'Cc', 'Subject', 'Date', 'MIME-Version', ...OF_PART];
const MULTIPART = /^multipart\/(?:mixed|alternative); boundary="(=_[0-9]{1,2}_[1-9][0-9]{0,2})"$/;
const TEXT = /^text\/(plain|html); charset=utf-8$/;
const FILE = /^attachment; filename="attachment-[1-9][0-9]{0,2}\.([a-z0-9]+)"$/;

/**
 * Reads a finished message in the one form that we write.
 * @throws NotCleanable('residue')
 */
export async function verifyMessage(bytes: Buffer, verifyMember: VerifyMember): Promise<void> {
  const text = bytes.toString('latin1');
  if (/[^\x20-\x7e\r\n]|\r(?!\n)|(?<!\r)\n/.test(text)) throw residue('a character');
  const lines = openLines(text);
  const headers = takeHeaders(lines, OF_MESSAGE);
  if (headers.get('MIME-Version') !== '1.0') throw residue('no version');
  await checkEntity(headers, lines, undefined, verifyMember);
  for (let line = lines.next(); line !== undefined; line = lines.next()) {
    if (line !== '') throw residue('text after the end');
  }
}

/** The lines of a message, one after the other; `undefined` behind the last one. */
interface Lines {
  peek(): string | undefined;
  next(): string | undefined;
}

/** By a place in the list: taking the first off a long array moves all others each time. */
function openLines(text: string): Lines {
  const all = text.split('\r\n');
  let at = 0;
  return { peek: () => all[at], next: () => all[at++] };
}

/** Takes one part with all that is in it from the lines; `outer` is the boundary it may end at. */
async function checkEntity(
  headers: ReadonlyMap<string, string>,
  lines: Lines,
  outer: string | undefined,
  verifyMember: VerifyMember,
): Promise<void> {
  const type = headers.get('Content-Type') ?? '';
  const boundary = MULTIPART.exec(type)?.[1];
  if (boundary !== undefined) {
    if (headers.has('Content-Disposition') || lines.next() !== `--${boundary}`) {
      throw residue('a preamble');
    }
    for (;;) {
      await checkEntity(takeHeaders(lines, OF_PART), lines, boundary, verifyMember);
      const next = lines.next();
      if (next === `--${boundary}--`) break;
      if (next !== `--${boundary}`) throw residue('a boundary');
    }
    if (lines.peek() === '') lines.next();
    return;
  }
  const body: string[] = [];
  const isEnd = (line: string) => outer !== undefined && line.startsWith(`--${outer}`);
  for (let line = lines.peek(); line !== undefined && !isEnd(line); line = lines.peek()) {
    body.push(line);
    lines.next();
  }
  await checkBody(memberType(type, headers), headers, body, verifyMember);
}

async function checkBody(
  type: FileType,
  headers: ReadonlyMap<string, string>,
  body: readonly string[],
  verifyMember: VerifyMember,
): Promise<void> {
  const encoding = headers.get('Content-Transfer-Encoding');
  if (type === 'eml') {
    if (encoding !== undefined) throw residue('an encoded message');
    await verifyMember(Buffer.from(body.join('\r\n'), 'latin1'), type);
    return;
  }
  const joined = body.join('');
  const decoded = Buffer.from(joined, 'base64');
  if (encoding !== 'base64' || decoded.toString('base64') !== joined) throw residue('a body');
  if (decoded.length > 0) await verifyMember(decoded, type);
}

function memberType(type: string, headers: ReadonlyMap<string, string>): FileType {
  const disposition = headers.get('Content-Disposition');
  const text = TEXT.exec(type)?.[1];
  if (text && disposition === undefined) return text === 'html' ? 'html' : 'txt';
  const ending = FILE.exec(disposition ?? '')?.[1];
  const found = (Object.keys(FILE_TYPES) as FileType[]).find((one) => {
    const { extension, mime } = FILE_TYPES[one];
    return one !== 'unknown' && extension === ending && mime === type;
  });
  if (!found) throw residue('a part of unknown kind');
  return found;
}

/** Takes the header lines and the blank line after them. */
function takeHeaders(lines: Lines, order: readonly string[]): Map<string, string> {
  const headers = new Map<string, string>();
  let last = '';
  for (let line = lines.next(); line !== ''; line = lines.next()) {
    const [, name, value = ''] = /^([A-Za-z-]+): (.+)$/.exec(line ?? '') ?? [];
    if (name) {
      if (order.indexOf(name) <= order.indexOf(last)) throw residue('a header');
      headers.set(name, value);
      last = name;
    } else if (line !== undefined && /^ \S/.test(line) && last !== '') {
      headers.set(last, `${headers.get(last)}${line}`);
    } else throw residue('a header line');
  }
  return headers;
}

function residue(what: string): NotCleanable {
  return new NotCleanable('residue', `message: ${what}`);
}
