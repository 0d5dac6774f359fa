import { randomBytes } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { expect } from 'chai';
import { openSpool, type Spool } from '../../src/spool/spool.ts';

const MB = 1_000_000;

describe('a file in the spool', () => {
  let spool: Spool;
  before(async () => {
    spool = await openSpool(`/dev/shm/sluse-test-${process.pid}`, {
      budget: 8 * MB,
      smallBudget: MB,
      smallRequest: 1,
    });
  });
  after(() => spool.close());

  it('can be read from the start again when a reading was broken off, as by a sanitiser that died over it', async () => {
    const content = randomBytes(2 * MB);
    const reservation = spool.reserve(2 * MB);
    const file = await reservation.file();
    await file.append(content);
    for await (const piece of file.stream()) {
      expect(piece).to.have.property('length').below(content.length);
      break;
    }
    expect((await buffer(file.stream())).equals(content)).to.equal(true);
    expect((await buffer(file.stream(70_000))).equals(content.subarray(0, 70_000))).to.equal(true);
    await using again = await file.open();
    expect((await again.readFile()).equals(content)).to.equal(true);
    await reservation.release();
  });
});
