import { readFileSync, readSync, writeSync } from 'node:fs';

// A worker that a file has taken over. Its argument says what it does.

const behaviour = process.argv[2] ?? '';
const CHANNEL = 3;
const say = (report: unknown) => writeSync(CHANNEL, `${JSON.stringify(report)}\n`);
const done = (bytes: number) => say({ step: 'done', bytes, removed: [] });

// Waits for the order, as an honest one.
readSync(CHANNEL, Buffer.alloc(1024));
const file = readFileSync(0);

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
  case 'crashes after it has said that all is well':
    say({ step: 'making', type: 'png' });
    writeSync(1, file);
    done(file.length);
    process.exit(1);
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
