import type { Config } from './config/schema.ts';

/** `null` is a socket; without a desk its port is undefined. */
export interface Ports {
  port: number | null;
  deskPort: number | null | undefined;
}

/** What a start says: where everything is, and for the demonstration what to try first. */
export function greeting(
  config: Config,
  { port, deskPort }: Ports,
  identityFile: string | null,
): string {
  const where = port === null ? 'its socket' : `http://127.0.0.1:${port}`;
  // Another name for the same machine, so that a browser keeps the two sites apart.
  const desk = deskPort === null ? 'its socket' : `http://localhost:${deskPort}`;
  if (identityFile === null) {
    const andDesk = deskPort === undefined ? '' : ` The desk is at ${desk}.`;
    return `Sluse is ready at ${where}.${andDesk} Data: ${config.data}`;
  }
  return `
Sluse is ready. This is a demonstration: its private key lies on this machine, so use it for trying only.

  The pages        ${where}
  The unit's desk  ${desk}
  The data         ${config.data}
  The private key  ${identityFile}

To let the first member into the desk, who may let in others:

  npm run --silent member -- add --name Anna --role handler --role administrator --data ${config.data} --origin ${desk}

To open what has arrived, on this or any other computer with the key:

  npm run --silent export -- --data ${config.data} --out bundles
  npm run --silent unit -- open --identity ${identityFile} --out opened bundles/*.zip

Stop with Ctrl-C.`;
}
