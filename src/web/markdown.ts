import markdownIt from 'markdown-it';

/**
 * An organisation's own words as HTML. No raw HTML, no pictures (a page is one request), no automatic links; links to
 * anything but pages, mail and telephone are refused by the library.
 */
export function renderMarkdown(text: string): string {
  return parser.render(text);
}

const parser = markdownIt({ html: false, linkify: false, typographer: false }).disable('image');
