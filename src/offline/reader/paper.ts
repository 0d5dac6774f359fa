import { create } from 'qrcode';
import type { Texts } from '../texts.ts';
import type { MadeKey } from './calls.ts';
import { el, facts } from './element.ts';

/** The sheet that is printed instead of the page: the locked key as lines to type and as a square to scan. */
export async function paperCopy(texts: Texts, key: MadeKey): Promise<HTMLElement> {
  const square = el('img', { class: 'qr', attributes: { alt: texts.qr } });
  square.src = URL.createObjectURL(await qrPicture(key.file));
  await square.decode();
  return el(
    'section',
    { class: 'paper' },
    el('h2', {}, texts.paperTitle),
    el('p', {}, texts.paperLead),
    facts([[texts.fingerprint, key.fingerprint]]),
    el('pre', { class: 'words lines', attributes: { tabindex: '0' } }, key.file),
    square,
  );
}

/** Prints one sheet without the page around it. */
export function printAlone(sheet: HTMLElement): void {
  const copy = sheet.cloneNode(true) as HTMLElement;
  copy.classList.add('sheet');
  document.body.append(copy);
  addEventListener('afterprint', () => copy.remove(), { once: true });
  print();
}

/** Black and white with the quiet margin of four that the standard wants (ISO/IEC 18004 § 9.1), as PNG. */
async function qrPicture(text: string): Promise<Blob> {
  const { modules } = create(text, { errorCorrectionLevel: 'M' });
  const margin = 4;
  const scale = 6;
  const side = (modules.size + 2 * margin) * scale;
  const canvas = el('canvas', { attributes: { width: String(side), height: String(side) } });
  const pen = canvas.getContext('2d');
  if (pen === null) throw new Error('no canvas');
  pen.fillStyle = '#fff';
  pen.fillRect(0, 0, side, side);
  pen.fillStyle = '#000';
  for (let row = 0; row < modules.size; row += 1) {
    for (let column = 0; column < modules.size; column += 1) {
      if (!modules.get(row, column)) continue;
      pen.fillRect((column + margin) * scale, (row + margin) * scale, scale, scale);
    }
  }
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('no picture'))), 'image/png');
  });
}
