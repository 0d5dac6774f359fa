import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect } from 'chai';
import { builtReader } from '../support/reader-window.ts';
import { ROOT } from '../support/server.ts';

const run = promisify(execFile);

describe('the built reader', () => {
  let work: string;
  let html: string;
  let sha256: string;

  before(async () => {
    work = await mkdtemp(join(tmpdir(), 'sluse-reader-'));
    const built = await builtReader(work);
    html = await readFile(built.path, 'utf8');
    sha256 = built.sha256;
  });
  after(() => rm(work, { recursive: true }));

  it('is the same byte for byte when it is built again, and its checksum is printed', async () => {
    expect(createHash('sha256').update(html).digest('hex')).to.equal(sha256);
    const again = join(work, 'again');
    await mkdir(again);
    expect((await builtReader(again)).sha256).to.equal(sha256);
  });

  it('forbids every request by policy, before anything else in the page', () => {
    const [, policy = ''] =
      /<meta http-equiv="Content-Security-Policy" content="([^"]*)">/.exec(html) ?? [];
    const rules = new Map(
      policy.split('; ').map((rule): [string, string] => {
        const [name = '', ...values] = rule.split(' ');
        return [name, values.join(' ')];
      }),
    );
    const hash = (content: string) =>
      `'sha256-${createHash('sha256').update(content).digest('base64')}'`;
    const [, script = ''] = /<script>([\s\S]*?)<\/script>/.exec(html) ?? [];
    const [, style = ''] = /<style>([\s\S]*?)<\/style>/.exec(html) ?? [];
    expect(Object.fromEntries(rules)).to.deep.equal({
      'default-src': "'none'",
      'script-src': `${hash(script)} 'wasm-unsafe-eval'`,
      'style-src': hash(style),
      'img-src': 'blob:',
      'worker-src': 'blob:',
      'connect-src': "'none'",
      'form-action': "'none'",
      'base-uri': "'none'",
    });
    expect(html.indexOf('Content-Security-Policy')).to.be.below(
      html.search(/<(script|style|link|img)\b/),
    );
  });

  it('refers to nothing outside itself, and stores nothing', () => {
    const around = html.replace(/<script>[\s\S]*<\/script>/, '');
    expect(around).not.to.match(/<(link|iframe|object|embed|base)\b|\ssrc="|@import|url\(/);
    expect(html).not.to.match(/localStorage|sessionStorage|indexedDB|document\.cookie|sendBeacon/);
  });

  it('is made of code that passes the type check with a browser around it', async () => {
    await run(join(ROOT, 'node_modules/.bin/tsc'), ['-p', 'src/offline/reader'], { cwd: ROOT });
  });
});
