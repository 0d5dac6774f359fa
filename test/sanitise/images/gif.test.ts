import { expect } from 'chai';
import sharp from 'sharp';
import { bufferInput } from '../../../src/sanitise/input.ts';
import { verifyResult } from '../../../src/sanitise/verify-result.ts';
import { expectClean } from '../expect-clean.ts';
import { useSanitiser } from '../judges.ts';
import { picture, seenBy } from './pictures.ts';

const GROUPS = ['File', 'GIF', 'Composite'];

const subBlocks = (text: string) =>
  Buffer.concat([Buffer.from([text.length]), Buffer.from(text), Buffer.from([0])]);
const extension = (label: number, ...blocks: Buffer[]) =>
  Buffer.concat([Buffer.from([0x21, label]), ...blocks]);

/** Blocks behind the colour table, more behind the pictures, and something behind the end. */
function dirtied(picture: Buffer): Buffer {
  const gif = Buffer.from(picture);
  gif[12] = 49; // pixels are square
  const tableEnd = 13 + ((gif[10] ?? 0) & 0x80 ? 3 << (((gif[10] ?? 0) & 7) + 1) : 0);
  const application = (name: string, text: string) =>
    extension(0xff, Buffer.from([11]), Buffer.from(name), subBlocks(text));
  return Buffer.concat([
    gif.subarray(0, tableEnd),
    extension(0xfe, subBlocks('MARK-comment-g1')),
    application('XMP DataXMP', '<x xmp:CreatorTool="MARK-xmp-g1"/>'),
    application('ICCRGBG1012', 'MARK-icc-g1'),
    application('PRIVATE 1.0', 'MARK-app-g1'),
    gif.subarray(tableEnd, -1),
    extension(0xfe, subBlocks('MARK-late-g1')),
    extension(0x77, subBlocks('MARK-unknown-g1')),
    Buffer.from(';MARK-trailer-g1'),
  ]);
}

const MARKERS = 'comment xmp icc app late unknown trailer'
  .split(' ')
  .map((name) => `MARK-${name}-g1`);

async function animation(): Promise<Buffer> {
  const frames = [
    await picture(64, 48).png().toBuffer(),
    await picture(64, 48).negate().png().toBuffer(),
  ];
  return sharp(frames, { join: { animated: true } })
    .gif({ delay: [100, 200], loop: 3 })
    .toBuffer();
}

describe('a GIF picture', () => {
  const clean = useSanitiser();

  it('keeps its pixels bit by bit and nothing else', async () => {
    const dirty = dirtied(await picture().gif().toBuffer());
    const { bytes, removed } = await expectClean(clean, dirty, {
      markers: MARKERS,
      type: 'gif',
      groups: GROUPS,
    });
    expect(removed).to.deep.equal([
      { kind: 'software', count: 1 },
      { kind: 'comment', count: 2 },
      { kind: 'colourProfile', count: 1 },
      { kind: 'trailingData', count: 1 },
      { kind: 'other', count: 2 },
    ]);
    expect(await seenBy(bytes, 'gif')).to.deep.equal(await seenBy(dirty, 'gif'));
  });

  it('keeps an animation with its times and loops', async () => {
    const before = await animation();
    const { bytes } = await expectClean(clean, dirtied(before), {
      mat2: /^(TransparentColor|AnimationIterations|Duration|FrameCount):/,
      markers: MARKERS,
      type: 'gif',
      groups: GROUPS,
    });
    expect(await sharp(bytes, { animated: true }).metadata()).to.deep.include({
      pages: 2,
      delay: [100, 200],
      loop: 3,
    });
    const pixels = (gif: Buffer) => sharp(gif, { animated: true }).raw().toBuffer();
    expect(await pixels(bytes)).to.deep.equal(await pixels(before));
  });

  it('loses what hides behind the end of the compressed pixels', async () => {
    const gif = await picture(40, 30).gif().toBuffer();
    // The last sub-block of pixels ends before the closing zero and the trailer.
    const dirty = Buffer.concat([
      gif.subarray(0, -2),
      subBlocks('MARK-behind-g2'),
      Buffer.from(';'),
    ]);
    const { removed } = await expectClean(clean, dirty, {
      markers: ['MARK-behind-g2'],
      type: 'gif',
      groups: GROUPS,
    });
    expect(removed).to.deep.equal([{ kind: 'trailingData', count: 1 }]);
  });

  it('is the same when it is cleaned again', async () => {
    const first = await clean(dirtied(await animation()));
    const second = await clean(first.bytes);
    expect(second.result).to.deep.include({ clean: true, removed: [] });
    expect(second.bytes.equals(first.bytes)).to.equal(true);
  });

  it('is refused when it is cut', async () => {
    const gif = await picture().gif().toBuffer();
    expect((await clean(gif.subarray(0, -20))).result).to.include({
      clean: false,
      reason: 'damaged',
    });
  });

  it('does not pass the check with anything the cleaner would have removed', async () => {
    const gif = await picture().gif().toBuffer();
    for (const dirty of [dirtied(gif), Buffer.concat([gif, Buffer.from('x')])]) {
      const error = await verifyResult(bufferInput(dirty), 'gif').catch(
        (reason: unknown) => reason,
      );
      expect(error).to.have.property('reason', 'residue');
    }
  });
});
