import { prefixed } from './vocabulary.ts';

/**
 * The elements of a text document that stay (ECMA-376 part 1 § 17 and Microsoft's text-effect and shape extensions),
 * less those that only carry metadata, editing history or links to other places.
 */
export const WORD_ELEMENTS: readonly string[] = [
  ...prefixed(
    'w',
    `
    document body background p pPr r rPr t tab br cr sym noBreakHyphen softHyphen ptab pgNum
    dayShort dayLong monthShort monthLong yearShort yearLong annotationRef
    footnoteRef endnoteRef separator continuationSeparator footnoteReference endnoteReference
    ruby rubyPr rubyAlign hps hpsRaise hpsBaseText lid rt rubyBase
    pict drawing object hyperlink fldSimple fldChar instrText ffData enabled checkBox size sizeAuto
    default checked textInput type maxLength format ddList result listEntry
    bookmarkStart bookmarkEnd dir bdo
    pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr ilvl numId suppressLineNumbers
    pBdr top left bottom right between bar start end insideH insideV tl2br tr2bl shd tabs suppressAutoHyphens
    kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd snapToGrid
    spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment
    textboxTightWrap outlineLvl cnfStyle
    rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof vanish
    webHidden color w kern position sz szCs highlight u effect bdr vertAlign rtl cs em lang eastAsianLayout
    specVanish oMath
    sectPr headerReference footerReference footnotePr endnotePr pos numFmt numStart numRestart pgSz pgMar
    paperSrc pgBorders lnNumType pgNumType cols col formProt vAlign noEndnote titlePg rtlGutter docGrid
    tbl tblPr tblGrid gridCol tr trPr tc tcPr tblPrEx tblStyle tblpPr tblOverlap bidiVisual
    tblStyleRowBandSize tblStyleColBandSize tblW tblCellSpacing tblInd tblBorders tblLayout tblCellMar
    tblLook tblHeader cantSplit trHeight gridBefore gridAfter wBefore wAfter hidden tcW gridSpan hMerge
    vMerge tcBorders noWrap tcMar tcFitText hideMark fitText
    hdr ftr footnotes footnote endnotes endnote
    styles docDefaults rPrDefault pPrDefault latentStyles lsdException style name basedOn next link
    autoRedefine uiPriority semiHidden unhideWhenUsed qFormat locked tblStylePr
    numbering numPicBullet abstractNum multiLevelType styleLink numStyleLink lvl lvlRestart isLgl suff
    lvlText lvlPicBulletId legacy lvlJc num abstractNumId lvlOverride startOverride
    fonts font altName panose1 charset family notTrueType pitch sig
    settings mirrorMargins alignBordersAndEdges bordersDoNotSurroundHeader bordersDoNotSurroundFooter
    gutterAtTop linkStyles defaultTabStop autoHyphenation consecutiveHyphenLimit hyphenationZone
    doNotHyphenateCaps summaryLength clickAndTypeStyle defaultTableStyle evenAndOddHeaders
    bookFoldRevPrinting bookFoldPrinting bookFoldPrintingSheets drawingGridHorizontalSpacing
    drawingGridVerticalSpacing displayHorizontalDrawingGridEvery displayVerticalDrawingGridEvery
    doNotUseMarginsForDrawingGridOrigin drawingGridHorizontalOrigin drawingGridVerticalOrigin
    doNotShadeFormData noPunctuationKerning characterSpacingControl printTwoOnOne strictFirstAndLastChars
    noLineBreaksAfter noLineBreaksBefore doNotUseHTMLParagraphAutoSpacing displayBackgroundShape
    compat compatSetting themeFontLang clrSchemeMapping decimalSymbol listSeparator
    useSingleBorderforContiguousCells wpJustification noTabHangInd noLeading spaceForUL noColumnBalance
    balanceSingleByteDoubleByteWidth noExtraLineSpacing doNotLeaveBackslashAlone ulTrailSpace
    doNotExpandShiftReturn spacingInWholePoints lineWrapLikeWord6 printBodyTextBeforeHeader
    printColBlack wpSpaceWidth showBreaksInFrames subFontBySize suppressBottomSpacing suppressTopSpacing
    suppressSpacingAtTopOfPage suppressTopSpacingWP suppressSpBfAfterPgBrk swapBordersFacingPages
    convMailMergeEsc truncateFontHeightsLikeWP6 mwSmallCaps usePrinterMetrics
    doNotSuppressParagraphBorders wrapTrailSpaces footnoteLayoutLikeWW8 shapeLayoutLikeWW8
    alignTablesRowByRow forgetLastTabAlignment adjustLineHeightInTable autoSpaceLikeWord95
    noSpaceRaiseLower doNotUseHTMLParagraphAutoSpacing layoutRawTableWidth layoutTableRowsApart
    useWord97LineBreakRules doNotBreakWrappedTables doNotSnapToGridInCell selectFldWithFirstOrLastChar
    applyBreakingRules doNotWrapTextWithPunct doNotUseEastAsianBreakRules useWord2002TableStyleRules
    growAutofit useFELayout useNormalStyleForList doNotUseIndentAsNumberingTabStop
    useAltKinsokuLineBreakRules allowSpaceOfSameStyleInTable doNotSuppressIndentation
    doNotAutofitConstrainedTables autofitToFirstFixedWidthCell underlineTabInNumList
    displayHangulFixedWidth splitPgBreakAndParaMark doNotVertAlignCellWithSp
    doNotBreakConstrainedForcedTable doNotVertAlignInTxbx useAnsiKerningPairs cachedColBalance
    txbxContent
  `,
  ),
  ...prefixed(
    'm',
    `
    oMath oMathPara oMathParaPr jc r rPr t lit nor scr sty brk aln ctrlPr acc accPr chr bar barPr pos box
    boxPr opEmu noBreak diff borderBox borderBoxPr hideTop hideBot hideLeft hideRight strikeH strikeV
    strikeBLTR strikeTLBR d dPr begChr sepChr endChr grow shp e eqArr eqArrPr baseJc maxDist objDist rSpRule
    rSp f fPr type num den func funcPr fName groupChr groupChrPr vertJc limLow limLowPr lim limUpp limUppPr
    m mPr mcs mc mcPr count mcJc plcHide cGpRule cGp cSp mr nary naryPr limLoc subHide supHide sub sup phant
    phantPr show zeroWid zeroAsc zeroDesc transp rad radPr degHide deg sPre sPrePr sSub sSubPr sSubSup
    sSubSupPr alnScr sSup sSupPr argPr argSz
    mathPr mathFont brkBin brkBinSub smallFrac dispDef lMargin rMargin defJc preSp postSp interSp intraSp
    wrapIndent wrapRight intLim naryLim
  `,
  ),
  ...prefixed(
    'w14',
    `
    glow shadow reflection textOutline textFill scene3d props3d ligatures numForm numSpacing stylisticSets
    styleSet cntxtAlts srgbClr schemeClr alpha alphaMod alphaOff lumMod lumOff lum sat satMod satOff hue
    hueMod hueOff shade tint noFill solidFill gradFill gsLst gs lin path fillToRect prstDash round bevel
    miter camera lightRig rot bevelT bevelB extrusionClr contourClr
  `,
  ),
  'w15:collapsed',
  ...prefixed(
    'wp',
    'inline anchor extent effectExtent docPr cNvGraphicFramePr simplePos positionH positionV',
  ),
  ...prefixed(
    'wp',
    'align posOffset wrapNone wrapSquare wrapTight wrapThrough wrapTopAndBottom wrapPolygon',
  ),
  ...prefixed('wp', 'start lineTo'),
  ...prefixed('wp14', 'sizeRelH sizeRelV pctWidth pctHeight pctPosHOffset pctPosVOffset'),
  ...prefixed('wps', 'wsp cNvPr cNvSpPr cNvCnPr cNvFrPr spPr style bodyPr txbx linkedTxbx'),
  ...prefixed('wpg', 'wgp grpSp cNvPr cNvGrpSpPr grpSpPr graphicFrame cNvFrPr xfrm'),
  ...prefixed('wpc', 'wpc bg whole'),
];

/** Elements whose character data is what the document says; white space anywhere else is layout of the file only. */
export const WORD_TEXT: readonly string[] = [
  ...prefixed('w', 't instrText'),
  'm:t',
  ...prefixed('wp', 'align posOffset'),
  ...prefixed('wp14', 'pctWidth pctHeight pctPosHOffset pctPosVOffset'),
];

/** Attributes in the document's own namespaces; all others go. */
export const WORD_ATTRIBUTES: readonly string[] = [
  ...prefixed(
    'w',
    `
    val type styleId default customStyle uiPriority semiHidden unhideWhenUsed qFormat locked count
    defLockedState defUIPriority defSemiHidden defUnhideWhenUsed defQFormat latentStyleCount
    ascii hAnsi eastAsia cs asciiTheme hAnsiTheme eastAsiaTheme cstheme hint color themeColor themeTint
    themeShade fill themeFill themeFillTint themeFillShade sz space shadow frame w h orient code top bottom
    left right start end header footer gutter before after beforeLines afterLines beforeAutospacing
    afterAutospacing line lineRule firstLine firstLineChars hanging hangingChars leftChars rightChars
    startChars endChars pos leader num sep equalWidth linePitch charSpace fmt chapStyle chapSep offsetFrom
    zOrder display fldCharType char font ilvl hSpace vSpace wrap hAnchor vAnchor xAlign yAlign x y hRule
    anchorLock dropCap lines horzAnchor vertAnchor tblpX tblpXSpec tblpY tblpYSpec leftFromText
    rightFromText topFromText bottomFromText firstRow lastRow firstColumn lastColumn noHBand noVBand
    oddVBand evenVBand oddHBand evenHBand firstRowFirstColumn firstRowLastColumn lastRowFirstColumn
    lastRowLastColumn combine combineBrackets vert vertCompress bidi uri percent bg1 t1 bg2 t2 accent1
    accent2 accent3 accent4 accent5 accent6 hyperlink followedHyperlink dxaOrig dyaOrig colFirst colLast
    usb0 usb1 usb2 usb3 csb0 csb1 customMarkFollows countBy distance restart clear alignment relativeTo
    first other abstractNumId numId numPicBulletId lvl tentative legacy legacySpace legacyIndent name instr
    anchor id characterSet displacedByCustomXml conformance
  `,
  ),
  ...prefixed('m', 'val alnAt'),
  ...prefixed(
    'w14',
    `
    rad blurRad dist dir sx sy kx ky algn stA stPos endA endPos fadeDir w cap cmpd val ang scaled path l t r
    b pos lim prst rig lat lon rev extrusionH contourW prstMaterial h id
  `,
  ),
  'w15:val',
  'xml:space',
  'r:id',
  'r:embed',
];
