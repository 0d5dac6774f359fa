import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

/** A site's one style sheet, ready to stand inside every page, and its hash for the content security policy. */
export interface Style {
  css: string;
  /** SHA-256, base64. */
  hash: string;
}

/**
 * Hides what is meant for browsers that run scripts; it stands inside `<noscript>`, so that it holds for the others. (The
 * style sheet shows such advice only where the browser says that scripts are on.)
 */
export const NO_SCRIPT_STYLE: Style = styleOf('.js{display:none!important}');

export function loadStyle(...paths: readonly string[]): Style {
  const css = squeeze(paths.map((path) => readFileSync(path, 'utf8')).join('\n'));
  return styleOf(css);
}

export function styleOf(css: string): Style {
  return { css, hash: createHash('sha256').update(css).digest('base64') };
}

/** Takes out comments and white space, because the style sheet travels with every page over Tor. */
function squeeze(css: string): string {
  return css
    .replace(/\/\*.*?\*\//gs, '')
    .replace(/\s+/g, ' ')
    .replace(/ ?([{};:,>]) ?/g, '$1')
    .replace(/([ :,(])0\./g, '$1.')
    .replace(/;}/g, '}')
    .trim();
}
