/**
 * True for a profile of sRGB, which is what a picture without a profile is taken for. All usual ones say so in their
 * description, in ASCII or UTF-16.
 */
export function isSrgbProfile(profile: Buffer): boolean {
  return profile.includes('sRGB') || profile.includes(Buffer.from('\0s\0R\0G\0B', 'latin1'));
}
