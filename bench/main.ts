import { benchDesk } from './desk.ts';
import { benchIntake } from './intake.ts';
import { benchOnion } from './onion.ts';
import { benchReader } from './reader.ts';
import { benchSanitise } from './sanitise.ts';
import { benchSweep } from './sweep.ts';
import { benchTorture } from './torture.ts';

/** `npm run bench` measures the intake; `npm run bench -- NAME` one of the others. Figures are printed, never judged. */
const BENCHES: Record<string, () => Promise<void>> = {
  intake: benchIntake,
  desk: benchDesk,
  onion: benchOnion,
  reader: benchReader,
  sanitise: benchSanitise,
  sweep: benchSweep,
  torture: benchTorture,
};

const name = process.argv[2] ?? 'intake';
const bench = BENCHES[name];
if (bench === undefined) {
  console.error(`There is no bench ${name}. There are: ${Object.keys(BENCHES).join(', ')}.`);
  process.exitCode = 1;
} else {
  await bench();
}
