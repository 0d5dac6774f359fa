import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { demo } from './config/demo.ts';
import { refuseExampleRecipients } from './config/example-recipients.ts';
import { loadConfig } from './config/load.ts';
import type { Config } from './config/schema.ts';
import { UsageError } from './usage-error.ts';

/** What the server is to be started with: the command line, and the configuration that it names. */

const USAGE = `Usage: npm start -- [--data DIR] [--port N] [--config FILE]

Without --config a demonstration starts: one channel whose private key lies in the data folder.
  --data DIR     where everything rests (default: data)
  --port N       port on 127.0.0.1 (default: 8080)
  --config FILE  the configuration of a real service, see examples/`;

/** The usage was asked for, and is the answer. */
export class HelpAsked extends Error {
  override name = 'HelpAsked';
}

export interface Started {
  config: Config;
  /** Null for the demonstration. */
  configFile: string | null;
  /** The demonstration's private key; null for a real service. */
  identityFile: string | null;
}

/** @throws UsageError, ConfigError */
export async function readOptions(): Promise<Started> {
  const { data, port, config: file } = commandLine();
  if (file === undefined) {
    const made = await demo(resolve(data ?? 'data'), port ?? 8080);
    return { ...made, configFile: null };
  }
  const config = await loadConfig(file);
  refuseExampleRecipients(file, config);
  const listener = config.listen.intake;
  if (port !== undefined && 'socket' in listener) {
    throw new UsageError('--port does not go with a configuration that listens on a socket.');
  }
  return {
    config: {
      ...config,
      data: data === undefined ? config.data : resolve(data),
      listen: {
        ...config.listen,
        intake: port === undefined || 'socket' in listener ? listener : { ...listener, port },
      },
    },
    configFile: resolve(file),
    identityFile: null,
  };
}

function commandLine(): { data?: string; port?: number; config?: string } {
  let values: { data?: string; port?: string; config?: string; help?: boolean };
  try {
    ({ values } = parseArgs({
      options: {
        data: { type: 'string' },
        port: { type: 'string' },
        config: { type: 'string' },
        help: { type: 'boolean' },
      },
    }));
  } catch (error) {
    // The first sentence says what is wrong, the others how a shell could be made to pass it on.
    const [what] = (error as Error).message.split('. ');
    throw new UsageError(`${what}.\n\n${USAGE}`);
  }
  if (values.help) throw new HelpAsked(USAGE);
  const { data, config } = values;
  const port = values.port === undefined ? undefined : Number(values.port);
  if (port !== undefined && !(Number.isInteger(port) && port >= 0 && port <= 65535)) {
    throw new UsageError('--port takes a number from 0 to 65535.');
  }
  return {
    ...(data === undefined ? {} : { data }),
    ...(port === undefined ? {} : { port }),
    ...(config === undefined ? {} : { config }),
  };
}
