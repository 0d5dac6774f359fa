import { randomBytes } from 'node:crypto';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { sweep } from '../src/cases/sweep.ts';
import { type CaseWorld, caseWorld } from '../test/support/case-tools.ts';
import { figure, timed } from './figures.ts';

const CASES = 10_000;
const FILES = 10;

/** The sweep of many expired cases at once: how long, and how long pages would have waited. */
export async function benchSweep(): Promise<void> {
  const world = await caseWorld();
  try {
    for (let made = 0; made < CASES; made += 1) await expiredCase(world);
    world.setDay('2027-02-01');
    const stalls = monitorEventLoopDelay({ resolution: 1 });
    stalls.enable();
    const ms = await timed(() => sweep(world.tools));
    stalls.disable();
    const left = (await world.tools.store.allCases()).length;
    figure(
      `sweep of ${CASES} cases with ${FILES} files each`,
      `${(ms / 1000).toFixed(1)} s`,
      `${left} cases left`,
    );
    figure(
      'longest stall of the event loop',
      `${(stalls.max / 1e6).toFixed(0)} ms`,
      `99.9 %: ${(stalls.percentile(99.9) / 1e6).toFixed(0)} ms`,
    );
  } finally {
    await world.close();
  }
}

/** A closed case with sealed files of random bytes: what they hold makes no difference to their deletion. */
async function expiredCase({ tools, channel }: CaseWorld): Promise<void> {
  const id = randomBytes(8).toString('hex');
  const parts = [];
  for (let number = 1; number <= FILES; number += 1) {
    const staged = await tools.store.stage(bytes());
    parts.push({ ...staged, name: `attachment-${number}` });
  }
  const day = '2026-01-05';
  const event = (kind: string, detail = {}) => ({ kind, day, detail });
  await tools.store.addCase(
    {
      id,
      channel: channel.id,
      entrance: channel.id,
      mailboxHash: randomBytes(32),
      replyRecipient: 'age1',
      language: 'en',
      leftOut: [],
      received: day,
    },
    {
      events: [
        event('received', {
          channel: channel.id,
          arrival: 'web',
          mailbox: true,
          identity: null,
          test: false,
        }),
        event('receipt-issued'),
        event('assessment-started'),
        event('decided', { outcome: { kind: 'rejected', reason: 'not-serious' } }),
        event('feedback-given'),
        event('closed'),
      ],
      nextSweep: '2026-04-05',
      channel: channel.id,
      messages: [
        {
          id: randomBytes(8).toString('hex'),
          kind: 'report',
          audience: 'unit',
          day,
          once: null,
          heldUntil: null,
          parts,
        },
      ],
    },
  );
}

async function* bytes(): AsyncGenerator<Buffer> {
  yield randomBytes(4096);
}
