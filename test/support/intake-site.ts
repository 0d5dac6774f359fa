import { join } from 'node:path';
import { configSchema } from '../../src/config/schema.ts';
import { intakeApp } from '../../src/intake/app.ts';
import { openSpool } from '../../src/spool/spool.ts';
import { listen, stopListening } from '../../src/web/listen.ts';
import { loadStyle } from '../../src/web/style.ts';
import type { CaseWorld } from './case-tools.ts';
import { ROOT } from './server.ts';

/** The reporters' site in this process, over the rules and the clock of a test. */
export interface IntakeSite {
  url: string;
  close(): Promise<void>;
}

export async function startIntakeSite(world: CaseWorld): Promise<IntakeSite> {
  const spool = await openSpool(`/dev/shm/sluse-test-${process.pid}`, {
    budget: 1e6,
    smallBudget: 1e6,
    smallRequest: 1e6,
  });
  const origins: string[] = [];
  const { limits } = configSchema.parse({
    data: 'x',
    listen: { intake: { port: 0 } },
    channels: [world.channel],
  });
  const site = intakeApp({
    channels: world.tools.channels,
    limits,
    origins,
    tools: world.tools,
    spool,
    serverKey: new Uint8Array(32).fill(3),
    style: loadStyle(join(ROOT, 'static/style.css')),
    frameStyle: loadStyle(join(ROOT, 'static/frame.css')),
    logos: new Map(),
    views: join(ROOT, 'views'),
    incidents: () => undefined,
  });
  const { server, port } = await listen(site.app, { port: 0, origins: [] }, { all: 100, each: 20 });
  const url = `http://127.0.0.1:${port}`;
  origins.push(url);
  return {
    url,
    async close() {
      site.close();
      await stopListening(server, 0);
      await spool.close();
    },
  };
}
