import { prefixed } from './vocabulary.ts';

/** The elements of a workbook that stay (ECMA-376 part 1 § 18 and Excel 2010's conditional formats and sparklines). */
export const SHEET_ELEMENTS: readonly string[] = `
  workbook workbookPr bookViews workbookView sheets sheet definedNames definedName calcPr
  worksheet chartsheet sheetPr tabColor outlinePr pageSetUpPr dimension sheetViews sheetView pane
  sheetFormatPr cols col sheetData row c f v is t r rPr rPh phoneticPr autoFilter filterColumn filters
  filter dateGroupItem top10 customFilters customFilter dynamicFilter colorFilter iconFilter sortState
  sortCondition mergeCells mergeCell conditionalFormatting cfRule formula colorScale cfvo color dataBar
  iconSet dataValidations dataValidation formula1 formula2 hyperlinks hyperlink printOptions pageMargins
  pageSetup headerFooter oddHeader oddFooter evenHeader evenFooter firstHeader firstFooter rowBreaks
  colBreaks brk ignoredErrors ignoredError drawing legacyDrawingHF drawingHF picture tableParts tablePart
  extLst ext
  sst si rFont charset family b i strike outline shadow condense extend sz u vertAlign scheme
  styleSheet numFmts numFmt fonts font name fills fill patternFill fgColor bgColor gradientFill stop
  borders border left right top bottom diagonal vertical horizontal start end cellStyleXfs cellXfs xf
  alignment protection cellStyles cellStyle dxfs dxf tableStyles tableStyle tableStyleElement colors
  indexedColors rgbColor mruColors
  table tableColumns tableColumn calculatedColumnFormula totalsRowFormula tableStyleInfo
  `
  .trim()
  .split(/\s+/)
  .concat(
    prefixed(
      'xdr',
      `
      wsDr twoCellAnchor oneCellAnchor absoluteAnchor from to col colOff row rowOff ext pos sp nvSpPr cNvPr
      cNvSpPr spPr style txBody pic nvPicPr cNvPicPr blipFill grpSp nvGrpSpPr cNvGrpSpPr grpSpPr cxnSp
      nvCxnSpPr cNvCxnSpPr graphicFrame nvGraphicFramePr cNvGraphicFramePr xfrm clientData
    `,
    ),
    prefixed(
      'x14',
      `
      conditionalFormattings conditionalFormatting cfRule dataBar cfvo fillColor borderColor
      negativeFillColor negativeBorderColor axisColor iconSet cfIcon colorScale color dxf font fill border
      numFmt sparklineGroups sparklineGroup colorSeries colorNegative colorAxis colorMarkers colorFirst
      colorLast colorHigh colorLow sparklines sparkline dataValidations dataValidation formula1 formula2 id
    `,
    ),
    prefixed('xm', 'f sqref'),
    ['xml'],
  );

export const SHEET_TEXT: readonly string[] = `
  t v f formula formula1 formula2 oddHeader oddFooter evenHeader evenFooter firstHeader firstFooter
  definedName calculatedColumnFormula totalsRowFormula xdr:col xdr:colOff xdr:row xdr:rowOff xm:f xm:sqref
  x14:id
`
  .trim()
  .split(/\s+/);

export const SHEET_ATTRIBUTES: readonly string[] = `
  conformance date1904 showObjects showBorderUnselectedTables filterPrivacy backupFile showPivotChartFilter
  autoCompressPictures refreshAllConnections firstSheet activeTab showHorizontalScroll showVerticalScroll
  showSheetTabs tabRatio visibility minimized autoFilterDateGrouping sheetId state localSheetId function
  vbProcedure xlm shortcutKey publishToServer workbookParameter calcMode fullCalcOnLoad refMode iterate
  iterateCount iterateDelta fullPrecision calcCompleted calcOnSave concurrentCalc forceFullCalc
  syncHorizontal syncVertical syncRef transitionEvaluation transitionEntry published filterMode
  enableFormatConditionsCalculation applyStyles summaryBelow summaryRight showOutlineSymbols
  autoPageBreaks fitToPage ref windowProtection showFormulas showGridLines showRowColHeaders showZeros
  rightToLeft tabSelected showRuler showWhiteSpace defaultGridColor view topLeftCell colorId zoomScale
  zoomScaleNormal zoomScaleSheetLayoutView zoomScalePageLayoutView workbookViewId zoomToFit xSplit ySplit
  activePane baseColWidth defaultColWidth defaultRowHeight customHeight zeroHeight thickTop thickBot
  outlineLevelRow outlineLevelCol min max width style bestFit customWidth phonetic outlineLevel collapsed
  spans s customFormat ht ph t aca ca si dt2D dtr del1 del2 r1 r2 bx eb sb fontId type alignment
  hiddenButton showButton blank calendarType year month day hour minute second dateTimeGrouping top
  percent filterVal and operator val valIso maxVal maxValIso dxfId cellColor iconSet iconId
  columnSort caseSensitive sortMethod descending sortBy customList count sqref pivot priority stopIfTrue
  aboveAverage bottom text timePeriod rank stdDev equalAverage num gte minLength maxLength showValue reverse
  disablePrompts xWindow yWindow errorStyle imeMode allowBlank showDropDown showInputMessage
  showErrorMessage errorTitle error promptTitle prompt location horizontalCentered verticalCentered
  headings gridLines gridLinesSet left right header footer paperSize paperHeight paperWidth scale
  firstPageNumber fitToWidth fitToHeight pageOrder orientation blackAndWhite draft cellComments
  useFirstPageNumber errors copies differentOddEven differentFirst scaleWithDoc alignWithMargins
  manualBreakCount man pt evalError twoDigitTextYear numberStoredAsText formulaRange unlockedFormula
  emptyCellReference listDataValidation calculatedColumn uniqueCount
  formatCode numFmtId patternType rgb theme indexed tint auto degree diagonalUp diagonalDown outline fillId
  borderId xfId quotePrefix pivotButton applyNumberFormat applyFont applyFill applyBorder applyAlignment
  applyProtection horizontal vertical textRotation wrapText indent relativeIndent justifyLastLine
  shrinkToFit readingOrder locked hidden builtinId iLevel customBuiltin defaultTableStyle
  defaultPivotStyle table
  displayName headerRowCount totalsRowCount totalsRowShown
  headerRowDxfId dataDxfId totalsRowDxfId headerRowBorderDxfId tableBorderDxfId totalsRowBorderDxfId
  headerRowCellStyle dataCellStyle totalsRowCellStyle totalsRowFunction totalsRowLabel
  showFirstColumn showLastColumn showRowStripes showColumnStripes array
  editAs fPublished textlink fLocksText fLocksWithSheet fPrintsWithSheet
  gradient minAxisType lineWeight dateAxis displayEmptyCellsAs markers high low first last negative
  displayXAxis displayHidden minValue maxValue manualMax manualMin minAxisType maxAxisType rightToLeft
  border negativeBarColorSameAsPositive negativeBarBorderColorSameAsPositive axisPosition direction custom
  x14ac:dyDescent xml:space r:id
`
  .trim()
  .split(/\s+/);
