import { FILE_TYPES, type FileType } from '../../file-types.ts';
import type { VerifyMember } from '../format.ts';
import { must, residue } from '../media/residue.ts';
import { checkCharacters } from '../text/check-characters.ts';

/** In front of the body everything is written by us; only language, colours and renamed names vary. */
const FRAME =
  /^(?:<!DOCTYPE html>\n)?<html((?: [a-z]+="[^"<>]*")*)>\n<head>\n<meta charset="utf-8">\n(?:<style>\n([^<]*)<\/style>\n)?<\/head>\n<body((?: [a-z]+="[^"<>]*")*)>([\s\S]*)\n<\/body>\n<\/html>\n$/;
const ELEMENTS =
  /^(?:h[1-6]|p|div|span|br|hr|a|b|i|u|s|strong|em|small|big|su[bp]|code|pre|kbd|samp|var|tt|blockquote|q|cite|abbr|acronym|address|article|aside|section|nav|main|header|footer|figure|figcaption|[uo]l|li|d[ltd]|table|caption|colgroup|col|t(?:head|body|foot|[rhd])|img|ins|del|mark|font|center|strike|details|summary|ruby|r[tp]|bd[io]|wbr|time|dfn|fieldset|legend|label|button|select|optgroup|option|input|textarea)$/;
const NUMBER = /^[+-]?[0-9.]{1,6}(?:%|px)?$/;
const WORD = /^[a-zA-Z0-9#-]{0,20}$/;
const ATTRIBUTES: Record<string, RegExp> = {
  class: /^c\d+(?: c\d+)*$/,
  id: /^i\d+$/,
  style: /^[a-z-]+:[^;:{}\\@<>]+(?:;[a-z-]+:[^;:{}\\@<>]+)*$/,
  href: /^(?:#i\d+|https?:\/\/[^\s/?#@]+(?:[/?#]\S*)?|mailto:[^\s?]+|tel:\S+)$/i,
  value: /^[\s\S]*$/,
  face: /^[A-Za-z0-9 ,-]{1,80}$/,
  ...Object.fromEntries(
    'width height border cellpadding cellspacing colspan rowspan span size start rows cols'
      .split(' ')
      .map((name) => [name, NUMBER]),
  ),
  ...Object.fromEntries(
    'lang dir align valign bgcolor color nowrap open checked selected type'
      .split(' ')
      .map((name) => [name, WORD]),
  ),
};
const UNSEEN_VALUE = / type="(?:password|checkbox|radio|range|color)"/i;
const FETCHING =
  /(?:url|image|image-set|expression|attr|var|element|cross-fade)\s*\(|behavior\s*:|binding/i;

export async function verifyPage(result: Buffer, member: VerifyMember): Promise<void> {
  const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(result);
  const frame = FRAME.exec(text) ?? residue('another frame than ours');
  const [, htmlAttributes = '', css = '', bodyAttributes = '', body = ''] = frame;
  checkStyle(css);
  await checkAttributes('html', htmlAttributes, member);
  await checkAttributes('body', bodyAttributes, member);
  for (const [, shown = '', slash, name = '', attributes = ''] of body.matchAll(
    /([^<]*)(?:<(\/?)([a-z0-9]+)((?: [a-z]+="[^"<>]*")*)>|$)/g,
  )) {
    checkText(shown);
    if (name === '') continue;
    must(ELEMENTS.test(name) && !(slash && attributes), `element ${name}`);
    await checkAttributes(name, attributes, member);
  }
  // Every "<" must have been one of those tags.
  const tags = body.match(/<\/?[a-z0-9]+(?: [a-z]+="[^"<>]*")*>/g)?.length ?? 0;
  must(tags === body.split('<').length - 1, 'a tag of another form');
}

function checkText(text: string): void {
  must(!/>|&(?!amp;|lt;|gt;|quot;)/.test(text), 'unescaped text');
  checkCharacters(text);
}

async function checkAttributes(element: string, text: string, member: VerifyMember): Promise<void> {
  for (const [, name = '', value = ''] of text.matchAll(/ ([a-z]+)="([^"<>]*)"/g)) {
    if (element === 'img' && name === 'src') {
      await checkPicture(value, member);
      continue;
    }
    checkText(value);
    must(ATTRIBUTES[name]?.test(value) === true, `attribute ${name}`);
    must(name !== 'style' || !FETCHING.test(value), 'a style that fetches');
    must(name !== 'href' || element === 'a', 'a link');
    must(name !== 'value' || element === 'input' || element === 'li', 'a value');
    must(name !== 'value' || !UNSEEN_VALUE.test(text), 'a value that is not seen');
    must(!(name === 'type' && /hidden|file|image/i.test(value)), 'a hidden field');
  }
}

async function checkPicture(source: string, member: VerifyMember): Promise<void> {
  const [, mime, base64] = /^data:(image\/[a-z]+);base64,([A-Za-z0-9+/]+=*)$/.exec(source) ?? [];
  const type = (['jpeg', 'png', 'gif', 'webp'] satisfies FileType[]).find(
    (one) => FILE_TYPES[one].mime === mime,
  );
  if (!type || !base64) residue('a picture from elsewhere');
  else await member(Buffer.from(base64, 'base64'), type);
}

/** Rules of renamed selectors, one a line, in at most one level of media. */
function checkStyle(css: string): void {
  checkCharacters(css);
  must(!/[\\@<]/.test(css.replace(/^@media [^{}\\@<]+\{/gm, '')), 'a style with more than rules');
  must(!FETCHING.test(css), 'a style that fetches');
  for (const [, selector = ''] of css.matchAll(/([^{}]*)\{/g)) {
    for (const [, name = ''] of selector.matchAll(/[.#]([\w-]+)/g)) {
      must(/^[ci]?\d+$/.test(name) || selector.trim().startsWith('@media'), 'a name of its own');
    }
  }
}
