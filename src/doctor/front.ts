import type { Config } from '../config/schema.ts';
import { type Finding, ok, unsafe } from './finding.ts';
import type { Machine } from './machine.ts';

const NGINX = ['/etc/nginx/sites-enabled', '/etc/nginx/conf.d', '/etc/nginx'];
const CADDY = ['/etc/caddy', '/etc/caddy/conf.d', '/etc/caddy/sites-enabled'];

/** An ordinary web front sees addresses: it must neither keep them nor pass them on. */
export async function checkFronts(
  machine: Machine,
  { listen }: Pick<Config, 'listen'>,
): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const where of [listen.intake, listen.front]) {
    if (where === undefined || !('socket' in where)) continue;
    const found = [
      ...(await filesNaming(machine, NGINX, where.socket)).flatMap(checkNginx),
      ...(await filesNaming(machine, CADDY, where.socket)).flatMap(checkCaddy),
    ];
    if (found.length === 0 && where.origins.some((origin) => origin.startsWith('https://'))) {
      const says = 'none found in /etc/nginx and /etc/caddy: look after yours yourself';
      found.push(ok('web front', says));
    }
    findings.push(...found);
  }
  return findings;
}

interface FrontFile {
  path: string;
  /** Without comments. */
  text: string;
}

async function filesNaming(
  machine: Machine,
  folders: readonly string[],
  socket: string,
): Promise<FrontFile[]> {
  const found: FrontFile[] = [];
  for (const folder of folders) {
    for (const name of await machine.list(folder)) {
      const path = `${folder}/${name}`;
      if ((await machine.status(path))?.isFolder) continue;
      const text = ((await machine.read(path)) ?? '').replace(/(^|\s)#.*$/gm, '$1');
      if (text.includes(socket)) found.push({ path, text });
    }
  }
  return found;
}

function checkNginx({ path, text }: FrontFile): Finding[] {
  return judged(path, [
    [/^\s*access_log\s+off\s*;/m.test(text), 'it writes down every visit', 'access_log off;'],
    // With a file of its own, or none, nginx quotes the client's address in each error.
    [
      /^\s*error_log\s+\/dev\/null\b/m.test(text),
      'its errors name the client',
      'error_log /dev/null emerg;',
    ],
    [
      !/\$(remote_addr|proxy_add_x_forwarded_for|binary_remote_addr|http_user_agent)/.test(text),
      'it passes on who the client is',
      'proxy_set_header without $remote_addr and $proxy_add_x_forwarded_for',
    ],
    [
      /^\s*proxy_request_buffering\s+off\s*;/m.test(text),
      'it writes uploads to its own disk, unsealed',
      'proxy_request_buffering off;',
    ],
  ]);
}

function checkCaddy({ path, text }: FrontFile): Finding[] {
  const site = text.replace(/^\s*\{[\s\S]*?^\}/m, '');
  return judged(path, [
    [!/^\s*log\b/m.test(site), 'it writes down every visit', 'take `log` out of the site'],
    [
      /exclude[^\n]*\bhttp\.log/.test(text),
      'its errors name the client',
      '{ log { exclude http.log http.handlers } } at the top',
    ],
    [
      /header_up\s+-X-Forwarded-For/i.test(text),
      'it passes on who the client is',
      'header_up -X-Forwarded-For in reverse_proxy',
    ],
  ]);
}

function judged(path: string, rules: [kept: boolean, says: string, mend: string][]): Finding[] {
  const broken = rules.filter(([kept]) => !kept);
  const subject = 'web front';
  if (broken.length === 0) return [ok(subject, `${path} keeps and passes on nothing`)];
  return broken.map(([, says, mend]) => unsafe(subject, `${path}: ${says}`, mend));
}
