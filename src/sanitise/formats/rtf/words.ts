/** Control words (RTF Specification 1.9.1) that say how text, paragraphs, tables and pages look. Only these are written. */
export const WORDS: ReadonlySet<string> = new Set(
  // document and page
  (
    'rtf ansi mac pc pca ansicpg uc deff adeff deflang deflangfe themelang paperw paperh margl margr margt margb gutter ' +
    'landscape facingp margmirror deftab widowctrl hyphauto hyphhotz ftnbj aftnnar aftnnrlc ftnnar fet htmautsp pgnstart ' +
    'sectd sect sbknone sbkcol sbkpage sbkeven sbkodd cols colsx colno colw colsr linebetcol pgwsxn pghsxn marglsxn ' +
    'margrsxn margtsxn margbsxn guttersxn lndscpsxn titlepg headery footery pgnrestart pgncont pgndec pgnucrm pgnlcrm ' +
    'pgnucltr pgnlcltr vertalt vertalc vertalj vertalb endnhere linex ' +
    // paragraphs
    'par pard plain ql qr qc qj qd li ri fi lin rin sb sa sl slmult sbauto saauto contextualspace keep keepn pagebb nowidctlpar ' +
    'widctlpar hyphpar outlinelevel nooverflow ltrpar rtlpar tx tqr tqc tqdec tb tldot tlhyph tlul tlth tleq tab page ' +
    'column line softline brdrt brdrb brdrl brdrr brdrbtw brdrbar box brdrs brdrth brdrsh brdrdb brdrdot brdrdash ' +
    'brdrhair brdrdashsm brdrdashd brdrdashdd brdrinset brdrnone brdroutset brdrtriple brdrw brdrcf brsp brdrnil brdrtbl ' +
    'shading cfpat cbpat adjustright noline phpg phmrg phcol pvpg pvmrg pvpara posx posy absw absh dxfrtext dfrmtxtx ' +
    'dfrmtxty ' +
    // characters
    'f af fs afs cf cb highlight chcbpat chcfpat chshdng b ab i ai ul ulnone uld uldash uldashd uldashdd uldb ulth ulw ulwave ' +
    'ulhair ulc strike striked outl shad scaps caps super sub nosupersub up dn expnd expndtw kerning charscalex lang langfe ' +
    'langnp langfenp noproof ltrch rtlch loch hich dbch fcs rtlrow ltrrow embo impr ' +
    'emdash endash emspace enspace qmspace bullet lquote rquote ldblquote rdblquote chpgn chftn sectnum ' +
    // tables
    'trowd row cell cellx intbl itap nestcell nestrow lastrow irow irowband trgaph trleft trrh trhdr trkeep trkeepfollow trql trqc ' +
    'trqr trautofit trftsWidth trwWidth trftsWidthB trftsWidthA trwWidthB trwWidthA trpaddl trpaddt trpaddb trpaddr trpaddfl ' +
    'trpaddft trpaddfb trpaddfr trspdl trspdt trspdb trspdr trspdfl trspdft trspdfb trspdfr trbrdrt trbrdrb trbrdrl ' +
    'trbrdrr trbrdrh trbrdrv clbrdrt clbrdrb clbrdrl clbrdrr cldglu cldgll clcbpat clcfpat clshdng clshdrawnil clvertalt ' +
    'clvertalc clvertalb clmgf clmrg clvmgf clvmrg clftsWidth clwWidth clpadl clpadt clpadb clpadr clpadfl clpadft clpadfb ' +
    'clpadfr cltxlrtb cltxtbrl cltxbtlr clNoWrap clFitText tblind tblindtype taprtl ' +
    // pictures
    'picw pich picwgoal pichgoal picscalex picscaley piccropl piccropr piccropt piccropb pngblip jpegblip ' +
    // fonts and colours
    'fnil froman fswiss fmodern fscript fdecor ftech fbidi fcharset fprq cpg red green blue ' +
    // footnotes and fields
    'ftnalt'
  ).split(' '),
);

/** Groups that hold content of their own. */
export const CONTENT_GROUPS: ReadonlySet<string> = new Set(
  'header headerl headerr headerf footer footerl footerr footerf footnote nesttableprops'.split(
    ' ',
  ),
);

/** Groups whose content belongs to the text around them: numbers and bullets of lists, text of shapes, the shown side of objects. */
export const UNWRAPPED: ReadonlySet<string> = new Set(
  'listtext pntext shp shpinst shpgrp shptxt do dptxbxtext object result shppict fldrslt ud'.split(
    ' ',
  ),
);
/** Of these the words are settings and text directly inside is none; only groups of content inside count. */
export const CONTAINERS: ReadonlySet<string> = new Set(
  'shp shpinst shpgrp do object sp sv shppict'.split(' '),
);
