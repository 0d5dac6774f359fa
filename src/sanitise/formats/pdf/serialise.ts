import { isRegular } from './tokens.ts';
import { PdfName, PdfRef, PdfStream, PdfString, type PdfValue } from './values.ts';

/** Gives references their final numbers. */
export type Renumber = (reference: PdfRef) => number;

const sameNumber: Renumber = (reference) => reference.number;

const LARGEST = 1e20;

/** A number in the shortest form without an exponent, which PDF does not know. */
export function numberText(value: number): string {
  const text = String(value);
  if (!/[ef]/.test(text)) return text;
  // Nothing on a page is as large as this; broken files have such numbers.
  const limited = Math.min(Math.max(value, -LARGEST), LARGEST);
  const fixed = limited.toFixed(12).replace(/\.?0+$/, '');
  return fixed === '-0' ? '0' : fixed;
}

export function nameText(name: string): string {
  let text = '/';
  for (let i = 0; i < name.length; i++) {
    const code = name.charCodeAt(i);
    const plain = isRegular(code) && code > 32 && code < 127 && code !== 35;
    text += plain ? name[i] : `#${code.toString(16).padStart(2, '0')}`;
  }
  return text;
}

/** The value in PDF syntax; a stream's dictionary only. The form is canonical: equal values give equal text. */
export function valueText(value: PdfValue, renumber: Renumber = sameNumber): string {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'number') return numberText(value);
  if (value instanceof PdfName) return nameText(value.name);
  if (value instanceof PdfString) return `<${value.bytes.toString('hex')}>`;
  if (value instanceof PdfRef) return `${renumber(value)} 0 R`;
  if (Array.isArray(value)) return `[${value.map((item) => valueText(item, renumber)).join(' ')}]`;
  const dict = value instanceof PdfStream ? value.dict : value;
  let text = '<<';
  for (const [key, item] of dict) text += `${nameText(key)} ${valueText(item, renumber)}`;
  return `${text}>>`;
}
