import { FOUND, type Tally } from './tally.ts';

/** After so many kills a word, and after so many everything: a run that fails has told what it saw. */
const SHORT = 10;
const WHOLE = 50;

/** Says how far it is, and now and then and at the end where the blows fell. */
export function report(tally: Tally, rounds: number): void {
  const { kills, restartMs } = tally;
  if (kills < rounds && kills % WHOLE !== 0) {
    if (kills % SHORT === 0) say(`${kills} of ${rounds} kills`);
    return;
  }
  const line = (what: string, value: string) => say(`${what.padEnd(52)} ${value}`);
  line('kills that found a sending …', 'kills   sendings');
  for (const name of FOUND) {
    const { kills, sendings } = tally.found[name];
    line(`  ${name}`, `${String(kills).padStart(5)}   ${String(sendings).padStart(8)}`);
  }
  line('kills that left sealed files unfinished', String(tally.leftUnfinished));
  line('kills that left sealed files no row names', String(tally.leftUnnamed));
  const { acknowledged, again, files } = tally;
  line(
    'acknowledged before a kill',
    `${acknowledged.report} reports, ${acknowledged.message} messages`,
  );
  line('sent again afterwards', `${again.there} were there, ${again.taken} were not`);
  line(
    'files of them',
    `${files.cleaned} cleaned, ${files.notCleaned} not, ${files.unknown} of no kind`,
  );
  line('  together', `${tally.megabytes.toFixed(0)} MB`);
  const restart = restartMs.toSorted((a, b) => a - b).at(restartMs.length >> 1) ?? 0;
  line('restart, in the middle', `${restart.toFixed(0)} ms`);
  line(
    'sanitisers gone after a kill, restart included, at most',
    `${tally.orphansMs.toFixed(0)} ms`,
  );
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
