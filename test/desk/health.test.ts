import { expect } from 'chai';
import { type DeskWorld, deskWorld } from '../support/desk.ts';
import { newReporter } from '../support/reporter.ts';
import { startServer } from '../support/server.ts';

describe('the answer to a monitor', () => {
  let desk: DeskWorld;
  before(async () => {
    desk = await deskWorld();
  });
  after(() => desk.close());

  it('is ok without logging in, the same bytes whatever there is, and makes no cookie', async () => {
    const ask = () => fetch(`${desk.url}/healthz`);
    const before = await ask();
    expect(before.status).to.equal(200);
    expect(await before.text()).to.equal('ok\n');
    await desk.world.report();
    const after = await ask();
    expect(await after.text()).to.equal('ok\n');
    expect([...after.headers]).to.deep.equal([...before.headers]);
    expect(after.headers.get('set-cookie')).to.equal(null);
    expect(after.headers.get('date')).to.equal(null);
    expect((await fetch(`${desk.url}/healthz`, { method: 'POST' })).status).to.equal(405);
  });

  it('is not ok when the database does not answer, and says no more', async () => {
    const { store } = desk.world.tools;
    desk.world.tools.store = { ...store, caseById: () => Promise.reject(new Error('gone')) };
    const answer = await fetch(`${desk.url}/healthz`);
    desk.world.tools.store = store;
    expect(answer.status).to.equal(503);
    expect(await answer.text()).to.equal('not ok\n');
  });

  it('is none on the reporters’ site', async () => {
    const server = await startServer();
    try {
      const page = await newReporter(() => server.url).get('/healthz');
      expect(page.status).to.equal(404);
    } finally {
      await server.stop();
    }
  });
});
