/**
 * Makes the wholly transparent of decoded pixels black (see png-unseen.ts for why), and says whether they differed in colour.
 *
 * @param channels grey or red, green and blue; with 2 or 4 the last is the opacity
 */
export function blankUnseen(pixels: Buffer, channels: number, bits: 8 | 16): boolean {
  if (channels !== 2 && channels !== 4) return false;
  const samples =
    bits === 16 ? new Uint16Array(pixels.buffer, pixels.byteOffset, pixels.length >> 1) : pixels;
  const colours = channels - 1;
  let first = -1;
  let differs = false;
  for (let at = 0; at < samples.length; at += channels) {
    if (samples[at + colours] !== 0) continue;
    if (first === -1) first = at;
    else for (let i = 0; i < colours; i++) differs ||= samples[at + i] !== samples[first + i];
  }
  if (!differs) return false;
  for (let at = 0; at < samples.length; at += channels) {
    if (samples[at + colours] === 0) samples.fill(0, at, at + colours);
  }
  return true;
}
