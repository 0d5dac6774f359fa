import { prefixed } from './vocabulary.ts';
import { WORD_ATTRIBUTES, WORD_ELEMENTS } from './word-names.ts';

/** The elements of a presentation that stay (ECMA-376 part 1 § 19 and PowerPoint 2010's transitions and media). */
export const SLIDE_ELEMENTS: readonly string[] = [
  ...prefixed(
    'p',
    `
    presentation sldMasterIdLst sldMasterId notesMasterIdLst notesMasterId sldIdLst sldId sldSz notesSz
    defaultTextStyle kinsoku photoAlbum custShowLst custShow sldLst sld
    sldMaster sldLayout notes notesMaster cSld bg bgPr bgRef clrMap clrMapOvr sldLayoutIdLst sldLayoutId hf
    txStyles titleStyle bodyStyle otherStyle notesStyle extLst ext
    spTree nvGrpSpPr cNvPr cNvGrpSpPr nvPr ph grpSpPr sp nvSpPr cNvSpPr spPr style txBody pic nvPicPr
    cNvPicPr blipFill graphicFrame nvGraphicFramePr cNvGraphicFramePr xfrm cxnSp nvCxnSpPr cNvCxnSpPr grpSp
    transition blinds checker circle dissolve comb cover cut diamond fade newsflash plus pull push random
    randomBar split strips wedge wheel wipe zoom
    timing tnLst par cTn stCondLst endCondLst cond endSync iterate tmAbs tmPct childTnLst subTnLst seq
    prevCondLst nextCondLst excl anim cBhvr attrNameLst attrName tavLst tav val boolVal intVal fltVal
    strVal clrVal animClr by from to rgb hsl animEffect progress animMotion rCtr animRot animScale cmd set
    audio video cMediaNode tgtEl sldTgt spTgt bg subSp oleChartEl txEl charRg pRg graphicEl tn rtn bldLst
    bldP bldDgm bldGraphic bldOleChart bldAsOne bldSub tmplLst tmpl
  `,
  ),
  ...prefixed(
    'p14',
    `
    media trim fade vortex switch flip ripple honeycomb prism doors window ferris gallery conveyor pan
    glitter warp flythrough flash shred reveal wheelReverse
  `,
  ),
  // Formulas, which a slide holds as a text document does.
  ...WORD_ELEMENTS.filter((name) => name.startsWith('m:')),
];

export const SLIDE_TEXT: readonly string[] = ['p:attrName', 'm:t'];

export const SLIDE_ATTRIBUTES: readonly string[] = [
  ...`
  conformance serverZoom firstSlideNum showSpecialPlsOnTitleSld rtl removePersonalInfoOnSave compatMode strictFirstAndLastChars
  embedTrueTypeFonts saveSubsetFonts autoCompressPictures bookmarkIdSeed invalStChars invalEndChars bw
  showCaptions layout frame preserve matchingName type showMasterSp showMasterPhAnim userDrawn show
  sldNum hdr ftr dt orient hasCustomPrompt isPhoto bwMode shadeToTitle
  spd advClick advTm dir thruBlk spokes pattern isNarration
  presetID presetClass presetSubtype repeatCount repeatDur speed accel decel autoRev restart nodeType
  masterRel syncBehavior groupLvl afterEffect nodePh evtFilter eventFilter tmFilter evt delay dur end
  concurrent prevAc nextAc tm bldLvl additive accumulate xfrmType by from to rctx override calcmode
  valueType clrSpc transition filter prLst origin ptsTypes rAng pathEditMode zoomContents cmd vol mute
  numSld showWhenStopped fullScrn spid build animBg grpId uiExpand advAuto tmAuto lvl bldStep seriesIdx
  categoryIdx fld backwards st thresh attributeName isInverted dirty err
  `
    .trim()
    .split(/\s+/)
    .filter((name) => !/^(dirty|err|removePersonalInfoOnSave|bookmarkIdSeed)$/.test(name)),
  ...prefixed('p14', 'dur bounceEnd presetBounceEnd'),
  ...WORD_ATTRIBUTES.filter((name) => /^(m:|xml:space$)/.test(name)),
];
