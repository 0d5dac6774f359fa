import { execFile } from 'node:child_process';
import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect } from 'chai';
import { ROOT } from '../support/server.ts';

const run = promisify(execFile);

const COMMANDS = [
  ...['export', 'import', 'member', 'ledger', 'backup', 'restore', 'recipient', 'desk-key'],
  ...['doctor', 'poster', 'sanitise', 'unit'],
];

async function typed(name: string, ...args: string[]) {
  const command = [join(ROOT, 'scripts', `${name}.ts`), ...args];
  return run(process.execPath, command).then(
    (said) => ({ code: 0, ...said }),
    ({ code, stdout, stderr }) => ({ code: Number(code), stdout, stderr }),
  );
}

describe('every command', () => {
  for (const name of COMMANDS) {
    it(`tells how ${name} is used when asked, and when it was typed wrong, without a stack`, async () => {
      const help = await typed(name, '--help');
      expect(help).to.include({ code: 0, stderr: '' });
      expect(help.stdout).to.match(/^Usage/);
      for (const wrong of [['--nonsense'], []]) {
        const { code, stdout, stderr } = await typed(name, ...wrong);
        expect(code, wrong.join()).to.be.above(0);
        expect(stdout).to.equal('');
        expect(stderr)
          .to.include('Usage')
          .and.to.not.match(/^ +at /m);
      }
    });
  }

  for (const name of ['export', 'member', 'ledger', 'backup']) {
    it(`says that a folder is no data folder, and leaves it alone (${name})`, async () => {
      const needed = { export: ['--out', '/nowhere'], backup: ['--out', '/nowhere'] }[name] ?? [];
      const what = { member: ['list'], ledger: ['verify'] }[name] ?? [];
      const { code, stderr } = await typed(name, ...what, '--data', '/nowhere', ...needed);
      expect(code).to.equal(1);
      expect(stderr).to.match(/^\/nowhere is no data folder of Sluse/);
      expect(await access('/nowhere').catch(() => 'absent')).to.equal('absent');
    });
  }
});
