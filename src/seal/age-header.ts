/** Where the header of an age file ends. */

/** Longer than any header we make (64 hybrid stanzas); what is longer is not ours to read. */
export const LONGEST_HEADER = 128 * 1024;
/** The last line of a header: three dashes and the MAC (C2SP age.md, "Header"). */
export const HEADER_END = /\n--- [A-Za-z0-9+/]{43}\n/;
