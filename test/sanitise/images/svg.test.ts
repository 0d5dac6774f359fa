import { execFile } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { promisify } from 'node:util';
import { expect } from 'chai';
import sharp from 'sharp';
import { expectClean } from '../expect-clean.ts';
import { inTemporaryFile, useSanitiser } from '../judges.ts';

const run = promisify(execFile);
const EXPECTED = { type: 'png', groups: ['File', 'PNG', 'Composite'] } as const;

/** A drawing with everything around it that a drawing program and somebody curious would add. */
const drawing = (inside: string, attributes = '') =>
  Buffer.from(
    `<?xml version="1.0"?><!-- MARK-comment-s1 --><svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape" xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dc="http://purl.org/dc/elements/1.1/" width="400" height="200" ${attributes}>${inside}</svg>`,
  );
const NOTES =
  '<title>MARK-title-s1</title><metadata><rdf:RDF><dc:creator>MARK-creator-s1</dc:creator><dc:date>MARK-date-s1</dc:date></rdf:RDF></metadata><script>MARK-script-s1</script>';
const SCENE =
  '<rect width="400" height="200" fill="#fff"/><circle cx="50" cy="150" r="30" fill="#c00"/>';

describe('an SVG drawing', () => {
  const clean = useSanitiser();

  it('becomes a PNG that shows and says the same, and nothing of the rest', async () => {
    const dirty = drawing(
      `${NOTES}${SCENE}<text x="20" y="60" font-size="40" font-family="sans-serif">Invoice 12345</text>`,
      'inkscape:export-filename="/home/MARK-path-s1/x.png" onload="alert(1)"',
    );
    const markers = 'comment title creator date script path'
      .split(' ')
      .map((name) => `MARK-${name}-s1`);
    const { bytes, removed } = await expectClean(clean, dirty, { ...EXPECTED, markers });
    expect(removed).to.deep.equal([
      { kind: 'author', count: 1 },
      { kind: 'time', count: 1 },
      { kind: 'description', count: 1 },
      { kind: 'comment', count: 1 },
      { kind: 'activeContent', count: 2 },
      { kind: 'path', count: 1 },
    ]);
    const { stdout } = await inTemporaryFile(bytes, 'png', (path) => run('tesseract', [path, '-']));
    expect(stdout).to.contain('Invoice 12345');
    const { width = 1, height = 1 } = await sharp(bytes).metadata();
    const dot = {
      left: Math.round(width / 8) - 2,
      top: Math.round((height * 3) / 4) - 2,
      width: 4,
      height: 4,
    };
    const colour = await sharp(bytes).extract(dot).removeAlpha().resize(1, 1).raw().toBuffer();
    expect([...colour]).to.deep.equal([0xcc, 0, 0]);
  });

  it('calls nobody and reads no file while it is drawn', async () => {
    let calls = 0;
    const server = createServer((_request, response) => {
      calls++;
      response.end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const { bytes, removed } = await expectClean(
      clean,
      drawing(
        `${SCENE}<image xlink:href="http://127.0.0.1:${port}/x.png" width="9" height="9"/><image xlink:href="file:///etc/passwd" width="9" height="9"/><style>@import url("http://127.0.0.1:${port}/x.css");</style>`,
      ),
      { ...EXPECTED, markers: [] },
    );
    server.close();
    expect(calls).to.equal(0);
    expect(removed).to.deep.include({ kind: 'externalLink', count: 2 });
    expect(bytes.length).above(0);
  });

  it('with the entities of Illustrator is drawn', async () => {
    const dirty = Buffer.from(
      `<?xml version="1.0"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "x" [<!ENTITY ns_svg "http://www.w3.org/2000/svg">]><svg xmlns="&ns_svg;" width="40" height="20">${SCENE}</svg>`,
    );
    await expectClean(clean, dirty, { ...EXPECTED, markers: [] });
  });

  it('is refused when something in it would silently be missing', async () => {
    const web = drawing(
      '<foreignObject width="9" height="9"><p xmlns="http://www.w3.org/1999/xhtml">x</p></foreignObject>',
    );
    expect((await clean(web)).result).to.deep.equal({
      clean: false,
      type: 'svg',
      reason: 'unsupported',
    });
  });

  it('is refused when entities multiply or elements nest without end', async () => {
    const laughs = `<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;"><!ENTITY c "&b;&b;&b;">]><svg xmlns="http://www.w3.org/2000/svg"><text>&c;</text></svg>`;
    expect((await clean(Buffer.from(laughs))).result).to.include({
      clean: false,
      reason: 'damaged',
    });
    const deep = drawing(`${'<g>'.repeat(300_000)}${'</g>'.repeat(300_000)}`);
    expect((await clean(deep)).result).to.include({ clean: false, reason: 'tooComplex' });
  });
});
