import type { RemovalKind } from '../../outcome.ts';

/** State of the program's window, marks of the spelling check, caches, and what is counted by its relationship. */
const SILENT = `
  p:handoutMasterIdLst p:sndAc p:snd p:sndTgt p:inkTgt p14:bmkLst
  selection pivotSelection legacyDrawing oleSize fileRecoveryPr externalReferences functionGroups smartTagPr
  smartTagTypes cellWatches smartTags sheetCalcPr metadata xmlColumnPr
 
  w:commentReference w:commentRangeStart w:commentRangeEnd w:proofErr w:lastRenderedPageBreak w:proofState w:zoom w:view
  w:sdtEndPr w:calcOnExit w:label w:tabIndex w:activeWritingStyle w:hideSpellingErrors
  w:hideGrammaticalErrors w:trackRevisions w:doNotTrackMoves w:doNotTrackFormatting w:revisionView
  w:hdrShapeDefaults w:shapeDefaults w:stylePaneFormatFilter w:stylePaneSortMethod w:documentType
  w:removePersonalInformation w:removeDateAndTime w:doNotDisplayPageBoundaries w:savePreviewPicture
  w:saveSubsetFonts w:embedTrueTypeFonts w:embedSystemFonts w:doNotShowComments w:doNotIncludeSubdocsInStats
  w:doNotAutoCompressPictures w:forceUpgrade w:captions w:readModeInkLockDown w:smartTagType w:updateFields
  w:printPostScriptOverText w:printFractionalCharacterWidth w:printFormsData w:uiCompat97To2003
  w:ignoreMixedContent w:alwaysShowPlaceholderText w:doNotDemarcateInvalidXml w:saveXmlDataOnly
  w:useXSLTWhenSaving w:showXMLTags w:alwaysMergeEmptyNamespace w:showEnvelope w:noLineBreaksKinsoku
  w:saveInvalidXml w:doNotValidateAgainstSchema w:saveThroughXslt w:schemaLibrary w:docPartObj
  w:personal w:personalCompose w:personalReply w:formsDesign w:defaultSize w:webPr w:divs
  o:OLEObject o:ink o:rules o:shapelayout o:shapedefaults o:idmap o:colormru o:colormenu o:relationtable
  a:snd a:contentPart c:extLst wp:extLst
  c:pivotFmts c:fmtId
`;

/**
 * Elements that are known and go, with the kind they are counted as. Everything else that is not on the list of what
 * stays goes too and counts as 'other'; `null`: nothing that tells anything, or counted elsewhere.
 */
export const DROPPED: ReadonlyMap<string, RemovalKind | null> = new Map(
  Object.entries(
    byKind({
      author: `p:cmAuthorLst o:signatureline fileSharing protectedRanges w:permStart w:permEnd`,
      software: `fileVersion`,
      hiddenContent: `scenarios pivotCaches`,
      other: `p:modifyVerifier p:custDataLst p:smartTags workbookProtection sheetProtection w:documentProtection w:writeProtection`,
      identifier: `?revisionPtr customWorkbookViews customSheetViews customProperties w:rsid w:rsids w:nsid w:tmpl w14:docId w15:docId w15:chartTrackingRefBased w:sdtPr w:divId`,
      description: `w:docVars w:tblCaption w:tblDescription w:statusText w:helpText w:smartTagPr w:customXmlPr
        w:aliases dgm:title dgm:desc`,
      path: `w:attachedTemplate w:mailMerge w:subDoc w:saveThroughXslt w:attachedSchema c:pivotSource dataConsolidate webPublishing webPublishItems webPublishObjects`,
      embeddedFile: `p:embeddedFontLst p:contentPart w:altChunk w:embedRegular w:embedBold w:embedItalic w:embedBoldItalic c:externalData oleObjects`,
      activeContent: `controls p:controls w:entryMacro w:exitMacro w:control`,
      printer: `c:printSettings`,
    }),
  ),
);

function byKind(kinds: Partial<Record<RemovalKind, string>>): Record<string, RemovalKind | null> {
  const dropped: Record<string, RemovalKind | null> = {};
  for (const name of SILENT.trim().split(/\s+/)) dropped[name] = null;
  for (const [kind, names] of Object.entries(kinds)) {
    for (const name of names.trim().split(/\s+/)) dropped[name] = kind as RemovalKind;
  }
  return dropped;
}
