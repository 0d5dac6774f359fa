/** An object's text, or a stream's dictionary (without its length) and data. */
export type Body = string | { dict: string; data: Buffer | string };

const HEADER = '%PDF-1.6\n%\u00e2\u00e3\u00cf\u00d3\n';

function objectOf(number: number, body: Body): Buffer {
  const text = (value: string) => Buffer.from(value, 'latin1');
  if (typeof body === 'string') return text(`${number} 0 obj\n${body}\nendobj\n`);
  const data = typeof body.data === 'string' ? text(body.data) : body.data;
  const dict = `<<${body.dict} /Length ${data.length}>>`;
  return Buffer.concat([
    text(`${number} 0 obj\n${dict}\nstream\n`),
    data,
    text('\nendstream\nendobj\n'),
  ]);
}

const row = (offset: number): string => `${String(offset).padStart(10, '0')} 00000 n \n`;

/**
 * A document of these objects with a cross-reference table; the first is the catalogue.
 * @param trailer more of the trailer's dictionary
 * @param before a comment line under the header
 */
export function pdfOf(bodies: readonly Body[], trailer = '', before = ''): Buffer {
  const pieces: Buffer[] = [Buffer.from(HEADER + before, 'latin1')];
  let size = HEADER.length + before.length;
  let table = `xref\n0 ${bodies.length + 1}\n0000000000 65535 f \n`;
  for (const [index, body] of bodies.entries()) {
    const object = objectOf(index + 1, body);
    table += row(size);
    pieces.push(object);
    size += object.length;
  }
  const end = `trailer\n<</Size ${bodies.length + 1} /Root 1 0 R ${trailer}>>\nstartxref\n${size}\n%%EOF\n`;
  return Buffer.concat([...pieces, Buffer.from(table + end, 'latin1')]);
}

/** Saves changes as editors do: new objects behind the old file, which stays whole. `null` deletes an object. */
export function appended(
  file: Buffer,
  changes: Readonly<Record<number, Body | null>>,
  trailer = '',
): Buffer {
  const previous = /startxref\s+(\d+)\s+%%EOF\s*$/.exec(file.toString('latin1'))?.[1];
  const pieces = [file];
  let size = file.length;
  let table = 'xref\n';
  for (const [key, body] of Object.entries(changes)) {
    const number = Number(key);
    table += `${number} 1\n`;
    if (body === null) table += '0000000000 00001 f \n';
    else {
      const object = objectOf(number, body);
      table += row(size);
      pieces.push(object);
      size += object.length;
    }
  }
  const highest = Math.max(...Object.keys(changes).map(Number), 500);
  const end = `trailer\n<</Size ${highest + 1} /Root 1 0 R /Prev ${previous} ${trailer}>>\nstartxref\n${size}\n%%EOF\n`;
  return Buffer.concat([...pieces, Buffer.from(table + end, 'latin1')]);
}

/** A document of one page of 200 by 200 points. `page` is more of its dictionary, `more` are objects from number 5 on. */
export function onePage(
  content: string | Buffer,
  resources = '',
  more: readonly Body[] = [],
  page = '',
): Buffer {
  return pdfOf([
    '<</Type /Catalog /Pages 2 0 R>>',
    '<</Type /Pages /Kids [3 0 R] /Count 1>>',
    `<</Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] /Contents 4 0 R /Resources <<${resources}>> ${page}>>`,
    { dict: '', data: content },
    ...more,
  ]);
}
