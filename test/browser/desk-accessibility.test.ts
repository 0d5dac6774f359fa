import { generateHybridIdentity, identityToRecipient } from 'age-encryption';
import { expect } from 'chai';
import type { Browser, Page } from 'playwright-core';
import { noteRecipients } from '../../src/cases/recipient-changes.ts';
import { overflows, violations } from '../support/axe.ts';
import { launchChromium } from '../support/chromium.ts';
import { type DeskWorld, deskWorld, type Member } from '../support/desk.ts';

describe('the pages of the desk', function () {
  this.timeout(180_000);
  let desk: DeskWorld;
  let browser: Browser;
  let member: Member;
  const seen: string[] = [];
  const bad: string[] = [];

  before(async () => {
    const key = async () => identityToRecipient(await generateHybridIdentity());
    const words = (da: string) => ({ da, en: da });
    const channel = {
      name: words('Nordby Kommune'),
      languages: ['da', 'en'],
      profile: 'dk-internal',
      categories: [{ id: 'money', label: words('Penge, bestikkelse, svindel') }],
      recipients: [
        { name: 'Jurist 1', key: await key() },
        { name: 'Chefen', role: 'chef', key: await key() },
      ],
      leaveOut: { roles: [{ id: 'chef', label: words('Den juridiske chef') }], instead: 'law' },
      handOver: { keeps: 'dates' },
    };
    const law = { id: 'law', name: words('Advokatfirmaet Holm & Lund'), languages: ['da', 'en'] };
    desk = await deskWorld(channel, [{ ...law, recipients: [{ name: 'Holm', key: await key() }] }]);
    member = await desk.member(['handler', 'administrator']);
    browser = await launchChromium();
  });
  after(async () => {
    await browser?.close();
    await desk?.close();
  });

  it('have nothing that axe objects to, and need no sideways scrolling, by light and dark, with everything folded out', async () => {
    const { world } = desk;
    const { store } = world.tools;
    const page = await (await browser.newContext()).newPage();
    const [name = '', value = ''] = member.browser.cookie().split('=');
    await page.context().addCookies([{ name, value, url: desk.url }]);

    desk.setNow('2026-01-01T12:00:00Z');
    const late = (await world.report()).caseId;
    const leftOut = (await world.report('x', { roles: ['chef'], instead: false })).caseId;
    const followed = (await world.report()).caseId;
    desk.setNow('2026-01-08T10:00:00Z');
    await world.report();
    await noteRecipients(store, desk.ledger, desk.channels, '2026-01-01');
    const changed = [
      {
        id: 'trial',
        recipients: [{ name: 'Ny nøgle', key: desk.channels[2]?.recipients[0]?.key as string }],
      },
    ];
    await noteRecipients(store, desk.ledger, changed, '2026-01-02');
    await member.logIn();
    const [, fresh = ''] = member.browser.cookie().split('=');
    await page.context().addCookies([{ name, value: fresh, url: desk.url }]);
    const case0 = await member.get(`/da/case/${late}`);
    await member.browser.submit(case0, '/link', { other: leftOut });
    const event = {
      kind: 'handed-over',
      day: '2026-01-08',
      detail: { channel: 'law', reason: 'competent-unit' },
    };
    const change = { after: 2, events: [event], nextSweep: null, channel: 'law' };
    await store.changeCase(followed, { ...change, follower: 'trial' });
    const invited = { name: 'Ny', roles: ['handler'], channels: ['trial'], duties: [] };
    const token = await desk.accounts.invite(invited, 'sysadmin');

    const look = async (what: string) => {
      await page.evaluate(
        `document.querySelectorAll('details').forEach((one) => { one.open = true; })`,
      );
      bad.push(...(await violations(page)).map((text) => `${what}: ${text}`));
      bad.push(...(await overflows(page)).map((text) => `${what} ${text}`));
      if ((await page.locator('p:empty').count()) > 0) bad.push(`${what}: an empty paragraph`);
      seen.push(what);
    };
    for (const path of [
      '',
      '?stage=closed',
      `/case/${late}`,
      `/case/${leftOut}`,
      `/case/${followed}`,
      `/case/${late}/hand-over`,
      '/register',
      '/figures?from=2026-01&to=2026-01',
      '/figures?from=x&to=y',
      '/members',
      '/ledger',
      '/access',
      '/reader',
      '/no-such-page',
      `/enrol/${token}`,
      '/enrol/none',
    ]) {
      await page.goto(`${desk.url}/da${path}`);
      const inside = !/enrol|no-such/.test(path);
      const out = page.getByRole('button', { name: 'Log ud' });
      expect(await out.count(), path).to.equal(inside ? 1 : 0);
      await look(path || 'the list');
    }
    await page.goto(`${desk.url}/da/case/${late}`);
    await page.getByRole('button', { name: 'Registrer', exact: true }).click();
    await look('a step that was not chosen');
    await page.goto(`${desk.url}/da/register`);
    await page.locator('#text').fill('Nogen ringede.');
    await page.getByRole('button', { name: 'Forsegl og registrer' }).click();
    await look('registered');
    await page.goto(`${desk.url}/da/register`);
    await page.locator('#text').fill('Nogen ringede igen.');
    await page.context().clearCookies();
    await page.getByRole('button', { name: 'Forsegl og registrer' }).click();
    await look('logged out');
    await page.goto(`${desk.url}/da`);
    await look('the log-in');
    await logInWrongly(page);
    await look('a log-in that was refused');
    expect(bad).to.deep.equal([]);
    expect(seen).to.have.length(21);
    expect(desk.incidents).to.deep.equal([]);
  });
});

async function logInWrongly(page: Page): Promise<void> {
  await page.locator('#name').fill('Ingen');
  await page.locator('#passphrase').fill('x');
  await page.locator('#second').fill('1');
  await page.getByRole('button', { name: 'Log ind' }).click();
}
