import { buffer } from 'node:stream/consumers';
import { expect } from 'chai';
import { newIdentity } from '../../src/offline/identities.ts';
import { nodeTools } from '../../src/offline/node-tools.ts';
import { entryOf, openPart, readAll } from '../../src/offline/open-part.ts';
import { PartError } from '../../src/offline/part-error.ts';
import { readMessage } from '../../src/offline/read-message.ts';
import { openBundleFile } from '../../src/offline/reader/zip-in.ts';
import { reseal } from '../../src/offline/reseal.ts';
import { fingerprint } from '../../src/seal/recipients.ts';
import { madeCase } from './made-case.ts';

const readingOf = async (bundle: Buffer, secret: string) => ({
  tools: nodeTools,
  source: await openBundleFile(new Blob([new Uint8Array(bundle)])),
  identities: [secret],
});

describe('a case that is handed over', () => {
  const made = [
    { text: 'One story.', files: [Buffer.from('abc')], name: 'Inger Marie' },
    { text: 'More of it.', files: [Buffer.from('def'), Buffer.alloc(70_000, 7)] },
  ];
  const skeleton = (bundle: Awaited<ReturnType<typeof readingOf>>) => {
    const { sealedTo: _, ...head } = bundle.source.head;
    return {
      ...head,
      messages: head.messages.map(({ parts, ...message }) => ({
        ...message,
        parts: parts.map(({ name, file, bytes }) => ({ name, file, bytes })),
      })),
    };
  };

  for (const withContact of [true, false]) {
    it(`has every message and part in its place, ${withContact ? 'with' : 'without'} contact data`, async () => {
      const first = await newIdentity('x25519');
      const next = await newIdentity('x25519');
      const before = await readingOf(await madeCase([first.recipient], made), first.secret);
      const after = await readingOf(
        await buffer(reseal(before, [next.recipient], withContact)),
        next.secret,
      );
      expect(skeleton(after)).to.deep.equal(skeleton(before));
      expect(after.source.head.sealedTo).to.deep.equal([fingerprint(next.recipient)]);

      const [report] = after.source.head.messages;
      const { message, problems } = await readMessage(after, report as never, true);
      expect(problems).to.deep.equal([]);
      const left = { name: '', email: '', phone: '', other: '' };
      expect(message.contact).to.deep.equal({
        format: 'sluse-1',
        ...left,
        ...(withContact ? { name: 'Inger Marie' } : { leftOut: true }),
      });
      // The manifest is true of what is there.
      const part = report?.parts.find(({ name }) => name === 'contact.json');
      const opened = await readAll(openPart(after, part as never));
      const entry = entryOf(message.manifest, 'contact.json');
      const hash = nodeTools.sha256();
      hash.update(opened.subarray(0, entry?.bytes));
      expect(hash.digest('hex')).to.equal(entry?.sha256);
    });
  }

  it('is not made when a part of it is damaged, and the part is named', async () => {
    const { recipient, secret } = await newIdentity('x25519');
    const bundle = await madeCase([recipient], made);
    const at = bundle.lastIndexOf('age-encryption.org/v1') + 300;
    bundle[at] = 255 - (bundle[at] as number);
    const error = await buffer(reseal(await readingOf(bundle, secret), [recipient], true)).catch(
      (caught: unknown) => caught,
    );
    expect(error).to.be.instanceOf(PartError);
    expect(error).to.include({
      part: '002-follow-up/manifest.json',
      problem: 'damaged-on-the-way',
    });
  });
});
