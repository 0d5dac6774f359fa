import type { RemovalKind } from '../../outcome.ts';
import { safeHyperlink } from '../ooxml/hyperlinks.ts';
import { visibleText } from '../text/invisible.ts';
import { cleanDeclarations } from './css.ts';
import type { Names } from './names.ts';
import { escapeAttribute } from './references.ts';

type Found = (kind: RemovalKind) => void;

/** Attributes whose value is a word or number of a known form, on any element. */
const PLAIN: Record<string, RegExp> = {
  lang: /^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,2}$/,
  dir: /^(?:ltr|rtl|auto)$/i,
  align: /^[a-z]{3,10}$/i,
  valign: /^[a-z]{3,10}$/i,
  bgcolor: /^(?:#[0-9a-f]{3,6}|[a-z]{3,20})$/i,
  color: /^(?:#[0-9a-f]{3,6}|[a-z]{3,20})$/i,
  width: /^[0-9.]{1,6}(?:%|px)?$/,
  height: /^[0-9.]{1,6}(?:%|px)?$/,
  border: /^[0-9]{1,3}$/,
  cellpadding: /^[0-9]{1,3}$/,
  cellspacing: /^[0-9]{1,3}$/,
  colspan: /^[0-9]{1,4}$/,
  rowspan: /^[0-9]{1,5}$/,
  span: /^[0-9]{1,4}$/,
  nowrap: /^(?:nowrap)?$/,
  size: /^[+-]?[0-9]{1,4}$/,
  face: /^[A-Za-z0-9 ,-]{1,80}$/,
  start: /^-?[0-9]{1,6}$/,
  open: /^(?:open)?$/,
  checked: /^(?:checked)?$/,
  selected: /^(?:selected)?$/,
  rows: /^[0-9]{1,4}$/,
  cols: /^[0-9]{1,4}$/,
  type: /^(?:[1aAiI]|disc|circle|square|text|checkbox|radio|button|submit|reset|number|date|time|email|tel|url|search|range|month|week|color|password|datetime-local)$/,
};
/** What is ticked or moved has a value for the server, which nobody sees. */
const UNSEEN_VALUE = /^(?:password|checkbox|radio|range|color)$/i;
const LINK = /^(?:https?:\/\/|mailto:|tel:)[^\s"'<>\\]{1,4000}$/i;
/** What attributes that are left out tell; the rest is how the page was made. */
const TOLD: [RemovalKind, RegExp][] = [
  ['activeContent', /^(?:on.*|formaction|action|srcdoc)$/],
  ['description', /^(?:title|alt|aria-label|aria-description|summary|longdesc|placeholder)$/],
  ['hiddenContent', /^data-/],
  ['externalLink', /^(?:ping|background|srcset|poster|cite|profile|manifest)$/],
  ['time', /^datetime$/],
];

/** Writes the attributes of the list, each as ` name="value"`. */
export function cleanAttributes(
  element: string,
  attributes: ReadonlyMap<string, string>,
  names: Names,
  found: Found,
): string {
  let text = '';
  for (const [name, raw] of attributes) {
    const value = visibleText(raw, () => found('hiddenContent')).trim();
    const clean = cleanAttribute(element, name, value, attributes, names, found);
    if (clean !== undefined) text += ` ${clean.name ?? name}="${escapeAttribute(clean.value)}"`;
  }
  return text;
}

function cleanAttribute(
  element: string,
  name: string,
  value: string,
  attributes: ReadonlyMap<string, string>,
  names: Names,
  found: Found,
): { name?: string; value: string } | undefined {
  if (name === 'class') {
    const classes = value.split(/\s+/).filter((one) => one !== '');
    return classes.length > 0 ? { value: classes.map(names.ofClass).join(' ') } : undefined;
  }
  if (name === 'id' || (name === 'name' && element === 'a' && !attributes.has('id'))) {
    return value ? { name: 'id', value: names.ofId(value) } : undefined;
  }
  if (name === 'style') {
    const declarations = cleanDeclarations(value, found);
    return declarations ? { value: declarations } : undefined;
  }
  if (name === 'href' && element === 'a') return cleanLink(value, names, found);
  if (name === 'value' && element === 'input') {
    if (!UNSEEN_VALUE.test(attributes.get('type')?.trim() ?? '')) return { value };
    if (value) found('hiddenContent');
    return undefined;
  }
  if (name === 'value' && element === 'li')
    return /^-?\d{1,6}$/.test(value) ? { value } : undefined;
  if (Object.hasOwn(PLAIN, name) && PLAIN[name]?.test(value)) return { value };
  const told = TOLD.find(([, pattern]) => pattern.test(name))?.[0];
  if (told && value) found(told);
  return undefined;
}

function cleanLink(value: string, names: Names, found: Found): { value: string } | undefined {
  if (value.startsWith('#'))
    return value.length > 1 ? { value: `#${names.ofId(value.slice(1))}` } : undefined;
  if (LINK.test(value)) {
    // Without the name and password, or the ready-made text of a mail, that an address may carry.
    const safe = /^tel:/i.test(value) ? value : safeHyperlink(value);
    if (safe !== value) found('externalLink');
    return safe === undefined ? undefined : { value: safe };
  }
  if (/^\s*(?:javascript|vbscript|data)\s*:/i.test(value)) found('activeContent');
  else if (value) found('path');
  return undefined;
}
