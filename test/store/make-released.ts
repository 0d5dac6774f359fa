import { once } from 'node:events';
import { cp, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { sendReply } from '../support/replies.ts';
import { newReporter, report } from '../support/reporter.ts';
import { startServer } from '../support/server.ts';
import { command } from '../support/unit.ts';

/**
 * Makes the data folder of a released version, for the tests of later ones: `node test/store/make-released.ts OUT`, with the
 * code of that version, once. What is in it was made up; its secrets and keys guard nothing.
 */
const [out = ''] = process.argv.slice(2);
const server = await startServer();
const someone = () => newReporter(() => server.url);
const file = { name: 'a.txt', content: new TextEncoder().encode('a small text file\n') };

const { code } = await report(someone(), { text: 'the first words', identity: 'named' }, [file]);
await sendReply(server.data, 'acknowledgement', 'a reply to the first words');
const destroyed = await report(someone(), { text: 'the words of a destroyed code' });
const visitor = someone();
await visitor.submit(await visitor.get('/en/mailbox'), '/mailbox', { code: destroyed.code });
const asked = await visitor.get('/en/mailbox/destroy');
await visitor.submit(asked, '/destroy', {});
await command('member', 'add', '--name', 'Handler', '--role', 'handler', '--data', server.data);

const ended = once(server.process, 'exit');
server.process.kill('SIGTERM');
await ended;
await mkdir(out, { recursive: true });
for (const part of ['sealed', 'secrets', 'demo']) {
  await cp(join(server.data, part), join(out, part), { recursive: true });
}
await rm(join(out, 'sluse.db'), { force: true });
const database = new Database(join(server.data, 'sluse.db'));
database.prepare('vacuum into ?').run(join(out, 'sluse.db'));
database.close();
await writeFile(
  join(out, 'codes.json'),
  `${JSON.stringify({ code, destroyed: destroyed.code }, null, 2)}\n`,
);
await server.stop();
