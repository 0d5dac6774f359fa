import { join } from 'node:path';
import { expect } from 'chai';
import { secretOn, totpOf } from '../support/desk.ts';
import { newReporter } from '../support/reporter.ts';
import type { TestServer } from '../support/server.ts';
import { command } from '../support/unit.ts';

const PASSPHRASE = 'green horses under the bridge';

/** What a member sees who is let in now: the cases listed, page after page, and the year's figure. */
export async function deskFigures(
  server: TestServer,
): Promise<{ listed: number; counted: number }> {
  const desk = server
    .output()
    .match(/http:\/\/localhost:\d+/g)
    ?.at(-1) as string;
  const member = newReporter(() => desk);
  const { stdout } = await command(
    ...(['member', 'add', '--name', 'Anna', '--role', 'handler', '--channel', 'trial'] as const),
    ...(['--config', join(server.data, 'sluse.yaml'), '--origin', desk] as const),
  );
  const invitation = await member.get(new URL(stdout.trim()).pathname);
  const password = totpOf(secretOn(invitation)).generate();
  const passphrase = PASSPHRASE;
  const fields = { passphrase, repeat: passphrase, password };
  const enrolled = await member.submit(invitation, new URL(stdout.trim()).pathname, fields);
  const second = /<li class="secret">([^<]+)</.exec(enrolled.html)?.[1] ?? '';
  const login = await member.get('/en');
  let page = await member.submit(login, '/login', { name: 'Anna', passphrase, second });
  expect(page.status, page.text).to.equal(200);

  const cases = new Set<string>();
  for (;;) {
    for (const [, id = ''] of page.html.matchAll(/href="\/en\/case\/([0-9a-f]{16})"/g))
      cases.add(id);
    const more = /<a href="([^"]+)">More cases/.exec(page.html)?.[1];
    if (more === undefined) break;
    page = await member.get(more.replaceAll('&amp;', '&'));
  }
  const figures = await member.get('/en/figures');
  const counted = /<th scope="row">Received<\/th><td class="number">([\d.,]+)</.exec(
    figures.html,
  )?.[1];
  return { listed: cases.size, counted: Number(counted?.replace(/\D/g, '')) };
}
