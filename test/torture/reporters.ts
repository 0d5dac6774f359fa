import { setTimeout as pause } from 'node:timers/promises';
import { expect } from 'chai';
import { codeOn, formOn, newReporter, type Page, type Reporter } from '../support/reporter.ts';
import type { TestServer } from '../support/server.ts';
import { MARKER, type TortureFile } from './attached-files.ts';
import type { Chance } from './chance.ts';
import { type Happenings, outcomesOn, type Sending } from './sendings.ts';

/** What reporters need to know. */
export interface Surroundings {
  server: TestServer;
  files: readonly TortureFile[];
  /** Codes of earlier rounds, for whoever comes back. */
  codes: readonly string[];
  happenings: Happenings;
  /** Everything that is begun is noted here at once. */
  sendings: Sending[];
  /** True once nothing more is to be begun. */
  over(): boolean;
}

/** Megabytes a second: from a slow onion circuit to a local network. */
const SLOWEST = 0.3;
const FASTEST = 60;
const BAR_EVERY_MS = 25;

/** Somebody who reports, and comes back, again and again until the server is gone. @throws what the connection breaks with */
export async function reportUntilOver(around: Surroundings, chance: Chance): Promise<void> {
  while (!around.over()) {
    if (around.codes.length > 0 && chance.share() < 0.25) await comeBack(around, chance);
    else await reportOnce(around, chance);
  }
}

async function reportOnce(around: Surroundings, chance: Chance): Promise<void> {
  const { server, sendings } = around;
  const reporter = newReporter(() => server.url);
  let form = await reporter.get('/en/report');
  const sending = newSending('report', reporter, codeOn(form), around, chance);
  sendings.push(sending);
  const { words, contact, originals, files } = sending;
  const named = { identity: 'named', contactName: contact, contactEmail: `${contact}@example.org` };
  const typed = {
    ...(contact === '' ? {} : named),
    ...(originals ? { originals: 'yes' } : {}),
  };
  if (chance.share() < 0.3) {
    // A draft that is looked through and then corrected; it is sent nowhere else.
    const text = `${MARKER}-draft in the kitchen of Aalborg on 12 March`;
    const draft = { ...formOn(form, '/report').hidden, ...typed, text };
    form = await reporter.post('/en/report/check', draft);
    expect(form.html).to.include(`${text}</textarea>`);
    expect(codeOn(form)).to.equal(sending.code);
  }

  let receipt: Page;
  if (files.length > 0 && chance.share() < 0.6) {
    const fields = { ...formOn(form, '/report').hidden, ...typed, text: words };
    const large = await reporter.post('/en/report/large', fields);
    expect(codeOn(large)).to.equal(sending.code);
    await watchedBar(reporter, large, sending, () =>
      send(sending, large, '/large/send', originals ? { originals: 'yes' } : {}, around, chance),
    );
    receipt = await reporter.get('/en/receipt');
  } else {
    receipt = await send(sending, form, '/report', { ...typed, text: words }, around, chance);
  }
  acknowledge(sending, receipt);
  await decide(sending, receipt, chance);
}

/** @throws AssertionError when it is no receipt of this report */
export function acknowledge(sending: Sending, receipt: Page): void {
  expect(receipt.status, receipt.text).to.equal(200);
  expect(receipt.text).to.include('Your report has arrived');
  expect(codeOn(receipt)).to.equal(sending.code);
  sending.outcomes = outcomesOn(receipt);
  expect(sending.outcomes).to.have.length(sending.files.length);
  sending.phase = 'acknowledged';
}

/** What the receipt asks about files that could not be cleaned; some leave it open. */
async function decide(sending: Sending, receipt: Page, chance: Chance): Promise<void> {
  if (!/action="[^"]*\/mailbox\/held"/.test(receipt.html) || chance.share() < 0.2) return;
  const decision = chance.share() < 0.7 ? 'send' : 'drop';
  sending.held = 'asked';
  const decided = await sending.reporter.submit(receipt, '/mailbox/held', { decision });
  expect(decided.status, decided.text).to.equal(200);
  expect(decided.html).to.not.match(/action="[^"]*\/mailbox\/held"/);
  sending.held = decision === 'send' ? 'sent' : 'dropped';
}

/** Opens the mailbox of an earlier report and writes once more. */
async function comeBack(around: Surroundings, chance: Chance): Promise<void> {
  const { server, sendings, codes } = around;
  const reporter = newReporter(() => server.url);
  const code = chance.pick(codes);
  const login = await reporter.get('/en/mailbox');
  const mailbox = await reporter.submit(login, '/mailbox', { code });
  expect(mailbox.status, mailbox.text).to.equal(200);
  const sending = newSending('message', reporter, code, around, chance);
  sendings.push(sending);
  const { words, originals } = sending;
  const fields = { text: words, ...(originals ? { originals: 'yes' } : {}) };
  const after = await send(sending, mailbox, '/mailbox/message', fields, around, chance);
  expect(after.status, after.text).to.equal(200);
  expect(after.text).to.include('Your message has arrived');
  sending.phase = 'acknowledged';
}

function newSending(
  kind: Sending['kind'],
  reporter: Reporter,
  code: string,
  { files }: Surroundings,
  chance: Chance,
): Sending {
  const words = `${MARKER}-${chance.bytes(12).toString('hex')}`;
  return {
    kind,
    words,
    contact: kind === 'report' && chance.share() < 0.4 ? `${words}-name` : '',
    code,
    files: chosen(files, chance),
    originals: chance.share() < 0.4,
    phase: 'form',
    bar: null,
    outcomes: [],
    held: 'undecided',
    again: null,
    reporter,
  };
}

/** Nothing, or up to three files; seldom the longest film. */
function chosen(files: readonly TortureFile[], chance: Chance): TortureFile[] {
  const longest = files.reduce((long, file) =>
    file.content.length > long.content.length ? file : long,
  );
  const few = Math.max(0, chance.whole(5) - 1);
  return Array.from({ length: few }, () => {
    const file = chance.pick(files);
    return file === longest && chance.share() < 0.7 ? (files[0] as TortureFile) : file;
  });
}

/** Sends a filled-in form at the pace of some connection, and notes how far it is. */
async function send(
  sending: Sending,
  page: Page,
  action: string,
  fields: Record<string, string>,
  { happenings }: Surroundings,
  chance: Chance,
): Promise<Page> {
  const { reporter } = sending;
  const files = sending.files.map(({ name, content }) => ({ name, content }));
  sending.again = async () => {
    const answer = await reporter.submit(page, action, fields, files);
    return answer.path.endsWith('/large/arrived') ? reporter.get('/en/receipt') : answer;
  };
  const rate = SLOWEST * (FASTEST / SLOWEST) ** chance.share() * 1_000_000;
  const start = performance.now();
  let before = 0;
  return reporter.submit(page, action, fields, files, {
    watch: {
      async sending(sent, total) {
        sending.phase = 'receiving';
        happenings.sent(sent - before);
        before = sent;
        if (sent === total) {
          sending.phase = 'taking';
          happenings.taken();
          return;
        }
        // The pace is part of what is tried.
        const early = (sent / rate) * 1000 - (performance.now() - start);
        if (early > 1) await pause(early);
      },
      answered(status) {
        if (status !== 303) return;
        sending.phase = 'answered';
        happenings.answered();
      },
    },
  });
}

/** Looks at the bar of a large report while it is sent, as the frame beside it does, only more often. */
async function watchedBar<T>(
  reporter: Reporter,
  large: Page,
  sending: Sending,
  work: () => Promise<T>,
): Promise<T> {
  const bar = String(/src="([^"]+\/bar[^"]*)"/.exec(large.html)?.[1]).replaceAll('&amp;', '&');
  let working = true;
  const looking = async () => {
    while (working) {
      if (sending.phase === 'taking') {
        const { text } = await reporter.get(bar);
        if (text.includes('Hidden information is being removed')) sending.bar = 'cleaning';
        if (text.includes('is being sealed')) sending.bar = 'sealing';
      }
      await pause(BAR_EVERY_MS);
    }
  };
  // It ends with the server; what it saw until then counts.
  const looked = looking().catch(() => undefined);
  try {
    return await work();
  } finally {
    working = false;
    await looked;
  }
}
