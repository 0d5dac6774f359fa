import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect } from 'chai';
import { openStore } from '../../src/store/store.ts';
import { ROOT } from '../support/server.ts';

describe('docs/threat-model.md', () => {
  it('names every column that stands readable in the database, and no other one', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'sluse-threat-'));
    try {
      await (await openStore(dir)).close();
      const database = new Database(join(dir, 'sluse.db'), { readonly: true });
      const columns = database
        .prepare<[], { name: string }>(
          `select tables.name || '.' || columns.name as name
           from sqlite_schema tables, pragma_table_info(tables.name) columns where tables.type = 'table'`,
        )
        .all()
        .map(({ name }) => name);
      database.close();
      expect(columns).to.include('cases.mailbox_hash');
      expect(await documented()).to.have.members(columns);
    } finally {
      await rm(dir, { recursive: true });
    }
  });
});

/** `table.column` of every row of the page's table; a row without a table belongs to the one above. */
async function documented(): Promise<string[]> {
  const page = await readFile(join(ROOT, 'docs/threat-model.md'), 'utf8');
  const [, rows = ''] = page.split('| table | columns | what they tell |\n| --- | --- | --- |\n');
  let table = '';
  const found: string[] = [];
  for (const line of rows.split('\n')) {
    if (!line.startsWith('|')) break;
    const [, first = '', second = ''] = line.split('|');
    table = /`(\w+)`/.exec(first)?.[1] ?? table;
    for (const [, column] of second.matchAll(/`(\w+)`/g)) found.push(`${table}.${column}`);
  }
  return found;
}
