/** Elements that show something by themselves or arrange what they hold. Anything else is unwrapped. */
export const SHOWN = new Set(
  (
    'h1 h2 h3 h4 h5 h6 p div span br hr a b i u s strong em small big sub sup code pre kbd samp var tt blockquote q cite ' +
    'abbr acronym address article aside section nav main header footer figure figcaption ul ol li dl dt dd table caption ' +
    'colgroup col thead tbody tfoot tr th td img ins del mark font center strike details summary ruby rt rp bdi bdo wbr time ' +
    'dfn fieldset legend label button select optgroup option input textarea'
  ).split(' '),
);
export const VOID = new Set(
  'area base basefont bgsound br col embed frame hr img input link meta param source track wbr keygen'.split(
    ' ',
  ),
);
/** Left out with all they hold, and what that is to the reporter. */
export const LEFT_OUT = {
  script: 'activeContent',
  template: 'hiddenContent',
  noscript: 'hiddenContent',
  iframe: 'externalLink',
  frameset: 'externalLink',
  noframes: 'hiddenContent',
  noembed: 'hiddenContent',
  object: 'embeddedFile',
  applet: 'activeContent',
  audio: 'externalLink',
  video: 'externalLink',
  canvas: 'activeContent',
  svg: 'embeddedFile',
  datalist: 'hiddenContent',
  // The source of a formula, beside what is drawn of it.
  annotation: 'hiddenContent',
  'annotation-xml': 'hiddenContent',
  title: 'description',
  // Office's own markup in saved pages holds document properties.
  xml: 'other',
} as const;
/** Void elements that are left out. */
export const LEFT_OUT_VOID = {
  base: 'path',
  bgsound: 'externalLink',
  embed: 'embeddedFile',
  frame: 'externalLink',
  link: 'externalLink',
} as const;
/** Their end tag is often not written; another of the same kind ends them. */
export const OPTIONAL_END = new Set('p li dt dd tr td th option thead tbody tfoot'.split(' '));

export const OLD_TEXT: Record<string, string> = { xmp: 'pre', plaintext: 'pre', listing: 'pre' };
