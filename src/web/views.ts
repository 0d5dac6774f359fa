import type { Express } from 'express';
import nunjucks from 'nunjucks';
import { NO_SCRIPT_STYLE, type Style } from './style.ts';

/** Nunjucks for an app: everything is escaped, and a name that a page misspells is an error, not an empty place. */
export function useViews(app: Express, folder: string, style: Style, frameStyle?: Style): void {
  const environment = nunjucks.configure(folder, {
    autoescape: true,
    throwOnUndefined: true,
    trimBlocks: true,
    lstripBlocks: true,
    express: app,
  });
  // The style sheet is ours and must stand in the page byte for byte, as its hash says.
  environment.addGlobal('css', new nunjucks.runtime.SafeString(style.css));
  environment.addGlobal('noScriptCss', new nunjucks.runtime.SafeString(NO_SCRIPT_STYLE.css));
  if (frameStyle) {
    environment.addGlobal('frameCss', new nunjucks.runtime.SafeString(frameStyle.css));
  }
  app.set('view engine', 'njk');
}
