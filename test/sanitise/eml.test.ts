import { expect } from 'chai';
import sharp from 'sharp';
import { findMarkers, useSanitiser } from './judges.ts';
import { planter } from './office/dirty-zip.ts';

const SQUARE = { width: 16, height: 16, channels: 3, background: '#3060a0' } as const;

function message(lines: readonly string[]): Buffer {
  return Buffer.from(lines.join('\r\n'));
}

/** The decoded bodies of a message of ours, one after the other. */
function bodies(bytes: Buffer): string[] {
  const parts = bytes
    .toString('latin1')
    .split(/Content-Transfer-Encoding: base64\r\n\r\n/)
    .slice(1);
  return parts.map((part) => Buffer.from(part.split('\r\n--')[0] ?? '', 'base64').toString('utf8'));
}

describe('cleaning a mail message', () => {
  const clean = useSanitiser();

  async function dirty() {
    const { plant: p, planted } = planter();
    const photo = await sharp({ create: SQUARE })
      .withExif({ IFD0: { Artist: p('artist') } })
      .jpeg()
      .toBuffer();
    const base64 = (photo.toString('base64').match(/.{1,76}/g) ?? []).join('\r\n');
    const file = message([
      `Return-Path: <${p('returnPath')}@example.org>`,
      `Delivered-To: ${p('deliveredTo')}@example.org`,
      `Received: from ${p('received')} (10.1.2.3) by mx.example.org; Mon, 1 Feb 2021 10:00:00 +0100`,
      `Message-ID: <${p('messageId')}@example.org>`,
      `X-Originating-IP: [${p('originatingIp')}]`,
      `User-Agent: ${p('userAgent')}`,
      `X-Unheard-Of: ${p('unknown')}`,
      `Bcc: ${p('bcc')}@example.org`,
      `From: "Boss, The" <boss@example.org> (${p('addressComment')})`,
      'To: =?iso-8859-1?Q?J=F8rgen?= =?iso-8859-1?Q?_=C5s?= <jorgen@example.org>,',
      ' other@example.org',
      'Subject: =?utf-8?B?SGVtbWVsaWd0IPCfkqk=?=',
      'Date: Mon, 1 Feb 2021 10:00:00 +0100',
      'MIME-Version: 1.0',
      `Content-Type: multipart/mixed; boundary="${p('boundary')}"`,
      '',
      `${p('preamble')}`,
      `--${planted[10]}`,
      `Content-Type: multipart/alternative; boundary=inner`,
      '',
      '--inner',
      'Content-Type: text/plain; charset=iso-8859-1',
      'Content-Transfer-Encoding: quoted-printable',
      '',
      'Text of the l=E6tter, a long lin=',
      'e',
      '--inner',
      `Content-Type: text/html; charset=utf-8`,
      `Content-ID: <${p('contentId')}>`,
      '',
      `<html><head><meta name="author" content="${p('pageAuthor')}"></head><body><p>Page of the letter</p><img src="https://${p('beacon')}.example/p.gif"></body></html>`,
      '--inner',
      'Content-Type: text/calendar',
      '',
      `BEGIN:VCALENDAR ${p('calendar')}`,
      '--inner--',
      `--${planted[10]}`,
      `Content-Type: image/jpeg; name="${p('attachmentName')}.jpg"`,
      'Content-Transfer-Encoding: base64',
      `Content-Disposition: attachment; filename="${p('fileName')}.jpg"`,
      '',
      base64,
      `--${planted[10]}`,
      'Content-Type: message/rfc822',
      '',
      `Received: from ${p('innerReceived')}`,
      'From: inner@example.org',
      'To: boss@example.org',
      'Subject: inner',
      'Content-Type: multipart/mixed; boundary=x',
      '',
      '--x',
      '',
      'Inner text',
      '--x',
      'Content-Type: text/plain',
      'Content-Disposition: attachment',
      '',
      'Attached text',
      '--x--',
      `--${planted[10]}--`,
      `${p('epilogue')}`,
    ]);
    return { file, planted };
  }

  it('leaves none of the words planted where a message hides things', async () => {
    const { file, planted } = await dirty();
    expect(planted[10]).to.include('boundary');
    expect(findMarkers(file, planted)).to.deep.equal(planted);
    const { result, bytes } = await clean(file);
    expect(result).to.include({ clean: true, type: 'eml' });
    expect(findMarkers(bytes, planted)).to.deep.equal([]);
    if (!result.clean) return;
    const kinds = result.removed.map(({ kind }) => kind);
    expect(kinds).to.include.members([
      'author',
      'path',
      'identifier',
      'software',
      'fileName',
      'externalLink',
    ]);
  });

  it('keeps what a mail program shows', async () => {
    const { bytes } = await clean((await dirty()).file);
    const [header = ''] = bytes.toString('latin1').split('\r\n\r\n');
    expect(header.split('\r\n')).to.deep.equal([
      'From: "Boss, The" <boss@example.org>',
      `To: =?UTF-8?B?${Buffer.from('Jørgen Ås').toString('base64')}?= <jorgen@example.org>,`,
      ' other@example.org',
      `Subject: =?UTF-8?B?${Buffer.from('Hemmeligt 💩').toString('base64')}?=`,
      'Date: Mon, 1 Feb 2021 10:00:00 +0100',
      'MIME-Version: 1.0',
      'Content-Type: multipart/mixed; boundary="=_1_1"',
    ]);
    const texts = bodies(bytes);
    expect(texts[0]).to.equal('Text of the lætter, a long line');
    expect(texts[1]).to.include('Page of the letter').and.not.to.include('<img');
    expect(texts.slice(-2)).to.deep.equal(['Inner text', 'Attached text']);
    expect(bytes.toString('latin1')).to.include('filename="attachment-1.jpg"');
  });

  it('changes nothing and finds nothing the second time', async () => {
    const first = await clean((await dirty()).file);
    const { result, bytes } = await clean(first.bytes);
    expect(result).to.deep.include({ clean: true, removed: [] });
    expect(bytes.toString()).to.equal(first.bytes.toString());
  });

  it('finds the header behind a mark and blank lines', async () => {
    const file = message([
      '\xef\xbb\xbf',
      '',
      'Received: from mkQhost',
      'From: a@example.org',
      'To: b@example.org',
      '',
      'Text',
    ]);
    const { result, bytes } = await clean(Buffer.from(file.toString(), 'latin1'));
    expect(result).to.deep.include({
      clean: true,
      type: 'eml',
      removed: [{ kind: 'path', count: 1 }],
    });
    expect(bytes.toString('latin1'))
      .to.match(/^From: a@example.org\r\nTo: b@example.org\r\n/)
      .and.not.include('mkQ');
    expect(bodies(bytes)).to.deep.equal(['Text']);
  });

  it('refuses a file of several messages, of which it would clean the first', async () => {
    const one = [
      'From a@example.org Mon Feb  1 10:00:00 2021',
      'From: a@example.org',
      'To: b@example.org',
      'Subject: x',
      '',
      'Text',
      '',
    ];
    expect((await clean(message(one))).result).to.include({ clean: true });
    expect((await clean(message([...one, ...one]))).result).to.deep.include({
      clean: false,
      reason: 'unsupported',
    });
  });

  it('leaves out what programs hang on a letter, and tells it', async () => {
    const file = message([
      'From: a@example.org',
      'To: b@example.org',
      'Content-Type: multipart/mixed; boundary=x',
      '',
      '--x',
      '',
      'Text',
      '--x',
      'Content-Type: text/x-vcard; name=mkQcard.vcf',
      'Content-Disposition: attachment',
      '',
      'BEGIN:VCARD',
      'REV:mkQrev',
      'END:VCARD',
      '--x',
      'Content-Type: message/delivery-status',
      '',
      'Reporting-MTA: dns; mkQserver',
      '--x--',
    ]);
    const { result, bytes } = await clean(file);
    expect(result).to.deep.include({ clean: true, removed: [{ kind: 'embeddedFile', count: 2 }] });
    expect(findMarkers(bytes, ['mkQcard', 'mkQrev', 'mkQserver'])).to.deep.equal([]);
    expect(bodies(bytes)).to.deep.equal(['Text']);
  });

  for (const [what, type, reason] of [
    ['signed', 'multipart/signed; protocol="application/pkcs7-signature"; boundary=x', 'signed'],
    ['encrypted', 'application/pkcs7-mime; smime-type=enveloped-data', 'encrypted'],
    ['encrypted with PGP', 'multipart/encrypted; boundary=x', 'encrypted'],
  ] as const) {
    it(`refuses a message that is ${what}`, async () => {
      const file = message([
        'From: a@example.org',
        'To: b@example.org',
        `Content-Type: ${type}`,
        '',
        '--x',
        '',
        'text',
        '--x--',
      ]);
      const { result } = await clean(file);
      expect(result).to.deep.equal({ clean: false, type: 'eml', reason });
    });
  }

  it('refuses a message with an attachment that cannot be cleaned', async () => {
    const file = message([
      'From: a@example.org',
      'To: b@example.org',
      'Content-Type: application/ms-tnef',
      'Content-Transfer-Encoding: base64',
      '',
      Buffer.from([0x78, 0x9f, 0x3e, 0x22, 0, 1, 2, 3]).toString('base64'),
    ]);
    expect((await clean(file)).result).to.deep.equal({
      clean: false,
      type: 'eml',
      reason: 'unsupported',
    });
  });
});
