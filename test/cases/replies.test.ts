import { createWriteStream } from 'node:fs';
import { mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { generateHybridIdentity, identityToRecipient } from 'age-encryption';
import { expect } from 'chai';
import { bringReply, ReplyRefused } from '../../src/cases/bring-reply.ts';
import { caseBundle } from '../../src/cases/bundle.ts';
import { findCase } from '../../src/cases/case-record.ts';
import { destroyCode } from '../../src/cases/converse.ts';
import { mailboxIdentity, openMailbox } from '../../src/cases/mailbox.ts';
import { readReplies } from '../../src/cases/replies.ts';
import { openBundle } from '../../src/offline/bundle-reader.ts';
import { makeReply, type ReplyDraft } from '../../src/offline/make-reply.ts';
import type { CaseFile } from '../../src/seal/case-bundle.ts';
import { REPLY_FILE, type ReplyFile, replyFileSchema } from '../../src/seal/reply-bundle.ts';
import { BundleError, openSealedZip } from '../../src/seal/sealed-zip.ts';
import { type CaseWorld, caseWorld } from '../support/case-tools.ts';
import { filesBelow } from '../support/unit.ts';

describe('a reply of the unit', () => {
  let world: CaseWorld;
  let work: string;
  let code: Uint8Array;
  let caseId: string;
  let made = 0;

  beforeEach(async () => {
    work = await mkdtemp(join(tmpdir(), 'sluse-replies-'));
    world = await caseWorld();
    world.setDay('2026-03-02');
    ({ code, caseId } = await world.report());
  });
  afterEach(async () => {
    await world.close();
    await rm(work, { recursive: true });
  });

  async function caseFile(): Promise<CaseFile> {
    const row = await world.tools.store.caseById(caseId);
    if (row === null) throw new Error('no case');
    const path = join(work, `bundle-${made}.zip`);
    await pipeline(await caseBundle(world.tools.store, row), createWriteStream(path));
    const bundle = await openBundle(path);
    bundle.close();
    return bundle.head;
  }

  async function draft(reply: Partial<ReplyDraft>, file?: CaseFile): Promise<string> {
    made += 1;
    const path = join(work, `reply-${made}.zip`);
    const whole = {
      kind: 'message',
      text: 'words',
      files: [],
      day: '2026-03-02',
      ...reply,
    } as const;
    await pipeline(await makeReply(file ?? (await caseFile()), whole), createWriteStream(path));
    return path;
  }

  async function bring(path: string, change: (head: ReplyFile) => ReplyFile = (head) => head) {
    const zip = await openSealedZip(path, REPLY_FILE, replyFileSchema);
    try {
      return await bringReply(world.tools, { file: change(zip.head), sealed: zip.sealed });
    } finally {
      zip.close();
    }
  }

  async function replies() {
    const mailbox = await openMailbox(world.tools, world.channel, code);
    if (mailbox === null) throw new Error('the mailbox does not open');
    const messages = await world.tools.store.messages(caseId);
    return readReplies(world.tools.store, messages, mailboxIdentity(mailbox));
  }
  const state = async () => (await findCase(world.tools, caseId))?.case;
  const refused = (attempt: Promise<unknown>) =>
    attempt.then(
      () => 'was taken',
      (error: Error) => {
        expect(error).to.satisfy(
          (thrown: Error) => thrown instanceof ReplyRefused || thrown instanceof BundleError,
        );
        return error.message;
      },
    );

  it('arrives with words, files and its kind', async () => {
    const file = join(work, 'letter.txt');
    await writeFile(file, 'a letter');
    await bring(await draft({ kind: 'question', text: 'Hvornår? 🦊', files: [file] }));
    const [reply] = await replies();
    expect(reply).to.deep.include({ kind: 'question', text: 'Hvornår? 🦊', day: '2026-03-02' });
    expect(reply).to.have.deep.property('files', [
      { number: 1, name: 'attachment-1.txt', bytes: 8 },
    ]);
  });

  it('is there once when it is brought twice', async () => {
    const path = await draft({});
    expect((await bring(path)).way).to.equal('brought');
    expect((await bring(path)).way).to.equal('again');
    expect(await replies()).to.have.length(1);
  });

  const kinds: [ReplyDraft['kind'], object, object][] = [
    ['acknowledgement', {}, { acknowledged: '2026-03-02', stage: 'received' }],
    ['scope-decision', { inScope: false }, { stage: 'assessment' }],
    ['feedback', {}, { stage: 'feedback-given', feedbackGiven: '2026-03-02' }],
    ['message', {}, { stage: 'received', acknowledged: null }],
    ['minutes', {}, { stage: 'received' }],
  ];
  for (const [kind, more, expected] of kinds) {
    it(`of kind ${kind} moves the case as it says`, async () => {
      await bring(await draft({ kind, ...more }));
      expect(await state()).to.deep.include(expected);
    });
  }

  it('of a kind that was there before is a message, and says so', async () => {
    await bring(await draft({ kind: 'acknowledgement' }));
    const again = await bring(await draft({ kind: 'acknowledgement' }));
    expect(again).to.include({ way: 'brought', recorded: false });
    expect(await replies()).to.have.length(2);
  });

  it('for a case that is not here is refused', async () => {
    const message = await refused(
      bring(await draft({}), (head) => ({ ...head, case: '0123456789abcdef' })),
    );
    expect(message).to.include('its case is not here');
  });

  it('that says it is for another reporter is refused', async () => {
    const other = await identityToRecipient(await generateHybridIdentity());
    const path = await draft({}, { ...(await caseFile()), replyRecipient: other });
    expect(await refused(bring(path))).to.match(/another key \([0-9a-f ]{39}\)/);
  });

  it('that was cut off is refused', async () => {
    const path = await draft({});
    await truncate(path, (await readFile(path)).length - 100);
    expect(await refused(bring(path))).to.include('cut off');
  });

  it('whose part is not what its list says, or not sealed, is refused and leaves no file', async () => {
    const files = (await filesBelow(`${world.data}/sealed`)).length;
    const path = await draft({});
    const wrong = (head: ReplyFile): ReplyFile => ({
      ...head,
      parts: head.parts.map((part) => ({ ...part, sha256: '0'.repeat(64) })),
    });
    expect(await refused(bring(path, wrong))).to.include('was cut off or changed');
    const plain = (head: ReplyFile): ReplyFile => ({
      ...head,
      parts: head.parts.map((part) => ({ ...part, file: REPLY_FILE })),
    });
    expect(await refused(bring(path, plain))).to.include('is not sealed');
    expect(await filesBelow(`${world.data}/sealed`)).to.have.length(files);
    expect(await replies()).to.deep.equal([]);
  });

  it('is refused when the reporter has destroyed the code', async () => {
    const path = await draft({});
    const mailbox = await openMailbox(world.tools, world.channel, code);
    if (mailbox === null) throw new Error('the mailbox does not open');
    await destroyCode(world.tools, mailbox);
    expect(await refused(bring(path))).to.include('can no longer be reached');
  });

  it('that the code cannot open is shown as such and noted for the unit', async () => {
    const recipient = (await caseFile()).replyRecipient as string;
    const other = await identityToRecipient(await generateHybridIdentity());
    const path = await draft({}, { ...(await caseFile()), replyRecipient: other });
    // A mistake no server can see: the list names the right key, the seal has another.
    await bring(path, (head) => ({ ...head, recipient }));
    expect(await replies()).to.have.deep.nested.property('[0].unreadable', true);
    const reply = (await world.tools.store.messages(caseId)).find(({ kind }) => kind === 'message');
    expect(reply?.unreadable).to.equal(1);
  });
});
