import { generateHybridIdentity, identityToRecipient } from 'age-encryption';
import { expect } from 'chai';
import { addFollowUp } from '../../src/cases/converse.ts';
import { mailboxIdentity, type OpenMailbox, openMailbox } from '../../src/cases/mailbox.ts';
import { readReplies } from '../../src/cases/replies.ts';
import { type DeskWorld, deskWorld, type Member } from '../support/desk.ts';
import type { Page } from '../support/reporter.ts';

describe('a report that came by telephone', () => {
  let desk: DeskWorld;
  let member: Member;
  let form: Page;

  const TYPED = { channel: 'trial', arrival: 'phone', text: 'Somebody called.' };

  before(async () => {
    const key = async () => identityToRecipient(await generateHybridIdentity());
    const law = { id: 'law', name: { en: 'Law firm' }, languages: ['en'] };
    desk = await deskWorld(
      {
        recipients: [
          { name: 'Anna', key: await key() },
          { name: 'Bent', role: 'director', key: await key() },
        ],
        leaveOut: { roles: [{ id: 'director', label: { en: 'Director' } }], instead: 'law' },
      },
      [{ ...law, recipients: [{ name: 'Carl', key: await key() }] }],
    );
    member = await desk.member(['handler']);
  });
  beforeEach(async () => {
    form = await member.get('/en/register');
  });
  after(() => desk.close());

  const register = (fields: Record<string, string> = {}, page = form) =>
    member.browser.submit(page, '/register', { ...TYPED, ...fields });
  const codeOf = (page: Page) => /class="digits">([\d ]+)</.exec(page.html)?.[1] ?? '';
  const caseIn = (page: Page) => /\/en\/case\/([0-9a-f]{16})/.exec(page.html)?.[1] ?? '';
  async function mailboxOf(page: Page): Promise<OpenMailbox> {
    const code = Buffer.from(codeOf(page).replaceAll(' ', ''));
    const mailbox = await openMailbox(desk.world.tools, desk.world.channel, code);
    if (mailbox === null) throw new Error('no mailbox');
    return mailbox;
  }

  it('gives its reporter a code, and minutes to approve, which the desk then sees as something new', async () => {
    const done = await register({ minutes: 'You said so.' });
    const mailbox = await mailboxOf(done);
    const { store } = desk.world.tools;
    const messages = await store.messages(mailbox.case.id);
    const [minutes] = await readReplies(store, messages, mailboxIdentity(mailbox));
    expect(minutes).to.include({ kind: 'minutes', text: 'You said so.' });
    await member.get(`/en/case/${mailbox.case.id}`);
    const about = 'minutes-approved' as const;
    const fields = { kind: 'follow-up' as const, language: 'en', originals: false, about };
    const answer = { ...fields, answers: minutes?.id as string };
    const sent = { fields: answer, text: '', contact: null, uploads: [] };
    await addFollowUp(desk.world.tools, mailbox, 'once', sent);
    expect((await member.get('/en')).text).to.include('New');
    const page = await member.get(`/en/case/${mailbox.case.id}`);
    expect(page.text).to.include('telephone').and.to.include('Message from the reporter');
  });

  it('is one case and one code when the form is sent twice', async () => {
    const [first, second] = [await register(), await register()];
    expect(codeOf(second)).to.equal(codeOf(first)).and.to.match(/\d{4}/);
    expect(caseIn(second)).to.equal(caseIn(first));
    const changed = await register({ text: 'Other words.' });
    expect(changed.status).to.equal(409);
    expect(changed.text)
      .to.include('registered with this form already')
      .and.to.include('Other words.');
    const anew = await register({ text: 'Other words.' }, changed);
    expect(caseIn(anew)).to.not.equal(caseIn(first));
  });

  it('is not lost when the form is too old, the server is busy, or nobody is logged in any more', async () => {
    const stale = await register({ _csrf: 'old' });
    expect(stale.status).to.equal(403);
    expect(stale.text).to.include('too old').and.to.include('Somebody called.');
    expect((await register({}, stale)).text).to.include('The report is registered');
    const now = desk.now().toISOString();
    desk.wait(2 * 86_400);
    expect((await register()).text)
      .to.include('too old')
      .and.to.include('Somebody called.');
    desk.setNow(now);
    await member.browser.submit(await member.get('/en'), '/logout');
    const long = { minutes: 'Long minutes.', arrival: 'letter', leave: 'trial/director' };
    const out = await register(long);
    expect(out.status).to.equal(403);
    expect(out.text).to.include('nothing was registered');
    expect((await member.get('/en/register')).text).to.include('You were logged out');
    const typed = { text: TYPED.text, minutes: long.minutes };
    const wrong = await member.browser.submit(out, '/login', { ...typed, name: member.name });
    const { name, passphrase } = member;
    const right = { ...typed, name, passphrase, second: member.password() };
    expect(wrong.status).to.equal(422);
    // Somebody logged in in another window meanwhile: another cookie.
    member.browser.forgetCookie();
    const elsewhere = await member.browser.submit(wrong, '/login', { ...right, passphrase: 'x' });
    expect(elsewhere.status).to.equal(403);
    const back = await member.browser.submit(elsewhere, '/login', right);
    for (const page of [out, wrong, elsewhere, back])
      expect(page.text).to.include('Somebody called.').and.to.include('Long minutes.');
    expect(back.html)
      .to.match(/value="letter" selected/)
      .and.to.match(/director" checked/);
    expect(back.text).to.include('not registered yet');
    expect((await register(long, back)).text).to.include('The report is registered');
  });

  it('leaves out whom its reporter wants left out', async () => {
    const done = await register({ leave: 'trial/director' });
    const row = await desk.world.tools.store.caseById(caseIn(done));
    expect(row?.leftOut).to.have.length(1);
    const elsewhere = await register({ leave: 'other/director' }, await member.get('/en/register'));
    expect([elsewhere.status, elsewhere.text.includes('another channel')]).to.deep.equal([
      422,
      true,
    ]);
    const director = await desk.member(['handler'], ['trial'], ['trial/director']);
    expect((await director.get(`/en/case/${caseIn(done)}`)).status).to.equal(404);
  });

  it('goes to the other channel when its reporter wants nobody of this one, and its code opens the mailbox here', async () => {
    expect(form.text).to.include('Send it to Law firm instead. Nobody at Trial gets it.');
    const done = await register({ leave: 'trial/*', minutes: 'You said so.' });
    expect(done.text).to.include('You do not find this case on the desk');
    expect(caseIn(done)).to.equal('');
    const mailbox = await mailboxOf(done);
    expect(mailbox.case).to.include({ channel: 'law', entrance: 'trial' });
    const messages = await desk.world.tools.store.messages(mailbox.case.id);
    expect(messages.map(({ kind }) => kind)).to.have.members(['report', 'receipt', 'minutes']);
    expect((await member.get(`/en/case/${mailbox.case.id}`)).status).to.equal(404);
    const lawyer = await desk.member(['handler'], ['law']);
    expect((await lawyer.get(`/en/case/${mailbox.case.id}`)).status).to.equal(200);
  });

  it('has had no incident', () => {
    expect(desk.incidents).to.deep.equal([]);
  });
});
