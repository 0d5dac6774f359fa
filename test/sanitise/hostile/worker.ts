import { readFileSync, readSync, writeSync } from 'node:fs';
import { headOf } from '../../../src/sanitise/pieces.ts';
import { CHANNEL, SOURCE } from '../../../src/sanitise/protocol.ts';

// A worker that a file has taken over. Its argument says what it does.

const behaviour = process.argv[2] ?? '';
const say = (report: unknown) => writeSync(CHANNEL, `${JSON.stringify(report)}\n`);
const kept = (at: number, length: number) => headOf({ at, length });
const done = (bytes: number) => say({ step: 'done', bytes, removed: [] });

// Waits for the order, as an honest one.
const room = Buffer.alloc(1024);
const order = room.toString('latin1', 0, readSync(CHANNEL, room));
const { seekable } = JSON.parse(order);
const file = readFileSync(seekable ? SOURCE : 0);

switch (behaviour) {
  case 'gives the file back as it was':
    say({ step: 'making', type: 'jpeg' });
    writeSync(1, file);
    done(file.length);
    break;
  case 'calls a photo a text':
    say({ step: 'making', type: 'txt' });
    writeSync(1, file);
    done(file.length);
    break;
  case 'makes a type that nobody can check':
    say({ step: 'making', type: 'doc' });
    writeSync(1, file);
    done(file.length);
    break;
  case 'says less than it writes':
  case 'says more than it writes':
    say({ step: 'making', type: 'png' });
    writeSync(1, file);
    done(file.length + (behaviour.includes('less') ? -10 : 10));
    break;
  case 'keeps the file as it was':
    say({ step: 'making', type: 'jpeg' });
    writeSync(1, kept(0, file.length));
    done(file.length);
    break;
  case 'keeps what is not in the file':
    say({ step: 'making', type: 'jpeg' });
    writeSync(1, kept(file.length - 10, 20));
    done(20);
    break;
  case 'keeps nothing':
    say({ step: 'making', type: 'jpeg' });
    writeSync(1, kept(0, 0));
    done(0);
    break;
  case 'keeps the file again and again':
    say({ step: 'making', type: 'jpeg' });
    for (;;) writeSync(1, kept(0, file.length));
  case 'tells no pieces':
    say({ step: 'making', type: 'jpeg' });
    writeSync(1, file);
    done(file.length);
    break;
  case 'cuts a piece':
    say({ step: 'making', type: 'jpeg' });
    writeSync(
      1,
      Buffer.concat([headOf({ at: undefined, length: file.length }), file.subarray(0, 50)]),
    );
    done(50);
    break;
  case 'writes before it says what':
    writeSync(1, file);
    done(file.length);
    break;
  case 'says something strange':
    say({ step: 'making', type: '../../etc' });
    break;
  case 'says it twice':
    say({ step: 'making', type: 'png' });
    say({ step: 'making', type: 'png' });
    break;
  case 'talks without end':
    for (;;) writeSync(CHANNEL, 'x'.repeat(65_536));
  case 'writes without end':
    say({ step: 'making', type: 'png' });
    for (;;) writeSync(1, file);
  case 'says nothing':
    setInterval(() => {}, 1000);
    break;
  case 'ends':
    break;
  case 'aborts':
    process.abort();
}
