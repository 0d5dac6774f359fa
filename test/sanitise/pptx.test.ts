import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect } from 'chai';
import sharp from 'sharp';
import type { Sanitised } from '../../src/sanitise/outcome.ts';
import { exifToolTags, findMarkers, mat2Show, useSanitiser } from './judges.ts';
import { dirtyPptx } from './office/dirty-pptx.ts';
import { shownText } from './office/office-programs.ts';
import { partsOf, textOf } from './office/read-parts.ts';

const run = promisify(execFile);

describe('cleaning a PowerPoint presentation', () => {
  const clean = useSanitiser();
  let dirty: Awaited<ReturnType<typeof dirtyPptx>>;
  let png: Buffer;
  let cleaned: { result: Sanitised; bytes: Buffer };
  before(async () => {
    const create = { width: 8, height: 8, channels: 3, background: '#a05010' } as const;
    png = await sharp({ create }).png().toBuffer();
    dirty = await dirtyPptx(png);
    cleaned = await clean(dirty.file);
  });

  it('leaves none of the words planted where a presentation hides things', () => {
    expect(cleaned.result).to.include({ clean: true, type: 'pptx' });
    expect(findMarkers(dirty.file, dirty.planted)).to.deep.equal(dirty.planted);
    expect(findMarkers(cleaned.bytes, dirty.planted)).to.deep.equal([]);
  });

  it('keeps what the slides show, for LibreOffice too', async () => {
    const text = await shownText(cleaned.bytes, 'pptx');
    for (const word of dirty.shown) expect(text).to.include(word);
  });

  it('keeps the speaker’s notes, which are text of the presentation', () => {
    expect(textOf(cleaned.bytes, 'ppt/notesSlides/notesSlide1.xml')).to.include(dirty.notes);
  });

  it('leaves the picture of an embedded object in its place', () => {
    const slide = textOf(cleaned.bytes, 'ppt/slides/slide1.xml');
    expect(slide.match(/<p:pic>/g)).to.have.lengthOf(3);
    expect(slide).not.to.match(/oleObj|AlternateContent/);
    expect([...partsOf(cleaned.bytes).keys()].join()).not.to.include('embeddings');
  });

  it('makes text of a date that follows the clock, and keeps the slide number', () => {
    const slide = textOf(cleaned.bytes, 'ppt/slides/slide1.xml');
    expect(slide).to.include('<a:r><a:rPr lang="en-GB"/><a:t>DateText</a:t></a:r>');
    expect(slide).to.include('type="slidenum"');
  });

  it('leaves nothing that mat2 or ExifTool would call metadata', async () => {
    expect(await mat2Show(cleaned.bytes, 'pptx')).to.deep.equal([]);
    const tags = Object.entries(await exifToolTags(cleaned.bytes, 'pptx'));
    const more = tags.filter(
      ([tag, value]) => !/^(File|ZIP):/.test(tag) && !/Archive::Zip/.test(value),
    );
    expect(more).to.deep.equal([]);
  });

  it('keeps a film that plays, cleaned by the rules of its type', async () => {
    const film = await run(
      'ffmpeg',
      [
        ...'-f lavfi -i testsrc=d=1:s=64x64:r=5 -c:v libx264 -pix_fmt yuv420p -metadata'.split(' '),
        'title=FilmMarker',
        ...'-movflags frag_keyframe+empty_moov -f mp4 -'.split(' '),
      ],
      { encoding: 'buffer', maxBuffer: 1 << 24 },
    );
    const { file } = await dirtyPptx(png, film.stdout);
    const { result, bytes } = await clean(file);
    expect(result).to.include({ clean: true });
    expect(findMarkers(bytes, ['FilmMarker'])).to.deep.equal([]);
    const links = textOf(bytes, 'ppt/slides/_rels/slide1.xml.rels');
    expect(links.match(/Target="\.\.\/media\/media1\.mp4"/g)).to.have.lengthOf(2);
    const slide = textOf(bytes, 'ppt/slides/slide1.xml');
    expect(slide)
      .to.match(/<a:videoFile r:link="rId\d+"\/>/)
      .and.match(/<p14:media r:embed="rId\d+"/);
  });

  it('changes nothing and finds nothing the second time', async () => {
    const { result, bytes } = await clean(cleaned.bytes);
    expect(result).to.deep.include({ clean: true, removed: [] });
    expect(bytes.equals(cleaned.bytes)).to.equal(true);
  });
});
