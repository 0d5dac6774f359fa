import { prefixed } from './vocabulary.ts';

/** The elements of DrawingML and VML that stay (ECMA-376 part 1 § 20 and 21, part 4 § 19). */
export const DRAWING_ELEMENTS: readonly string[] = [
  ...prefixed(
    'a',
    `
    graphic graphicData theme themeElements clrScheme dk1 lt1 dk2 lt2 accent1 accent2 accent3 accent4
    accent5 accent6 hlink folHlink fontScheme majorFont minorFont latin ea cs sym font fmtScheme
    fillStyleLst lnStyleLst effectStyleLst effectStyle bgFillStyleLst objectDefaults spDef lnDef txDef
    extraClrSchemeLst extraClrScheme clrMap custClrLst custClr overrideClrMapping masterClrMapping
    themeOverride
    srgbClr sysClr schemeClr scrgbClr hslClr prstClr alpha alphaMod alphaOff lum lumMod lumOff sat satMod
    satOff hue hueMod hueOff shade tint comp inv gray red redMod redOff green greenMod greenOff blue
    blueMod blueOff gamma invGamma
    noFill solidFill gradFill gsLst gs lin path fillToRect tileRect blipFill blip srcRect stretch fillRect
    tile pattFill fgClr bgClr grpFill alphaBiLevel alphaCeiling alphaFloor alphaInv alphaModFix alphaRepl
    biLevel clrChange clrFrom clrTo clrRepl duotone fillOverlay grayscl hsl tint alphaModFix alphaOutset
    effectLst effectDag cont blend blur glow innerShdw outerShdw prstShdw reflection relOff softEdge xfrm
    effect fill
    ln prstDash custDash ds round bevel miter headEnd tailEnd lnRef fillRef effectRef fontRef lnL lnR lnT
    lnB lnTlToBr lnBlToTr
    spPr style xfrm off ext chOff chExt prstGeom avLst gd custGeom gdLst ahLst ahXY ahPolar pos cxnLst cxn
    rect pathLst close moveTo lnTo pt arcTo quadBezTo cubicBezTo
    scene3d camera lightRig rot backdrop anchor norm up sp3d bevelT bevelB extrusionClr contourClr flatTx
    bodyPr prstTxWarp noAutofit normAutofit spAutoFit lstStyle defPPr lvl1pPr lvl2pPr lvl3pPr lvl4pPr
    lvl5pPr lvl6pPr lvl7pPr lvl8pPr lvl9pPr txBody p pPr endParaRPr r rPr t br fld lnSpc spcBef spcAft
    spcPct spcPts buClrTx buClr buSzTx buSzPct buSzPts buFontTx buFont buNone buAutoNum buChar buBlip
    tabLst tab defRPr highlight uLnTx uLn uFillTx uFill hlinkClick hlinkHover hlinkMouseOver rtl
    tbl tblPr tableStyle tableStyleId tblGrid gridCol tr tc tcPr cell3D tblStyleLst tblStyle tblBg wholeTbl
    band1H band2H band1V band2V lastCol firstCol lastRow seCell swCell firstRow neCell nwCell tcTxStyle
    tcStyle tcBdr left right top bottom insideH insideV tl2br tr2bl
    picLocks spLocks cxnSpLocks grpSpLocks graphicFrameLocks stCxn endCxn
    bldChart bldDgm dgm chart
    videoFile audioFile wavAudioFile audioCd st end quickTimeFile
    extLst txSp useSpRect cNvSpPr cNvPr nvSpPr sp grpSp nvGrpSpPr cNvGrpSpPr grpSpPr pic nvPicPr cNvPicPr
    cxnSp nvCxnSpPr cNvCxnSpPr graphicFrame nvGraphicFramePr cNvGraphicFramePr
  `,
  ),
  ...prefixed('pic', 'pic nvPicPr cNvPr cNvPicPr blipFill spPr'),
  ...prefixed(
    'c',
    `
    chartSpace date1904 roundedCorners style clrMapOvr chart title tx rich strRef f strCache ptCount pt v
    layout manualLayout layoutTarget xMode yMode wMode hMode x y w h overlay autoTitleDeleted view3D rotX
    hPercent rotY depthPercent rAngAx perspective floor thickness sideWall backWall plotArea areaChart
    area3DChart lineChart line3DChart stockChart radarChart scatterChart pieChart pie3DChart
    doughnutChart barChart bar3DChart ofPieChart surfaceChart surface3DChart bubbleChart grouping
    varyColors ser idx order invertIfNegative pictureOptions applyToFront applyToSides applyToEnd
    pictureFormat pictureStackUnit dPt marker symbol size bubble3D explosion dLbls dLbl delete numFmt
    txPr dLblPos showLegendKey showVal showCatName showSerName showPercent showBubbleSize separator
    showLeaderLines leaderLines trendline name trendlineType period forward backward intercept dispRSqr
    dispEq trendlineLbl errBars errDir errBarType errValType noEndCap plus minus val cat xVal yVal
    bubbleSize numRef numCache formatCode numLit strLit multiLvlStrRef multiLvlStrCache lvl smooth
    barDir gapWidth overlap serLines axId gapDepth shape hiLowLines upDownBars upBars downBars dropLines
    firstSliceAng holeSize ofPieType splitType splitPos custSplit secondPiePt secondPieSize wireframe
    bandFmts bandFmt bubbleScale showNegBubbles sizeRepresents scatterStyle radarStyle
    valAx catAx dateAx serAx scaling logBase orientation max min axPos majorGridlines minorGridlines
    majorTickMark minorTickMark tickLblPos crossAx crosses crossesAt crossBetween majorUnit minorUnit
    dispUnits custUnit builtInUnit dispUnitsLbl auto lblAlgn lblOffset tickLblSkip tickMarkSkip
    noMultiLvlLbl baseTimeUnit majorTimeUnit minorTimeUnit dTable showHorzBorder showVertBorder
    showOutline showKeys spPr legend legendPos legendEntry plotVisOnly dispBlanksAs showDLblsOverMax
    userShapes protection chartObject data formatting selection userInterface lang
  `,
  ),
  ...prefixed(
    'cdr',
    `
    relSizeAnchor absSizeAnchor from to x y ext sp nvSpPr cNvPr cNvSpPr spPr style txBody pic nvPicPr
    cNvPicPr blipFill grpSp nvGrpSpPr cNvGrpSpPr grpSpPr cxnSp nvCxnSpPr cNvCxnSpPr graphicFrame
    nvGraphicFramePr cNvGraphicFramePr xfrm
  `,
  ),
  ...prefixed(
    'dgm',
    `
    dataModel ptLst pt prSet presLayoutVars orgChart chMax chPref bulletEnabled dir hierBranch animOne
    animLvl resizeHandles style spPr t cxnLst cxn bg whole relIds
    layoutDef catLst cat sampData styleData clrData layoutNode alg param shape adjLst adj presOf constrLst
    constr ruleLst rule varLst forEach choose if else
    styleDef scene3d styleLbl sp3d txPr colorsDef fillClrLst linClrLst effectClrLst txLinClrLst
    txFillClrLst txEffectClrLst
  `,
  ),
  ...prefixed(
    'dsp',
    `
    drawing spTree sp nvGrpSpPr cNvPr cNvGrpSpPr grpSpPr grpSp nvSpPr cNvSpPr spPr style txBody txXfrm pic
    nvPicPr cNvPicPr blipFill cxnSp nvCxnSpPr cNvCxnSpPr dataModelExt
  `,
  ),
  'lc:lockedCanvas',
  'a14:m',
  ...prefixed(
    'v',
    `
    shape shapetype group rect roundrect oval line polyline curve arc image background path formulas f
    handles h fill stroke shadow textbox textpath imagedata
  `,
  ),
  ...prefixed(
    'o',
    'lock extrusion callout skew complex left top right bottom column proxy diagram',
  ),
  ...prefixed('w10', 'wrap anchorlock borderleft bordertop borderright borderbottom'),
];

export const DRAWING_TEXT: readonly string[] = [
  'a:t',
  'a:tableStyleId',
  ...prefixed('c', 'v f formatCode name separator'),
  ...prefixed('cdr', 'x y'),
];

/** Attributes without a prefix, of DrawingML, charts, diagrams and VML together. */
export const DRAWING_ATTRIBUTES: readonly string[] = `
  uri id name val r g b hue sat lum lastClr rot flipH flipV x y cx cy w h l t r b ang scaled path prst fmla
  gdRefX minX maxX gdRefY minY maxY gdRefR minR maxR gdRefAng minAng maxAng stroke extrusionOk fill wR hR
  stAng swAng pos cap cmpd algn lim type len d sp idx dist dir sx sy kx ky rad grow blurRad stA stPos endA
  endPos fadeDir rotWithShape amt thresh tx ty flip dpi cstate blend ref useA
  fov zoom lat lon rev rig z contourW extrusionH prstMaterial dx dy dz
  rot spcFirstLastPara vertOverflow horzOverflow vert wrap lIns tIns rIns bIns numCol spcCol rtlCol
  fromWordArt anchor anchorCtr forceAA upright compatLnSpc fontScale lnSpcReduction marL marR lvl indent
  defTabSz rtl eaLnBrk fontAlgn latinLnBrk hangingPunct startAt char typeface panose pitchFamily charset
  script kumimoji lang altLang sz i u strike kern spc normalizeH baseline noProof
  firstRow firstCol lastRow lastCol bandRow bandCol gridSpan rowSpan hMerge vMerge marT marB def styleId
  bg1 tx1 bg2 tx2 accent1 accent2 accent3 accent4 accent5 accent6 hlink folHlink
  noGrp noSelect noRot noChangeAspect noMove noResize noEditPoints noAdjustHandles noChangeArrowheads
  noChangeShapeType noCrop noUngrp noDrilldown noTextEdit preferRelativeResize hidden isCanvas txBox bwMode
  useBgFill macroFree contentType action history
  distT distB distL distR simplePos relativeHeight behindDoc locked layoutInCell allowOverlap relativeFrom
  wrapText edited seq normalEastAsianFlow
  formatCode ptCount sourceLinked autoUpdate chartObject
  modelId srcId destId parTransId sibTransId srcOrd destOrd presId presAssocID presName presStyleLbl
  presStyleIdx presStyleCnt loTypeId loCatId qsTypeId qsCatId csTypeId csCatId coherent3DOff phldrT phldr
  custAng custFlipVert custFlipHor custSzX custSzY custScaleX custScaleY custT custLinFactX custLinFactY
  custLinFactNeighborX custLinFactNeighborY custRadScaleRad custRadScaleInc minVer uniqueId pri defStyle
  styleLbl chOrder moveWith axis ptType hideLastTrans st cnt step op func arg for forName refType refFor
  refForName refPtType fact hideGeom lkTxEntry blipPhldr zOrderOff relId meth useDef
  style coordsize coordorigin adj type path fillcolor filled strokecolor stroked strokeweight opacity
  color color2 on weight startarrow endarrow startarrowwidth startarrowlength endarrowwidth
  endarrowlength dashstyle linestyle joinstyle endcap miterlimit gradientshapeok limo textpathok
  connecttype aspectratio eqn position polar map invx invy switch xrange yrange radiusrange
  textboxrect inset string fitshape fitpath trim xscale on from to points control1 control2 startangle
  endangle arcsize wrapcoords croptop cropbottom cropleft cropright gain blacklevel gamma grayscale
  bilevel chromakey obscured offset offset2 origin matrix angle focus focussize focusposition method
  colors size ext v anchorx anchory shadowok spidmax recolor o alignshape embosscolor insetpen
  print imagealignshape insetpenok arrowok fillok strokeok shadowok
`
  .trim()
  .split(/\s+/);

/** VML attributes of the office namespace. */
export const VML_ATTRIBUTES: readonly string[] = prefixed(
  'o',
  `
  spt preferrelative connecttype connectlocs connectangles allowincell allowoverlap userdrawn hr hralign
  hrstd hrnoshade hrpct bwmode bwpure bwnormal cliptowrap clip insetmode forcedash borderleftcolor
  bordertopcolor borderrightcolor borderbottomcolor dgmlayout dgmnodekind doubleclicknotify oned
  singleclick spid tablelimits tableproperties extrusionok ole bullet master detectmouseclick opacity2
  althref relid
`,
).filter((name) => !/ole|relid|althref|spid$/.test(name));
