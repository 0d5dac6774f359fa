import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import fc from 'fast-check';
import type { Browser } from 'playwright-core';
import sharp from 'sharp';
import { launchChromium } from '../support/chromium.ts';
import { exifToolTags, findMarkers, inTemporaryFile, useSanitiser } from './judges.ts';
import { cleanHere, verifyHere } from './media/clean-here.ts';

const MARKERS =
  'mkQcomment mkQdata mkQtitle mkQgenerator mkQauthor mkQlink mkQcss mkQimport mkQclass mkQcontent mkQscript mkQonload mkQid ' +
  'mkQtooltip mkQhidden1 mkQhidden2 mkQhidden3 mkQhidden4 mkQping mkQjs mkQpath mkQbeacon mkQalt mkQpng mkQlist mkQform ' +
  'mkQinput mkQname mkQpassword mkQsvg mkQtemplate mkQnoscript mkQframe mkQoffice mkQobject mkQzero mkQtail mkQbackground ' +
  'mkQuser mkQsecret mkQsubject mkQradio mkQcheck mkQtex';

/** A page with something hidden in every place, and everything that a browser would fetch from `home`. */
async function dirtyPage(home: string): Promise<string> {
  const picture = await sharp({
    create: { width: 6, height: 4, channels: 3, background: '#20a040' },
  })
    .withExif({ IFD0: { Artist: 'mkQpng' } })
    .png()
    .toBuffer();
  return `<!DOCTYPE html><!-- mkQcomment --><html lang="da" data-x="mkQdata"><head><title>mkQtitle</title>
<meta name="generator" content="mkQgenerator"><meta name=author content='mkQauthor'><meta charset=utf-8>
<link rel=stylesheet href="${home}/mkQlink.css"><style>/* mkQcss */ @import url(${home}/mkQimport);
body{font-family:Arial,"Times New Roman";background:url(${home}/mkQbackground)} .mkQclass,p > .b{color:#ff0000}
.gone{display:none} .red{color:red} @media print{.red{color:black}} .x::before{content:"mkQcontent"}</style>
<script>var x="mkQscript"; fetch("${home}/script")</script></head>
<body onload="'mkQonload'" bgcolor=white><h1 class="red mkQclass" id=mkQid title="mkQtooltip">Overskrift &aelig;&oslash;å</h1>
<p>Synlig <b>tekst</b>, 1 &lt; 2 &amp; <i>3</i><span style="display:none">mkQhidden1</span><span hidden>mkQhidden2</span>
<span class=gone>mkQhidden3 <b>x</b></span><span style="visibility: hidden">mkQhidden4</span><b style="font-size:0">mkQzero</b></p>
<p><a href="https://example.org/a?b=1&c=2" ping="${home}/mkQping">et link</a> <a href="javascript:mkQjs()">kode</a>
<a href="https://mkQuser:mkQsecret@example.org/">tredje</a> <a href="mailto:a@example.org?subject=mkQsubject">fjerde</a>
<input type=radio value=mkQradio><input type="CheckBox " value="mkQcheck"><math><mn>2</mn><annotation>mkQtex</annotation></math>
<a href="#mkQid">op</a> <a href="C:\\Users\\mkQpath\\x.html">fil</a></p>
<img src="${home}/mkQbeacon.gif" alt="mkQalt"><img src="data:image/png;base64,${picture.toString('base64')}">
<ul><li>en<li hidden>mkQlist<li>to</ul><form action="${home}/mkQform"><input type=hidden value="mkQinput">
<input value="udfyldt" name=mkQname><input type=password value=mkQpassword><textarea>i <b> felt</textarea></form>
<table border=1><tr><td>a<td>b<tr><td colspan=2>c</table>
<svg><desc>mkQsvg</desc></svg><template>mkQtemplate</template><noscript>mkQnoscript</noscript>
<iframe src="${home}/frame">mkQframe</iframe><object data="${home}/object">mkQobject</object>
<!--[if gte mso 9]><xml>mkQoffice</xml><![endif]--><my-element>ukendt element</my-element></body></html><!-- mkQtail -->`;
}

describe('cleaning a page', () => {
  const clean = useSanitiser();
  let browser: Browser;
  let server: Server;
  let home: string;
  let fetched: string[];
  let dirty: string;
  let cleaned: string;
  before(async () => {
    fetched = [];
    server = createServer((request, response) => {
      fetched.push(request.url ?? '');
      response.end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    home = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    browser = await launchChromium();
    dirty = await dirtyPage(home);
    const { result, bytes } = await clean(Buffer.from(dirty));
    expect(result).to.include({ clean: true, type: 'html' });
    cleaned = bytes.toString('utf8');
  });
  after(async () => {
    await browser.close();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  /** What a browser shows of a file on disk, and what it asks the network for meanwhile. */
  async function open(
    html: string,
  ): Promise<{ text: string; pictures: number; fetched: string[] }> {
    fetched.length = 0;
    return inTemporaryFile(Buffer.from(html), 'html', async (path) => {
      const page = await browser.newPage();
      await page.goto(`file://${path}`, { waitUntil: 'load' });
      const text = await page.innerText('body');
      const pictures = await page.evaluate<number>(
        '[...document.images].filter((image) => image.naturalWidth === 6).length',
      );
      await page.close();
      return { text: text.replace(/\s+/g, ' ').trim(), pictures, fetched: [...fetched] };
    });
  }

  it('leaves none of the words planted where a page hides things', () => {
    const markers = MARKERS.split(' ');
    expect(findMarkers(Buffer.from(dirty), markers)).to.deep.equal(markers);
    expect(findMarkers(Buffer.from(cleaned), markers)).to.deep.equal([]);
    expect(cleaned).to.not.include(home);
  });

  it('shows the same in a browser and fetches nothing', async () => {
    const before = await open(dirty);
    const after = await open(cleaned);
    expect(before.fetched).to.include.members([
      '/script',
      '/mkQbeacon.gif',
      '/mkQlink.css',
      '/frame',
    ]);
    expect(after.fetched).to.deep.equal([]);
    expect(before.text).to.include('Overskrift æøå').and.include('ukendt element');
    // Letters of no height count as shown for the browser; nobody sees them.
    expect(after.text).to.equal(before.text.replace('mkQzero ', ''));
    expect(after.pictures).to.equal(1);
  });

  it('keeps links to the web and inside the page, looks, tables and what was filled in', () => {
    expect(cleaned).to.include('href="https://example.org/a?b=1&amp;c=2"');
    expect(cleaned).to.match(
      /<h1 class="(c\d+) c\d+" id="(i\d+)">[\s\S]*href="#\2"[\s\S]*<\/html>/,
    );
    expect(cleaned)
      .to.match(/\.c\d+\{color:red\}/)
      .and.to.include('value="udfyldt"');
    expect(cleaned).to.include('<textarea>i &lt;b&gt; felt</textarea>').and.to.include('lang="da"');
  });

  it('leaves nothing that ExifTool would list', async () => {
    const tags = Object.keys(await exifToolTags(Buffer.from(cleaned), 'html'));
    expect(tags.filter((tag) => !tag.startsWith('File:'))).to.deep.equal([]);
  });

  it('changes nothing and finds nothing the second time', async () => {
    const { result, bytes } = await clean(Buffer.from(cleaned));
    expect(result).to.deep.include({ clean: true, removed: [] });
    expect(bytes.toString('utf8')).to.equal(cleaned);
  });

  it('reads a page in the encoding it names', async () => {
    const russian = Buffer.concat([
      Buffer.from('<meta charset="windows-1251"><p>'),
      Buffer.from([0xcf, 0xf0, 0xe8, 0xe2, 0xe5, 0xf2]),
    ]);
    const { bytes } = await cleanHere(russian, 'html');
    expect(bytes.toString('utf8')).to.include('<p>Привет');
  });

  it('writes only what its own check accepts, whatever it is given', async () => {
    const piece = fc.constantFrom(
      ...'<p |<div hidden>|<span style="color:red;display:none">|</|>|<!--|-->|<![CDATA[|]]>|<script>|</script|<style>|</style>|.a{b:c}|<svg>|<math>|</svg>|<textarea>|<img src="data:image/png;base64,|" onclick=|\'|"|=|&lt;|&#60;|&amp;lt;|&nbsp|<a href=javascript:x>|<a href=http://x>|<table>|<td>|<li>|<title>|<plaintext>|<template>|</template>|<x-y z=1>|\0|\u200b|æ|/|{|}|url(x)|@media print{|<!doctype html>'.split(
        '|',
      ),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof(piece, fc.string({ maxLength: 4 })), { maxLength: 30 }),
        async (parts) => {
          const { bytes } = await cleanHere(Buffer.from(`<html>${parts.join('')}`), 'html');
          expect((await cleanHere(bytes, 'html')).bytes.equals(bytes)).to.equal(true);
        },
      ),
      { numRuns: 400 },
    );
  });

  const refused: [string, string][] = [
    ['a script', '<script>1</script>'],
    ['a handler', '<p onclick="1">x</p>'],
    ['a picture from elsewhere', '<img src="http://x/y.png">'],
    ['a comment', '<!-- x -->'],
    ['a class of its own', '<p class="mine">x</p>'],
    ['a style that fetches', '<p style="background:url(x)">x</p>'],
    ['a hidden field', '<input type="hidden" value="x">'],
    ['a link that runs', '<a href="javascript:x">x</a>'],
  ];
  for (const [what, html] of refused) {
    it(`is checked by a parse of its own, which finds ${what}`, async () => {
      const page = (body: string) =>
        Buffer.from(
          `<html>\n<head>\n<meta charset="utf-8">\n</head>\n<body>${body}\n</body>\n</html>\n`,
        );
      await verifyHere(page('<p>x</p>'), 'html');
      const reason = await verifyHere(page(html), 'html').then(
        () => 'clean',
        (error) => error.reason,
      );
      expect(reason).to.equal('residue');
    });
  }
});
