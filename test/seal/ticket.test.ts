import { expect } from 'chai';
import fc from 'fast-check';
import { serverSubkey } from '../../src/seal/server-secrets.ts';
import { newTicket, readTicket, TicketError } from '../../src/seal/ticket.ts';
import { sample } from './sealing.ts';

const KEY = serverSubkey(sample(32), 'ticket');
const OTHER_KEY = serverSubkey(sample(32), 'csrf');
const CODE = Buffer.from('1234567890123456');
const MADE = new Date('2026-11-22T10:30:00Z');
const after = (hours: number) => new Date(MADE.getTime() + hours * 3_600_000);

const ticket = newTicket(KEY, 'town', CODE, MADE);

/** The code, or how it was refused. */
function read(text: string, { key = KEY, channel = 'town', now = MADE } = {}): string {
  try {
    return Buffer.from(readTicket(key, channel, text, now)).toString();
  } catch (error) {
    if (!(error instanceof TicketError)) throw error;
    return error.expired ? 'expired' : 'refused';
  }
}

describe('a ticket', () => {
  it('gives back the code of its form', () => {
    expect(read(ticket)).to.equal('1234567890123456');
  });

  for (const { hours, way } of [
    { hours: 1, way: '1234567890123456' },
    { hours: 23.9, way: '1234567890123456' },
    { hours: 24.4, way: '1234567890123456' },
    { hours: 25, way: 'expired' },
    { hours: 24 * 365, way: 'expired' },
    // A clock set back, as at the end of summer time or by a time server.
    { hours: -0.4, way: '1234567890123456' },
    { hours: -1, way: '1234567890123456' },
    { hours: -2, way: 'expired' },
  ]) {
    it(`read ${hours} hours after it was made: ${way === 'expired' ? way : 'holds'}`, () => {
      expect(read(ticket, { now: after(hours) })).to.equal(way);
    });
  }

  it('is worth nothing in another channel', () => {
    expect(read(ticket, { channel: 'agency' })).to.equal('refused');
    expect(read(ticket, { channel: '' })).to.equal('refused');
  });

  it('is worth nothing under another key, also one made from the same server key', () => {
    expect(read(ticket, { key: OTHER_KEY })).to.equal('refused');
    expect(read(ticket, { key: new Uint8Array(32) })).to.equal('refused');
  });

  it('is refused when any character was changed', () => {
    const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: ticket.length - 1 }),
        fc.constantFrom(...letters),
        (at, letter) => {
          const changed = ticket.slice(0, at) + letter + ticket.slice(at + 1);
          // The last character of base64 can hold bits that mean nothing.
          const same = Buffer.from(changed, 'base64url').equals(Buffer.from(ticket, 'base64url'));
          return read(changed) === (same ? '1234567890123456' : 'refused');
        },
      ),
      { numRuns: 500 },
    );
  });

  it('is refused when it was cut off or is something else', () => {
    for (let length = 0; length < ticket.length; length += 1) {
      expect(read(ticket.slice(0, length)), `${length} characters`).to.equal('refused');
    }
    for (const text of ['AAAA', '1234567890123456', 'æøå', ticket + ticket]) {
      expect(read(text)).to.equal('refused');
    }
  });

  it('does not hold the digits of the code', () => {
    const bytes = Buffer.from(ticket, 'base64url');
    for (const form of [ticket, bytes.toString('latin1'), bytes.toString('hex')]) {
      expect(form).not.to.include('1234567890123456');
      expect(form).not.to.include(CODE.toString('hex'));
    }
  });

  it('is another one each time, so that two forms cannot be told to be one', () => {
    const made = Array.from({ length: 100 }, () => newTicket(KEY, 'town', CODE, MADE));
    expect(new Set(made).size).to.equal(100);
  });
});
