import { expect } from 'chai';
import type { Step } from '../../src/cases/case-events.ts';
import { decide } from '../../src/cases/case-record.ts';
import { sweep } from '../../src/cases/sweep.ts';
import { showCode } from '../../src/seal/code.ts';
import { type CaseWorld, caseWorld } from '../support/case-tools.ts';
import { type IntakeSite, startIntakeSite } from '../support/intake-site.ts';
import { newReporter } from '../support/reporter.ts';

describe('the mailbox over a year', () => {
  let world: CaseWorld;
  let site: IntakeSite;
  let url: string;
  let code: string;
  let caseId: string;

  async function begin(profile: string): Promise<void> {
    world = await caseWorld({ profile });
    site = await startIntakeSite(world);
    url = site.url;
    world.setDay('2026-01-05');
    const sent = await world.report();
    code = showCode(sent.code);
    caseId = sent.caseId;
  }
  afterEach(async () => {
    await site.close();
    await world.close();
  });

  async function mailboxOn(day: string): Promise<string> {
    world.setDay(day);
    const reporter = newReporter(() => url);
    const page = await reporter.submit(await reporter.get('/en/mailbox'), '/mailbox', { code });
    return page.text;
  }
  async function take(day: string, kind: Step['kind'], rest: object = {}): Promise<void> {
    world.setDay(day);
    await decide(world.tools, caseId, ({ today }) => ({
      steps: [{ kind, day: today, ...rest } as Step],
    }));
  }

  it('says when the confirmation is due, and says LATE when it did not come (lov 1436/2021 § 12, stk. 2)', async () => {
    await begin('dk-internal');
    expect(await mailboxOn('2026-01-12')).to.include(
      'Confirmation that they have your report: by 12 January 2026',
    );
    const late = await mailboxOn('2026-01-13');
    expect(late)
      .to.include('LATE: it was due by 12 January 2026')
      .and.to.include('The service does not hide');
    await take('2026-01-14', 'acknowledged');
    const done = await mailboxOn('2026-01-14');
    expect(done)
      .to.include('14 January 2026: The people who handle reports confirmed')
      .and.to.not.include('LATE');
  });

  it('shows late feedback, and the external way with its statute', async () => {
    await begin('dk-internal');
    await take('2026-01-06', 'acknowledged');
    expect(await mailboxOn('2026-03-01')).to.include(
      'Feedback on what was done and why: by 6 April 2026',
    );
    const late = await mailboxOn('2026-05-01');
    expect(late).to.include('Feedback on what was done and why: LATE');
    expect(late).to.include('You may turn to an external channel. (lov nr. 1436');
  });

  it('shows why feedback takes longer where the law lets it (lov 1436/2021 § 20)', async () => {
    await begin('dk-external');
    await take('2026-01-06', 'acknowledged');
    await take('2026-02-01', 'feedback-extended', { reason: 'awaiting-expert' });
    const text = await mailboxOn('2026-05-01');
    expect(text).to.include('More time is needed for the feedback: an expert has to answer first.');
    expect(text).to.include('Feedback on what was done and why: by 6 July 2026');
  });

  it('says that everything was deleted, and when the mailbox ends, until it ends', async () => {
    await begin('eu');
    await take('2026-01-06', 'assessment-started');
    await take('2026-01-07', 'decided', { outcome: { kind: 'insufficient-information' } });
    await take('2026-01-07', 'feedback-given');
    await take('2026-01-07', 'closed');
    expect(await mailboxOn('2026-02-01')).to.include(
      'Deletion of what you sent: planned for 7 April 2026',
    );
    world.setDay('2026-04-07');
    await sweep(world.tools);
    const notice = await mailboxOn('2026-04-08');
    expect(notice).to.include('Everything you sent was deleted on 7 April 2026');
    expect(notice).to.include('Last day of this mailbox: planned for 7 May 2026');
    world.setDay('2026-05-08');
    await sweep(world.tools);
    expect(await mailboxOn('2026-05-08')).to.include('No mailbox opens with this code');
  });
});
