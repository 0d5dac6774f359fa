import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { ROOT } from '../support/server.ts';

/** Everything in Node and Express that would give a client's address, and everything that writes requests down. */
const FORBIDDEN =
  /remoteAddress|remotePort|remoteFamily|\.ips?\b(?!\w)|x-forwarded|x-real-ip|get\(['"]forwarded|trust proxy|socket\.address\(|\bmorgan\b|user-agent/i;

describe('the server', () => {
  it('touches no address and no user agent of a client anywhere', async () => {
    // The formats speak of what stands in attached files, such as the headers of a mail, and the doctor of what a web front
    // is told not to pass on: neither of requests.
    const files = (await readdir(join(ROOT, 'src'), { recursive: true })).filter(
      (name) => name.endsWith('.ts') && !/^(sanitise\/formats\/|doctor\/front\.ts)/.test(name),
    );
    for (const name of files) {
      const lines = (await readFile(join(ROOT, 'src', name), 'utf8')).split('\n');
      const wrong = lines.filter(
        (line) => FORBIDDEN.test(line) && !/^\s*(\*|\/\/|\/\*)/.test(line),
      );
      expect(wrong, name).to.deep.equal([]);
    }
  });

  it('writes to the console only in main.ts and scripts', async () => {
    const files = (await readdir(join(ROOT, 'src'), { recursive: true })).filter(
      (name) => name.endsWith('.ts') && name !== 'main.ts',
    );
    for (const name of files) {
      expect(await readFile(join(ROOT, 'src', name), 'utf8'), name).to.not.match(/\bconsole\./);
    }
  });
});
