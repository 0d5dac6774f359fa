// ISO 32000-1 § 12.5: what an annotation is for, and so whether it belongs to what the page shows.

/** Notes with their windows, and marks for presses: not part of what the page says. */
export const NOTES = new Set(['Text', 'Popup', 'PrinterMark', 'TrapNet']);

/** Marks that a viewer draws by itself when they come without an appearance. */
export const MARKS = new Set([
  ...['FreeText', 'Line', 'Square', 'Circle', 'Polygon', 'PolyLine', 'Highlight', 'Underline'],
  ...['Squiggly', 'StrikeOut', 'Stamp', 'Caret', 'Ink', 'Redact'],
]);

/** Carriers: the icon or poster they come with is part of the page, the file or film behind it is not. */
export const CARRIERS = new Set(['FileAttachment', 'Sound', 'Movie', 'Screen', 'RichMedia', '3D']);

// Bits of /F (table 165).
const [HIDDEN, NO_ROTATE, NO_VIEW] = [2, 16, 32];

/** True when the flags (/F) keep an annotation off the screen. */
export const isHidden = (flags: number): boolean => (flags & (HIDDEN | NO_VIEW)) !== 0;

/** True when an annotation stays upright on a page that is turned. */
export const staysUpright = (flags: number): boolean => (flags & NO_ROTATE) !== 0;
