import { execFile } from 'node:child_process';
import { copyFile, stat, writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import sharp from 'sharp';
import { photo } from './pictures.ts';
import { bookings, lines } from './words.ts';

const run = promisify(execFile);

const TEXT = ['text', 'style', 'office', 'draw', 'presentation', 'xlink', 'svg'];
const AUTHOR = '<meta charset="utf-8"><meta name="author" content="A. Person">';

/** Memos, a long report, tables, slides, plain texts, a mail and an archive, written by LibreOffice where it can. */
export async function makeDocuments(
  folder: string,
  at: (name: string) => string,
): Promise<string[]> {
  const office = async (from: string, to: string, filter = to) => {
    const profile = `-env:UserInstallation=file://${folder}/profile`;
    const args = [profile, '--headless', '--convert-to', filter, '--outdir', folder, at(from)];
    await run('soffice', args, { cwd: folder });
    await stat(at(from.replace(/\.\w+$/, `.${to}`)));
  };
  const pictures = await tinted();
  const memo = AUTHOR + pages(20, pictures);
  await writeFile(at('report.html'), AUTHOR + pages(100, pictures));
  await writeFile(at('page.html'), `${AUTHOR}<p>${lines(30, 12).join(' ')}</p>`);
  await writeFile(at('memo.html'), memo);
  await writeFile(at('table.csv'), bookings(20_000));
  await writeFile(at('notes.txt'), lines(4000, 14).join('\n'));
  await writeFile(at('slides.fodp'), slides(20, pictures));
  for (const name of ['report', 'memo', 'page']) await office(`${name}.html`, 'odt');
  await office('report.odt', 'pdf');
  await office('page.odt', 'pdf');
  await office('memo.odt', 'docx', 'docx:MS Word 2007 XML');
  await office('page.odt', 'rtf');
  await office('table.csv', 'xlsx');
  await office('table.csv', 'ods');
  await office('slides.fodp', 'odp');
  await office('slides.fodp', 'pptx', 'pptx:Impress MS PowerPoint 2007 XML');
  await copyFile(at('memo.odt'), at('letter.odt'));
  await writeFile(at('mail.eml'), mail(memo));
  await run('zip', ['-q', '-j', at('files.zip'), at('memo.docx'), at('notes.txt'), at('page.pdf')]);
  return [
    ...['page.pdf', 'report.pdf', 'memo.docx', 'table.xlsx', 'slides.pptx'],
    ...['letter.odt', 'table.ods', 'slides.odp', 'page.rtf', 'memo.html'],
    ...['table.csv', 'notes.txt', 'mail.eml', 'files.zip'],
  ];
}

/** Each another, because LibreOffice keeps the same picture once; inside the page, because it only links to others. */
async function tinted(): Promise<string[]> {
  const small = await photo(1200, 900);
  return Promise.all(
    [0, 30, 60, 90, 120, 150].map(async (hue) =>
      (await sharp(small).modulate({ hue }).jpeg({ quality: 90 }).toBuffer()).toString('base64'),
    ),
  );
}

function pages(count: number, pictures: readonly string[]): string {
  return Array.from({ length: count }, (_, index) => {
    const image =
      index % 4 === 0
        ? `<img src="data:image/jpeg;base64,${pictures[(index / 4) % pictures.length]}" width="500">`
        : '';
    return `<h1>Page ${index}</h1>${image}<p>${lines(index % 4 === 0 ? 8 : 40, 14).join(' ')}</p><p style="page-break-before:always"></p>`;
  }).join('');
}

function slides(count: number, pictures: readonly string[]): string {
  const spaces = TEXT.map((name) => {
    const known = { xlink: 'http://www.w3.org/1999/xlink' }[name];
    const compatible = name === 'svg' ? 'svg-compatible' : name === 'draw' ? 'drawing' : name;
    return `xmlns:${name}="${known ?? `urn:oasis:names:tc:opendocument:xmlns:${compatible}:1.0`}"`;
  });
  const frame = (place: string, content: string) => `<draw:frame ${place}>${content}</draw:frame>`;
  const all = Array.from({ length: count }, (_, index) => {
    const text = lines(6, 8)
      .map((line) => `<text:p>${line}</text:p>`)
      .join('');
    const picture = `<draw:image><office:binary-data>${pictures[index % pictures.length]}</office:binary-data></draw:image>`;
    const left = 'svg:x="1cm" svg:y="1cm" svg:width="12cm" svg:height="14cm"';
    const right = 'svg:x="14cm" svg:y="3cm" svg:width="12cm" svg:height="9cm"';
    return `<draw:page draw:name="s${index}">${frame(left, `<draw:text-box>${text}</draw:text-box>`)}${frame(right, picture)}</draw:page>`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?><office:document ${spaces.join(' ')} office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.presentation"><office:body><office:presentation>${all.join('')}</office:presentation></office:body></office:document>`;
}

function mail(page: string): string {
  const body = Buffer.from(page).toString('base64').replace(/.{76}/g, '$&\r\n');
  return [
    ...['From: A. Person <a.person@example.org>', 'To: B. Person <b.person@example.org>'],
    ...['Subject: Invoices', 'Date: Wed, 4 Mar 2026 05:06:07 +0100', 'X-Mailer: Mail 1.0'],
    ...['MIME-Version: 1.0', 'Content-Type: text/html; charset=utf-8'],
    ...['Content-Transfer-Encoding: base64', '', body, ''],
  ].join('\r\n');
}
