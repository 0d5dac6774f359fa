import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { scratchFolder } from './scratch.ts';
import { command } from './unit.ts';

/** Makes a reply with the unit's command line, for the only case of a data folder; gives its path. */
export async function makeReplyFile(
  data: string,
  kind: string,
  text: string,
  options: readonly string[] = [],
): Promise<string> {
  const work = await scratchFolder('reply');
  await command('export', '--data', data, '--out', work);
  const [bundle] = (await readdir(work)).filter((name) => name.endsWith('.zip'));
  await writeFile(join(work, 'text.txt'), text);
  const out = join(work, 'reply.zip.out');
  const args = [
    '--bundle',
    join(work, bundle as string),
    '--kind',
    kind,
    '--text',
    join(work, 'text.txt'),
  ];
  await command('unit', 'reply', ...args, '--out', out, ...options);
  return out;
}

/** Makes a reply and brings it to the server. */
export async function sendReply(
  data: string,
  kind: string,
  text: string,
  options: readonly string[] = [],
): Promise<string> {
  const { stdout } = await command(
    'import',
    '--data',
    data,
    await makeReplyFile(data, kind, text, options),
  );
  return stdout;
}
