import { prefixed } from '../ooxml/vocabulary.ts';

/** The elements of an OpenDocument text, spreadsheet, presentation or drawing that stay (OpenDocument 1.3 part 3). */
export const ODF_ELEMENTS: readonly string[] = [
  ...prefixed(
    'anim',
    `
    animate animateColor animateMotion animateTransform audio command iterate par param seq set
    transitionFilter
    `,
  ),
  ...prefixed(
    'chart',
    `
    axis categories chart data-label data-point domain equation error-indicator floor footer grid
    label-separator legend mean-value plot-area regression-curve series stock-gain-marker stock-loss-marker
    stock-range-line subtitle symbol-image title wall
    `,
  ),
  ...prefixed(
    'dr3d',
    `
    cube extrude light rotate scene sphere
    `,
  ),
  ...prefixed(
    'draw',
    `
    a caption circle connector contour-path contour-polygon custom-shape ellipse enhanced-geometry equation
    fill-image frame g glue-point gradient handle hatch image line marker measure object opacity page
    page-thumbnail path plugin polygon polyline rect regular-polygon stroke-dash text-box
    `,
  ),
  ...prefixed(
    'number',
    `
    am-pm boolean boolean-style currency-style currency-symbol date-style day day-of-week embedded-text era
    fraction hours minutes month number number-style percentage-style quarter scientific-number seconds text
    text-content text-style time-style week-of-year year
    `,
  ),
  ...prefixed(
    'office',
    `
    automatic-styles body chart document-content document-settings document-styles drawing font-face-decls
    image master-styles presentation settings spreadsheet styles text
    `,
  ),
  ...prefixed(
    'presentation',
    `
    date-time date-time-decl footer footer-decl header header-decl notes placeholder
    `,
  ),
  ...prefixed(
    'style',
    `
    background-image chart-properties column column-sep columns default-page-layout default-style
    drawing-page-properties drop-cap font-face footer footer-left footer-style footnote-sep
    graphic-properties handout-master header header-footer-properties header-left header-style
    list-level-label-alignment list-level-properties map master-page page-layout page-layout-properties
    paragraph-properties presentation-page-layout region-center region-left region-right ruby-properties
    section-properties style tab-stop tab-stops table-cell-properties table-column-properties
    table-properties table-row-properties text-properties
    `,
  ),
  ...prefixed(
    'svg',
    `
    linearGradient radialGradient stop
    `,
  ),
  ...prefixed(
    'table',
    `
    background body calculation-settings cell-address content-validation content-validations
    covered-table-cell database-range database-ranges error-message even-columns even-rows filter filter-and
    filter-condition filter-or filter-set-item first-column first-row help-message iteration label-range
    label-ranges last-column last-row named-expression named-expressions named-range null-date odd-columns
    odd-rows shapes sort sort-by sort-groups source-range-address subtotal-field subtotal-rule
    subtotal-rules table table-cell table-column table-column-group table-columns table-header-columns
    table-header-rows table-row table-row-group table-rows table-template target-range-address
    `,
  ),
  ...prefixed(
    'text',
    `
    a alphabetical-index alphabetical-index-entry-template alphabetical-index-mark
    alphabetical-index-mark-end alphabetical-index-mark-start alphabetical-index-source bibliography
    bibliography-configuration bibliography-entry-template bibliography-source bookmark bookmark-end
    bookmark-ref bookmark-start chapter character-count h illustration-index
    illustration-index-entry-template illustration-index-source image-count index-body
    index-entry-bibliography index-entry-chapter index-entry-link-end index-entry-link-start
    index-entry-page-number index-entry-span index-entry-tab-stop index-entry-text index-source-style
    index-source-styles index-title index-title-template line-break linenumbering-configuration
    linenumbering-separator list list-header list-item list-level-style-bullet list-level-style-image
    list-level-style-number list-style note note-body note-citation note-continuation-notice-backward
    note-continuation-notice-forward note-ref notes-configuration number numbered-paragraph object-count
    object-index object-index-entry-template object-index-source outline-level-style outline-style p page
    page-continuation page-count page-number page-sequence paragraph-count reference-mark reference-mark-end
    reference-mark-start reference-ref ruby ruby-base ruby-text s section sequence sequence-decl
    sequence-decls sequence-ref sheet-name soft-page-break sort-key span tab table-count table-index
    table-index-entry-template table-index-source table-of-content table-of-content-entry-template
    table-of-content-source toc-mark toc-mark-end toc-mark-start user-index user-index-entry-template
    user-index-mark user-index-mark-end user-index-mark-start user-index-source word-count
    `,
  ),
  // OpenDocument 1.3.
  ...prefixed('style', 'header-first footer-first'),
  ...prefixed('chart', 'coordinate-region date-scale'),
  ...prefixed('text', 'hidden-paragraph placeholder'),
  ...prefixed('config', 'config-item-set config-item'),
  ...prefixed(
    'calcext',
    `
    conditional-formats conditional-format condition color-scale color-scale-entry data-bar formatting-entry
    icon-set date-is
    `,
  ),
  'loext:graphic-properties',
  'chartooo:date-scale',
  // MathML, presentation markup.
  ...prefixed(
    'math',
    `
    math semantics annotation mrow mi mn mo mtext mspace ms mfrac msqrt mroot mstyle merror mpadded mphantom mfenced
    menclose msub msup msubsup munder mover munderover mmultiscripts mprescripts none mtable mtr mtd maligngroup
    malignmark
    `,
  ),
];
