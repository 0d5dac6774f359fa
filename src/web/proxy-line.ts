import type { Socket } from 'node:net';

/** The connection did not begin as Tor begins one that exports its circuit. */
export class NoCircuit extends Error {
  override name = 'NoCircuit';
  /** False when the other side said nothing at all, as one does that only looks whether somebody listens. */
  readonly said: boolean;

  constructor(message: string, said: boolean) {
    super(message);
    this.said = said;
  }
}

/** Longest line of version 1 (HAProxy's proxy-protocol.txt § 2.1), with its CRLF. */
const LONGEST = 107;
/** Tor writes the line as soon as it connects. */
const WAIT_MS = 10_000;

/**
 * What Tor writes with `HiddenServiceExportCircuitID haproxy`: a made-up address whose last 32 bits are the circuit
 * (tor(1); src/core/or/connection_edge.c). Anything else is refused: another proxy's line would hold a real address.
 */
const LINE =
  /^PROXY TCP6 fc00:dead:beef:4dad::([0-9a-f]{1,4}):([0-9a-f]{1,4}) ::1 \d{1,5} \d{1,5}$/;

/** @returns the circuit's number, or null when the line is not Tor's */
export function circuitOnLine(line: string): number | null {
  const found = LINE.exec(line);
  if (found === null) return null;
  return Number.parseInt(`${found[1]?.padStart(4, '0')}${found[2]?.padStart(4, '0')}`, 16);
}

/**
 * Reads the line from a fresh connection and leaves the rest of it for whoever reads next; the socket is paused then.
 * @throws NoCircuit when there is no such line; nothing of what came is kept
 */
export function readCircuit(socket: Socket, waitMs = WAIT_MS): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  let begun = Buffer.alloc(0);
  const timer = setTimeout(() => refuse('it did not come'), waitMs);

  function stop(): void {
    clearTimeout(timer);
    socket.off('data', read).off('end', ended).off('close', ended).off('error', ended);
    socket.pause();
  }
  function refuse(why: string): void {
    stop();
    reject(new NoCircuit(why, begun.length > 0));
  }
  const ended = () => refuse('the connection ended');
  function read(chunk: Buffer): void {
    begun = Buffer.concat([begun, chunk]);
    const end = begun.subarray(0, LONGEST).indexOf('\r\n');
    if (end < 0) {
      if (begun.length >= LONGEST) refuse('it does not end');
      return;
    }
    const circuit = circuitOnLine(begun.toString('latin1', 0, end));
    if (circuit === null) {
      refuse("it is not Tor's");
      return;
    }
    stop();
    const rest = begun.subarray(end + 2);
    if (rest.length > 0) socket.unshift(rest);
    resolve(circuit);
  }
  socket.on('data', read).on('end', ended).on('close', ended).on('error', ended);
  return promise;
}
