import { generateHybridIdentity, identityToRecipient } from 'age-encryption';
import { expect } from 'chai';
import { addFollowUp } from '../../src/cases/converse.ts';
import { openMailbox } from '../../src/cases/mailbox.ts';
import { type DeskWorld, deskWorld, type Member } from '../support/desk.ts';

describe('a case that some members are left out of', () => {
  let desk: DeskWorld;
  let handler: Member;
  let director: Member;
  let caseId: string;

  before(async () => {
    const key = async () => identityToRecipient(await generateHybridIdentity());
    const others = { id: 'law', name: { en: 'Law firm' }, languages: ['en'], timeZone: 'UTC' };
    desk = await deskWorld(
      {
        recipients: [
          { name: 'Anna', key: await key() },
          { name: 'Bent', role: 'director', key: await key() },
        ],
        leaveOut: { roles: [{ id: 'director', label: { en: 'Director' } }], instead: 'law' },
      },
      [{ ...others, recipients: [{ name: 'Carl', key: await key() }] }],
    );
    handler = await desk.member(['handler']);
    director = await desk.member(
      ['handler', 'administrator'],
      ['trial', 'law'],
      ['trial/director'],
    );
    ({ caseId } = await desk.world.report('words', { roles: ['director'], instead: false }));
  });
  after(() => desk.close());

  const at = (path = '') => `/en/case/${caseId}${path}`;

  it('says that somebody is left out, and not who', async () => {
    const page = await handler.get(at());
    expect(page.text).to.include('chose to leave some members of the unit out');
    expect(page.text).to.not.match(/director|Bent/i);
  });

  it('does not exist for them, wherever they look', async () => {
    const { caseId: open } = await desk.world.report();
    expect((await director.get('/en')).text)
      .to.include(open)
      .and.to.not.include(caseId);
    for (const path of ['', '/bundle', '/hand-over', '/recipients/other'])
      expect((await director.get(at(path))).status, path).to.equal(404);
    const form = await director.get(`/en/case/${open}`);
    expect((await director.browser.submit(form, '/link', { other: caseId })).text).to.include(
      'no such case',
    );
    await handler.browser.submit(await handler.get(at()), '/link', { other: open });
    expect((await director.get(`/en/case/${open}`)).text).to.not.include(caseId);
    const late = (await director.get('/en')).text;
    expect(late).to.include('1 due within a week');
    expect((await handler.get('/en')).text).to.include('2 due within a week');
  });

  it('stays closed to them when it goes to another channel of theirs', async () => {
    const form = await handler.get(at());
    const value = { kind: 'handed-over', channel: 'other', reason: 'competent-unit' };
    await handler.browser.submit(form, '/step', { step: JSON.stringify(value) });
    const both = await desk.member(['handler'], ['other'], ['trial/director']);
    expect((await both.get(at())).status).to.equal(404);
    const other = await desk.member(['handler'], ['other']);
    expect((await other.get(at())).status).to.equal(200);
  });

  it('goes to the other channel without a trace at the first one, and never back there', async () => {
    const { caseId: around } = await desk.world.report('x', { roles: [], instead: true });
    expect((await handler.get('/en')).text).to.not.include(around);
    expect((await handler.get(`/en/case/${around}`)).status).to.equal(404);
    const lawyer = await desk.member(['handler'], ['law']);
    const page = await lawyer.get(`/en/case/${around}`);
    expect(page.text).to.include('It was reported at Trial');
    const form = await lawyer.get(`/en/case/${around}/hand-over`);
    expect(form.html).to.include('recipients/other').and.to.not.include('recipients/trial');
  });

  it('rests without their names or roles, under hashes that the database alone does not explain', async () => {
    const row = await desk.world.tools.store.caseById(caseId);
    expect(row?.leftOut).to.have.length(1);
    expect(row?.leftOut[0]).to.match(/^[0-9A-F]{32}$/);
    const events = JSON.stringify(await desk.world.tools.store.history(caseId));
    expect(events).to.not.match(/director/);
  });

  it('takes nothing more when only the keys of those left out remain, and seals it to none of them', async () => {
    const { tools, channel } = desk.world;
    const { code } = await desk.world.report('words', { roles: ['director'], instead: false });
    const mailbox = await openMailbox(tools, channel, code);
    if (mailbox === null) throw new Error('no mailbox');
    const before = await tools.store.messages(mailbox.case.id);
    const all = tools.channels;
    const recipients = channel.recipients.filter(({ role }) => role === 'director');
    tools.channels = all.map((one) => (one.id === 'trial' ? { ...one, recipients } : one));
    const fields = { kind: 'follow-up' as const, language: 'en', originals: false };
    const sent = { fields, text: 'More.', contact: null, uploads: [] };
    const outcome = await addFollowUp(tools, mailbox, 'once', sent).catch((error: Error) => error);
    tools.channels = all;
    expect(outcome).to.have.property('name', 'NobodyLeft');
    expect(await tools.store.messages(mailbox.case.id)).to.deep.equal(before);
  });

  it('is tied to members by an administrator, who reads the roles on the page', async () => {
    const page = await director.get('/en/members');
    expect(page.text)
      .to.include('role that reporters can leave out')
      .and.to.include('Trial: Director');
  });

  it('has had no incident', () => {
    expect(desk.incidents).to.deep.equal([]);
  });
});
