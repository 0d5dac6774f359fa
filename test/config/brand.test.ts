import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import fc from 'fast-check';
import sharp from 'sharp';
import { BESIDE } from '../../src/config/brand-schema.ts';
import { contrast, ENOUGH, nearestPassing, weakest } from '../../src/config/contrast.ts';
import { loadStyle } from '../../src/web/style.ts';
import { pngChunks } from '../sanitise/images/png-craft.ts';
import { ROOT } from '../support/server.ts';
import { problemsIn, SAMPLE } from './sample.ts';

const branded = (brand: string) =>
  SAMPLE.replace('    languages:', `    brand: ${brand}\n    languages:`);

describe('contrast', () => {
  it('is what WCAG says', () => {
    expect(contrast('#000000', '#ffffff')).to.equal(21);
    expect(contrast('#ffffff', '#ffffff')).to.equal(1);
    // Of the two greys around the limit on white.
    expect(contrast('#767676', '#ffffff')).to.be.closeTo(4.54, 0.005);
    expect(contrast('#ffffff', '#777777')).to.be.closeTo(4.48, 0.005);
  });

  it('is reached by the nearest passing colour, and not by one that is a hundredth nearer', () => {
    const part = fc.integer({ min: 0, max: 255 });
    fc.assert(
      fc.property(
        part,
        part,
        part,
        fc.constantFrom('light' as const, 'dark' as const),
        (r, g, b, mode) => {
          const colour = `#${[r, g, b].map((value) => value.toString(16).padStart(2, '0')).join('')}`;
          const others = Object.values(BESIDE[mode]);
          const passing = nearestPassing(colour, others, mode === 'light' ? 0 : 255);
          expect(weakest(passing, others).ratio).to.be.at.least(ENOUGH);
          if (weakest(colour, others).ratio >= ENOUGH) expect(passing).to.equal(colour);
          // White and black themselves are as far as it can go.
          else expect(weakest(passing, others).ratio).to.be.below(5);
        },
      ),
    );
  });

  it('is measured against the colours that the style sheet has', () => {
    const { css } = loadStyle(join(ROOT, 'static/style.css'));
    const [light = '', dark = ''] = [...css.matchAll(/:root\{([^}]*)\}/g)].map((match) => match[1]);
    const value = (block: string, name: string) => {
      const found = new RegExp(`--${name}:(#[0-9a-f]+)`).exec(block)?.[1] ?? '';
      return found.length === 4 ? found.replace(/[0-9a-f]/g, '$&$&') : found;
    };
    for (const [mode, block] of [
      ['light', light],
      ['dark', dark],
    ] as const) {
      for (const [name, colour] of Object.entries(BESIDE[mode])) {
        expect(value(block, name), `${mode} ${name}`).to.equal(colour);
      }
    }
  });
});

describe('a brand', () => {
  it('is refused when its colour cannot be read, with the nearest that can', async () => {
    const pale = await problemsIn(branded('{ colour: "#4caf50" }'));
    expect(pale).to.deep.equal([
      'line 10, channels.town.brand.colour: has a contrast of 2.54:1 with #f2f5f8 (light mode), and 4.5:1 is needed (WCAG 2.2, 1.4.3): the nearest colour that can be read is "#377e3a".',
    ]);
    const suggested = /"(#[0-9a-f]{6})"/.exec(pale[0] ?? '')?.[1];
    expect(await problemsIn(branded(`{ colour: "${suggested}" }`))).to.deep.equal([]);
    const dark = await problemsIn(branded('{ colour: "#12466e", darkColour: "#12466e" }'));
    expect(dark.join()).to.match(/brand\.darkColour: has a contrast of 1\.\d\d:1 .*dark mode/);
    expect(await problemsIn(branded('{ darkColour: "#9cccf2" }'))).to.deep.equal([
      'line 10, channels.town.brand.darkColour: goes with a `colour` only.',
    ]);
    expect((await problemsIn(branded('{ colour: green }'))).join()).to.match(
      /must be a colour as "#12466e"/,
    );
  });

  describe('with a logo', () => {
    let dir: string;
    before(async () => {
      dir = await mkdtemp(join(tmpdir(), 'sluse-logo-'));
    });
    after(() => rm(dir, { recursive: true }));

    const drawn = (width: number, height: number) =>
      sharp({ create: { width, height, channels: 3, background: 'teal' } }).png();
    /** Without what sharp says of its resolution. */
    const bare = (png: Buffer) => {
      const kept = pngChunks(png).filter(({ type }) => /^(IHDR|PLTE|IDAT|IEND)$/.test(type));
      return Buffer.concat([png.subarray(0, 8), ...kept.map(({ whole }) => whole)]);
    };
    const picture = async (width: number, height: number) =>
      bare(await drawn(width, height).toBuffer());
    const withLogo = async (
      name: string,
      bytes: Uint8Array | null,
      alt = '{ da: Byen, en: Town }',
    ) => {
      const file = join(dir, name);
      if (bytes) await writeFile(file, bytes);
      return (await problemsIn(branded(`{ logo: { file: ${file}, alt: ${alt} } }`))).join();
    };

    it('takes a plain PNG', async () => {
      expect(await withLogo('good.png', await picture(200, 40))).to.equal('');
    });

    it('refuses what cannot stand in a page, each with its reason', async () => {
      const good = await picture(200, 40);
      expect(await withLogo('none.png', null)).to.match(
        /brand\.logo\.file: .*none\.png cannot be read \(ENOENT\)\.$/,
      );
      expect(
        await withLogo('a.svg', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>')),
      ).to.include('is no PNG (an SVG would not show');
      expect(await withLogo('cut.png', good.subarray(0, -20))).to.include('or is damaged');
      const told = await drawn(200, 40)
        .withExif({ IFD0: { Artist: 'qz-somebody' } })
        .toBuffer();
      expect(await withLogo('told.png', told)).to.match(/has more in it than a picture.*sanitise/);
      expect(await withLogo('wide.png', await picture(641, 10))).to.include(
        'is 641 × 10 pixels, and 640 × 128 is the most',
      );
      const noise = await sharp({
        create: {
          width: 90,
          height: 60,
          channels: 3,
          background: 'teal',
          noise: { type: 'gaussian', mean: 128, sigma: 60 },
        },
      })
        .png()
        .toBuffer();
      expect(await withLogo('heavy.png', noise)).to.match(/has \d+ bytes, and 6000 at most/);
      expect(await withLogo('good.png', good, '{ da: Byen }')).to.match(
        /brand\.logo\.alt: is missing in en/,
      );
    });
  });
});
