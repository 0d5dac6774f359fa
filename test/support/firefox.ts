import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Bidi, connectBidi } from './bidi.ts';
import { type FirefoxPage, firefoxPage } from './firefox-page.ts';
import {
  type Preferences,
  proxyPreferences,
  QUIET,
  SAFEST,
  userJs,
} from './firefox-preferences.ts';
import { tidyUpAfter } from './tidy-up.ts';

/** Debian's Firefox ESR with page scripts off, driven over WebDriver BiDi. */
export interface Firefox {
  version: string;
  newPage(): Promise<FirefoxPage>;
  /** Everything the browser keeps on disk lies here, until it is closed. */
  profile: string;
  /** Ends the browser in the orderly way and waits for it; then `look` may see the profile before it goes. */
  close(look?: (profile: string) => Promise<void>): Promise<void>;
}

/** What a start may take on a machine that is busy with other tests. */
const START_MS = 60_000;

export async function launchFirefox(
  options: { preferences?: Preferences; socksPort?: number } = {},
): Promise<Firefox> {
  const profile = await mkdtemp(join(tmpdir(), 'sluse-firefox-'));
  const tidyUp = tidyUpAfter(profile);
  const preferences = {
    ...QUIET,
    ...(options.preferences ?? SAFEST),
    ...proxyPreferences(options.socksPort ?? null),
  };
  await writeFile(join(profile, 'user.js'), userJs(preferences));
  const child = spawn(
    'firefox-esr',
    ['--headless', '--no-remote', '--new-instance', '--profile', profile]
      .concat(['--remote-debugging-port', '0'])
      .concat('about:blank'),
    {
      // A group of its own, so that its content processes end with it.
      detached: true,
      stdio: ['ignore', 'ignore', 'pipe'],
      env: {
        PATH: process.env['PATH'],
        HOME: profile,
        TMPDIR: profile,
        MOZ_CRASHREPORTER_DISABLE: '1',
        // The headless screen; from this one letterboxing makes 1400 × 900, Tor Browser's own size.
        MOZ_HEADLESS_WIDTH: '1600',
        MOZ_HEADLESS_HEIGHT: '1200',
        // Without it the preference for the settings server is not obeyed, and the vendor is asked.
        MOZ_REMOTE_SETTINGS_DEVTOOLS: '1',
      },
    },
  );
  const exited = once(child, 'exit');
  tidyUp.watch(child);

  let bidi: Bidi | null = null;
  const end = async (look?: (profile: string) => Promise<void>) => {
    try {
      if (bidi !== null && child.exitCode === null && child.signalCode === null) {
        // The connection may break before the answer; what counts is that the process ends.
        bidi.send('browser.close').catch(() => undefined);
        const timer = setTimeout(() => child.kill('SIGKILL'), 10_000);
        await exited;
        clearTimeout(timer);
      }
      bidi?.close();
      await look?.(profile);
    } finally {
      await tidyUp.now();
    }
  };

  try {
    bidi = await connectBidi(`${await bidiAddress(child)}/session`);
    const { capabilities } = await bidi.send<{ capabilities: { browserVersion: string } }>(
      'session.new',
      { capabilities: { alwaysMatch: { unhandledPromptBehavior: { default: 'ignore' } } } },
    );
    await bidi.send('session.subscribe', {
      events: ['browsingContext.load', 'browsingContext.navigationFailed'],
    });
    const connection = bidi;
    return {
      version: capabilities.browserVersion,
      profile,
      async newPage() {
        const { context } = await connection.send<{ context: string }>('browsingContext.create', {
          type: 'tab',
        });
        return firefoxPage(connection, context);
      },
      close: end,
    };
  } catch (error) {
    await end();
    throw error;
  }
}

function bidiAddress(child: ChildProcess): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  let said = '';
  const timer = setTimeout(() => reject(new Error(`Firefox did not start: ${said}`)), START_MS);
  child.once('error', reject);
  child.once('exit', (code) => reject(new Error(`Firefox ended (${code}): ${said}`)));
  child.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
    said += chunk;
    const found = /WebDriver BiDi listening on (ws:\S+)/.exec(said)?.[1];
    if (found) resolve(found);
  });
  return promise.finally(() => clearTimeout(timer));
}
