import { FILE_TYPES } from '../../file-types.ts';
import { type Job, NotCleanable } from '../format.ts';
import { visibleText } from '../text/invisible.ts';
import { cleanAttributes } from './attributes.ts';
import { cleanStyleSheet, isHiding } from './css.ts';
import { LEFT_OUT, LEFT_OUT_VOID, OLD_TEXT, OPTIONAL_END, SHOWN, VOID } from './elements.ts';
import { type Names, openNames } from './names.ts';
import { escapeText } from './references.ts';
import { type Token, tokensOf } from './tokens.ts';

type Start = Extract<Token, { kind: 'start' }>;

interface Page {
  job: Job;
  names: Names;
  hidden: Set<string>;
  /** What is written, piece by piece. */
  body: string[];
  bodyAttributes: string;
  htmlAttributes: string;
  isStandard: boolean;
}

const PICTURES = new Set(['jpeg', 'png', 'gif', 'webp']);
const DATA_PICTURE = /^data:image\/[a-z+.-]{2,20};base64,([A-Za-z0-9+/=\s]+)$/i;
const ATTRIBUTES_OF_ROOT = new Set(['lang', 'dir', 'style', 'class', 'id', 'bgcolor']);

/** The page as it is seen, written anew: one style sheet in the head, known elements with known attributes in the body. */
export async function cleanPage(source: string, job: Job): Promise<string> {
  const tokens = [...tokensOf(source)];
  const names = openNames();
  const sheets = tokens.flatMap((token) =>
    token.kind === 'start' && token.name === 'style'
      ? [
          cleanStyleSheet(
            visibleText(token.content ?? '', () => {}),
            names,
            (kind) => job.removed(kind),
          ),
        ]
      : [],
  );
  const page: Page = {
    job,
    names,
    hidden: new Set(sheets.flatMap(({ hidden }) => [...hidden])),
    body: [],
    bodyAttributes: '',
    htmlAttributes: '',
    isStandard: false,
  };
  await writeTokens(tokens, page);
  const css = sheets.map((sheet) => sheet.css).join('');
  const style = css ? `<style>\n${css}</style>\n` : '';
  return (
    `${page.isStandard ? '<!DOCTYPE html>\n' : ''}<html${page.htmlAttributes}>\n` +
    `<head>\n<meta charset="utf-8">\n${style}</head>\n<body${page.bodyAttributes}>${page.body.join('').replace(/[ \t\n]+$/, '')}\n</body>\n</html>\n`
  );
}

async function writeTokens(tokens: readonly Token[], page: Page): Promise<void> {
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index];
    if (token?.kind === 'text') writeText(token.text, page);
    else if (token?.kind === 'comment') page.job.removed('comment');
    else if (token?.kind === 'doctype') page.isStandard = true;
    else if (token?.kind === 'end') {
      const name = OLD_TEXT[token.name] ?? token.name;
      if (SHOWN.has(name) && !VOID.has(name)) page.body.push(`</${name}>`);
    } else if (token?.kind === 'start') {
      const isSkipped = await writeStart(token, page);
      if (isSkipped && !VOID.has(token.name) && token.content === undefined) {
        index = endOfElement(tokens, index, token);
      }
    }
  }
}

function writeText(text: string, page: Page): void {
  const visible = visibleText(text, (places) => page.job.removed('hiddenContent', places));
  // White space in front of the first element is not content.
  if (visible && !(page.body.length === 0 && /^[ \t\n]*$/.test(visible))) {
    page.body.push(escapeText(visible));
  }
}

/** @returns whether the element is left out with all it holds */
async function writeStart(token: Start, page: Page): Promise<boolean> {
  const { job } = page;
  const name = OLD_TEXT[token.name] ?? token.name;
  if (name === 'html' || name === 'body') {
    const own = new Map([...token.attributes].filter(([key]) => ATTRIBUTES_OF_ROOT.has(key)));
    const text = attributesOf(name, own, page);
    for (const key of token.attributes.keys())
      if (key.startsWith('on')) job.removed('activeContent');
    if (name === 'html') page.htmlAttributes ||= text;
    else page.bodyAttributes ||= text;
    return false;
  }
  if (name === 'style') return true;
  if (name === 'meta') {
    noteMeta(token.attributes, job);
    return false;
  }
  if (Object.hasOwn(LEFT_OUT_VOID, name)) {
    job.removed(LEFT_OUT_VOID[name as keyof typeof LEFT_OUT_VOID]);
    return true;
  }
  if (Object.hasOwn(LEFT_OUT, name)) {
    if (token.content !== '') job.removed(LEFT_OUT[name as keyof typeof LEFT_OUT]);
    return true;
  }
  if (isHidden(token, page)) {
    job.removed('hiddenContent');
    return true;
  }
  if (name === 'form') {
    if (token.attributes.has('action')) job.removed('activeContent');
    return false;
  }
  if (name === 'img') {
    await writePicture(token, page);
    return false;
  }
  if (!SHOWN.has(name)) {
    if (token.content !== undefined) writeText(token.content, page);
    return false;
  }
  page.body.push(`<${name}${attributesOf(name, token.attributes, page)}>`);
  if (token.content !== undefined) {
    writeText(token.content, page);
    page.body.push(`</${name}>`);
  }
  return false;
}

function attributesOf(name: string, attributes: ReadonlyMap<string, string>, page: Page): string {
  return cleanAttributes(name, attributes, page.names, (kind) => page.job.removed(kind));
}

function isHidden({ name, attributes }: Start, page: Page): boolean {
  if (attributes.has('hidden') || attributes.get('type')?.trim().toLowerCase() === 'hidden')
    return true;
  if (name === 'dialog' && !attributes.has('open')) return true;
  if (isHiding(attributes.get('style') ?? '')) return true;
  const classes = (attributes.get('class') ?? '').split(/\s+/);
  return (
    page.hidden.has(`#${attributes.get('id')}`) || classes.some((one) => page.hidden.has(`.${one}`))
  );
}

/** A picture that is part of the file; one that would be fetched would tell that the file was opened. */
async function writePicture(token: Start, page: Page): Promise<void> {
  const source = token.attributes.get('src') ?? '';
  const data = DATA_PICTURE.exec(source)?.[1];
  const others = new Map([...token.attributes].filter(([key]) => key !== 'src'));
  const text = attributesOf('img', others, page);
  if (data === undefined) {
    if (source) page.job.removed(/^(?:https?:)?\/\//i.test(source) ? 'externalLink' : 'path');
    return;
  }
  try {
    const { type, bytes } = await page.job.nested(Buffer.from(data, 'base64'));
    if (!PICTURES.has(type)) throw new NotCleanable('unsupported', `a picture that is ${type}`);
    page.body.push(
      `<img src="data:${FILE_TYPES[type].mime};base64,${bytes.toString('base64')}"${text}>`,
    );
  } catch (error) {
    // A picture nobody can clean is left out and told, as in office documents.
    if (!(error instanceof NotCleanable) || error.reason === 'tooComplex') throw error;
    page.job.removed('embeddedFile');
  }
}

function noteMeta(attributes: ReadonlyMap<string, string>, job: Job): void {
  const name = (attributes.get('name') ?? attributes.get('property') ?? '').toLowerCase();
  if (attributes.get('http-equiv')?.toLowerCase() === 'refresh') job.removed('activeContent');
  else if (/generator|progid|application/.test(name)) job.removed('software');
  else if (/author|creator|publisher|owner/.test(name)) job.removed('author');
  else if (/date|time|created|modified/.test(name)) job.removed('time');
  else if (/geo|location|icbm/.test(name)) job.removed('location');
  else if (/description|keywords|title|subject|copyright/.test(name)) job.removed('description');
  else if (name && name !== 'viewport') job.removed('other');
}

/** The index of the token that ends an element: its end tag, or the last one in front of what ends it unwritten. */
function endOfElement(tokens: readonly Token[], start: number, { name, isClosed }: Start): number {
  if (isClosed && name === 'svg') return start;
  const open = [name];
  for (let index = start + 1; index < tokens.length; index++) {
    const token = tokens[index];
    if (token?.kind === 'start' && !VOID.has(token.name) && token.content === undefined) {
      if (open.length === 1 && token.name === name && OPTIONAL_END.has(name)) return index - 1;
      if (!token.isClosed) open.push(token.name);
    } else if (token?.kind === 'end') {
      const at = open.lastIndexOf(token.name);
      // The end of something around it.
      if (at === -1 && SHOWN.has(token.name)) return index - 1;
      if (at === 0) return index;
      if (at > 0) open.length = at;
    }
  }
  return tokens.length;
}
