import { formatNumber } from '../../languages/format.ts';
import type { Texts } from '../texts.ts';
import type { App } from './app.ts';
import { button, el } from './element.ts';
import { numberField, textField } from './fields.ts';
import type { PdfPage } from './pdf-calls.ts';
import { type OpenPdf, PdfError } from './pdf-engine.ts';
import type { Shower } from './showing.ts';

/** Of the width there is. */
const ZOOMS = [0.5, 0.75, 1, 1.25, 1.5, 2, 3, 4];

/** A PDF, one page at a time: a picture, and its text for screen readers and for copying. */
export const showPdf: Shower = async (app, blob) => {
  const { texts, pdf } = app;
  let opened: OpenPdf;
  try {
    opened = await pdf.open(blob);
  } catch (error) {
    return { nodes: [el('p', { class: 'box bad' }, reasonOf(texts, error))] };
  }
  return { nodes: pdfPages(app, opened), close: opened.close };
};

function reasonOf(texts: Texts, error: unknown): string {
  return texts.pdfProblems[error instanceof PdfError ? error.problem : 'pdf-broken'];
}

function pdfPages({ texts, state }: Pick<App, 'texts' | 'state'>, pdf: OpenPdf): HTMLElement[] {
  let number = 1;
  let zoom = ZOOMS.indexOf(1);
  let needle = '';
  const of = formatNumber(state.language, pdf.pages);

  const canvas = el('canvas', { attributes: { role: 'img' } });
  const sheet = el('div', { class: 'sheet-of-pdf', attributes: { tabindex: '0' } }, canvas);
  const text = el('div', { class: 'words' });
  const status = el('p', { class: 'hint', attributes: { role: 'status' } });
  const wrong = el('p', { class: 'wrong', attributes: { role: 'alert' } });
  const at = numberField(texts.pageNumber, 1, 1, pdf.pages);
  const word = textField(texts.findInPdf);

  /** One after the other, and of those that wait only the last: whoever pages quickly waits for one page. */
  let drawing = Promise.resolve();
  let wanted = 0;
  const draw = (said?: string): Promise<void> => {
    wanted += 1;
    const turn = wanted;
    drawing = drawing.then(async () => {
      if (turn !== wanted) return;
      wrong.textContent = '';
      try {
        const width = (ZOOMS[zoom] as number) * (sheet.clientWidth - 16 || 600);
        const page = await pdf.page(number, width * devicePixelRatio, needle);
        paint(canvas, page, devicePixelRatio);
        text.textContent = page.text === '' ? texts.noPageText : page.text;
      } catch (error) {
        canvas.width = 0;
        text.textContent = '';
        wrong.textContent = reasonOf(texts, error);
        return;
      }
      const name = texts.page({ number: formatNumber(state.language, number), of });
      canvas.setAttribute('aria-label', name);
      sheet.setAttribute('aria-label', name);
      at.control.value = String(number);
      off(previous, number <= 1);
      off(next, number >= pdf.pages);
      off(smaller, zoom === 0);
      off(larger, zoom === ZOOMS.length - 1);
      status.textContent = `${name}, ${Math.round((ZOOMS[zoom] as number) * 100)} %. ${said ?? ''}`;
    });
    return drawing;
  };
  const turnTo = (wish: number) => {
    if (!Number.isInteger(wish)) return;
    number = Math.min(pdf.pages, Math.max(1, wish));
    void draw();
  };
  const zoomTo = (wish: number) => {
    zoom = Math.min(ZOOMS.length - 1, Math.max(0, wish));
    void draw();
  };
  const previous = button(texts.previousPage, () => turnTo(number - 1), { second: true });
  const next = button(texts.nextPage, () => turnTo(number + 1), { second: true });
  const smaller = button(texts.smaller, () => zoomTo(zoom - 1), { second: true });
  const larger = button(texts.larger, () => zoomTo(zoom + 1), { second: true });
  at.control.addEventListener('change', () => turnTo(Number(at.control.value)));

  const find = async () => {
    needle = word.control.value.trim();
    if (needle === '') return void draw();
    status.textContent = texts.working;
    try {
      const found = await pdf.find(needle, number);
      if (found !== null) number = found;
      await draw(found === null ? texts.notFound : texts.found);
    } catch (error) {
      wrong.textContent = reasonOf(texts, error);
    }
  };
  const search = el(
    'form',
    {
      class: 'row',
      attributes: { role: 'search', 'aria-label': texts.findInPdf },
      on: {
        submit: (event) => {
          event.preventDefault();
          void find();
        },
      },
    },
    word.node,
    el('button', { class: 'second', attributes: { type: 'submit' } }, texts.findNext),
  );
  // It knows its width only when it is on the page.
  requestAnimationFrame(() => void draw());
  return [
    el(
      'div',
      { class: 'pdf', attributes: { role: 'group', 'aria-label': texts.pdfTools } },
      el('div', { class: 'row buttons' }, previous, next, smaller, larger, at.node),
      search,
      status,
      wrong,
    ),
    sheet,
    el('details', { class: 'page-text' }, el('summary', {}, texts.pageText), text),
  ];
}

/** Not `disabled`: that would take the focus from whoever pressed it. */
function off(control: HTMLButtonElement, is: boolean): void {
  control.setAttribute('aria-disabled', String(is));
}

function paint(canvas: HTMLCanvasElement, page: PdfPage, ratio: number): void {
  canvas.width = page.width;
  canvas.height = page.height;
  // Attributes would be a style that the policy forbids; a property of the element is not.
  canvas.style.width = `${page.width / ratio}px`;
  const pen = canvas.getContext('2d');
  if (pen === null) return;
  pen.putImageData(new ImageData(new Uint8ClampedArray(page.pixels), page.width), 0, 0);
  pen.fillStyle = 'rgb(255 200 0 / 45%)';
  for (const [x, y, width, height] of page.hits) pen.fillRect(x, y, width, height);
}
