/**
 * `npm run bench` measures the intake; `npm run bench -- NAME` one of the others. Figures are printed, never judged. Only what is
 * asked for is loaded: the others' browsers and servers in the same process would slow it down.
 */
const BENCHES: Record<string, () => Promise<() => Promise<void>>> = {
  intake: async () => (await import('./intake.ts')).benchIntake,
  desk: async () => (await import('./desk.ts')).benchDesk,
  onion: async () => (await import('./onion.ts')).benchOnion,
  reader: async () => (await import('./reader.ts')).benchReader,
  sanitise: async () => (await import('./sanitise.ts')).benchSanitise,
  sweep: async () => (await import('./sweep.ts')).benchSweep,
  torture: async () => (await import('./torture.ts')).benchTorture,
};

const name = process.argv[2] ?? 'intake';
const load = BENCHES[name];
if (load === undefined) {
  console.error(`There is no bench ${name}. There are: ${Object.keys(BENCHES).join(', ')}.`);
  process.exitCode = 1;
} else {
  const bench = await load();
  await bench();
}
