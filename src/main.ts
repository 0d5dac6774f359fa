import { createHash } from 'node:crypto';
import { join, resolve } from 'node:path';
import type { Express } from 'express';
import { watchClock } from './cases/clock-watch.ts';
import { dayOf } from './cases/day.ts';
import { openLedger } from './cases/ledger.ts';
import { noteRecipients } from './cases/recipient-changes.ts';
import { reckonAnew } from './cases/reckoned.ts';
import { recordComings } from './cases/recorded-store.ts';
import { sweep } from './cases/sweep.ts';
import type { CaseTools } from './cases/tools.ts';
import { ConfigError } from './config/config-error.ts';
import { makeDataFolder } from './config/data-folder.ts';
import { readLogos } from './config/logo.ts';
import type { Config, Listener } from './config/schema.ts';
import { loadSecrets, secretsPlace } from './config/secrets.ts';
import { deskApp } from './desk/app.ts';
import { realMachine } from './doctor/machine.ts';
import { refuseUnsafeStart, UnsafeStart } from './doctor/start.ts';
import { greeting } from './greeting.ts';
import { intakeApp } from './intake/app.ts';
import { heavyPages } from './intake/heavy-pages.ts';
import { startNotices } from './notices/start.ts';
import { NoIsolation } from './sanitise/isolation.ts';
import { NoPerl } from './sanitise/judge/exiftool.ts';
import { openSanitiser } from './sanitise/sanitiser.ts';
import { KDF_COST, kdfQueue } from './seal/kdf-queue.ts';
import { serverSubkey } from './seal/server-secrets.ts';
import { openSpool } from './spool/spool.ts';
import { HelpAsked, readOptions } from './start-options.ts';
import { DataFolderInUse, lockDataFolder } from './store/database.ts';
import { NewerSchemaError } from './store/migrations.ts';
import { openStore } from './store/store.ts';
import { UsageError } from './usage-error.ts';
import { type Incidents, incidentLog } from './web/incidents.ts';
import { ListenError, listen, stopListening } from './web/listen.ts';
import { serveFile } from './web/served-file.ts';
import { loadStyle } from './web/style.ts';

/** The composition root: reads the configuration, opens the store, starts the listener and the sweep. */

const ROOT = resolve(import.meta.dirname, '..');
const SWEEP_EVERY_MS = 60_000;
/** How long requests under way may go on after a signal to stop. */
const GRACE_MS = 10_000;

interface Site {
  app: Express;
  close(): void;
}

async function start(): Promise<void> {
  // Whatever this process makes is for its own user alone.
  process.umask(0o077);
  const { config, configFile, identityFile } = await readOptions();
  const { limits } = config;
  const clock = () => new Date();
  const incidents = incidentLog((line) => console.error(line), clock);

  await using cleanup = new AsyncDisposableStack();
  const { secrets, store } = await openData(config, cleanup);
  const { removedFiles, missingFiles } = await store.reconcile();
  if (removedFiles > 0) incidents(`removed ${removedFiles} files of uploads that did not finish`);
  if (missingFiles > 0) incidents(`ALARM: ${missingFiles} sealed files are missing`);

  const spoolDir = spoolFolder(config);
  const spool = await openSpool(spoolDir, {
    budget: limits.spoolBytes,
    atOnce: limits.uploadsAtOnce,
    each: limits.uploadsEach,
    smallBudget: 64_000_000,
    // The longest text, in the letters that take most bytes, and a little for the other fields.
    smallRequest: limits.textCharacters * 4 + 200_000,
  });
  cleanup.defer(() => spool.close());
  if (!spool.inMemory) {
    throw new ConfigError(`The spool ${spoolDir}`, [
      'it is not in memory (tmpfs), so uploads would touch a disk: mount a tmpfs and name it as `spool` in the configuration.',
    ]);
  }
  const sanitiser = await openSanitiser({ concurrency: limits.sanitisersAtOnce });
  cleanup.defer(() => sanitiser.close());
  const warnings = await refuseUnsafeStart(realMachine(), config, configFile, sanitiser);

  const ledger = openLedger(serverSubkey(secrets.serverKey, 'ledger'));
  const changedKeys = await noteRecipients(store, ledger, config.channels, dayOf(clock(), 'UTC'));
  if (changedKeys.length > 0) {
    incidents(`ALARM: ${changedKeys.length} keys that reports are sealed to came or went`);
  }
  const reckoned = await reckonAnew(store, config.channels);
  if (reckoned > 0)
    incidents(`reckoned ${reckoned} cases anew: the rules of their channels changed`);
  const tools: CaseTools = {
    channels: config.channels,
    store: recordComings(store, ledger, () => dayOf(clock(), 'UTC')),
    sanitiser,
    kdf: kdfQueue({
      cost: KDF_COST,
      atOnce: limits.codesAtOnce,
      waiting: limits.codesWaiting,
      waitingEach: limits.codesWaitingEach,
    }),
    pepper: secrets.pepper,
    clock,
    heldMinutes: limits.heldMinutes,
  };
  const options = {
    channels: config.channels,
    limits,
    tools,
    spool,
    serverKey: secrets.serverKey,
    views: join(ROOT, 'views'),
    incidents,
  };
  const connections = { all: limits.connections, each: limits.connectionsEach };
  const noCircuit = once(() =>
    incidents("connections without Tor's circuit id are refused (HiddenServiceExportCircuitID)"),
  );
  /** Gives the port of the first listener. */
  const serve = async (make: (origins: string[]) => Site, ...listeners: Listener[]) => {
    // A port may be 0, then the origins are known only once it is open.
    const origins = listeners.flatMap((listener) => listener.origins);
    const site = make(origins);
    cleanup.defer(() => site.close());
    const ports: (number | null)[] = [];
    for (const listener of listeners) {
      const { server, port } = await listen(site.app, listener, connections, noCircuit);
      if (port !== null) origins.push(`http://127.0.0.1:${port}`, `http://localhost:${port}`);
      cleanup.defer(() => stopListening(server, GRACE_MS));
      ports.push(port);
    }
    return ports[0] ?? null;
  };
  const style = join(ROOT, 'static/style.css');
  const { front, desk } = config.listen;
  const frameStyle = loadStyle(join(ROOT, 'static/frame.css'));
  const logos = await readLogos(config);
  const makeIntake = (origins: string[]) =>
    intakeApp({ ...options, origins, style: loadStyle(style), frameStyle, logos });
  const heavy = await heavyPages(makeIntake([...config.listen.intake.origins]), config, logos);
  if (heavy.length > 0) throw new ConfigError('The configuration', heavy);
  const port = await serve(
    makeIntake,
    config.listen.intake,
    ...(front === undefined ? [] : [front]),
  );
  const reader = await serveFile(join(ROOT, 'reader.html'));
  const notices = config.notices && (await startNotices(config.notices, tools, incidents));
  cleanup.use(notices);
  const noticeFailedOn = () => notices?.failedOn() ?? null;
  const regular = { swept: true };
  const isWell = async () => regular.swept && (await store.caseById('')) === null;
  const deskPort =
    desk === undefined
      ? undefined
      : await serve((origins) => {
          const deskStyle = loadStyle(style, join(ROOT, 'static/desk.css'));
          return deskApp({
            ...options,
            isWell,
            origins,
            ledger,
            reader,
            noticeFailedOn,
            style: deskStyle,
          });
        }, desk);

  cleanup.use(sweepRegularly(tools, incidents, regular));

  const stopped = new Promise((resolve) => {
    process.once('SIGINT', resolve);
    process.once('SIGTERM', resolve);
  });
  for (const warning of warnings) incidents(warning);
  console.log(greeting(config, { port, deskPort }, identityFile));
  await stopped;
}

/** Something that is worth saying once. */
function once(say: () => void): () => void {
  let said = false;
  return () => {
    if (!said) say();
    said = true;
  };
}

/** Carries out retention now and then every minute, one sweep after the other. */
function sweepRegularly(
  tools: CaseTools,
  incidents: Incidents,
  regular: { swept: boolean },
): Disposable {
  let underWay = false;
  const believed = watchClock(tools.clock);
  const sweepOnce = async () => {
    if (underWay) return;
    if (!believed()) {
      if (regular.swept)
        incidents(
          'ALARM: the clock jumped, nothing is deleted until it is right or Sluse is restarted',
        );
      regular.swept = false;
      return;
    }
    underWay = true;
    try {
      const { contentDeleted, accessEnded, removed } = await sweep(tools);
      if (contentDeleted + accessEnded + removed > 0) {
        incidents(
          `sweep: content of ${contentDeleted} cases deleted, ${accessEnded} accesses ended, ${removed} cases removed`,
        );
      }
      regular.swept = true;
    } catch (error) {
      regular.swept = false;
      incidents('sweep failed', error);
    } finally {
      underWay = false;
    }
  };
  void sweepOnce();
  const timer = setInterval(() => void sweepOnce(), SWEEP_EVERY_MS);
  return { [Symbol.dispose]: () => clearInterval(timer) };
}

async function openData(config: Config, cleanup: AsyncDisposableStack) {
  const dir = config.data;
  await makeDataFolder(dir);
  try {
    const secrets = await loadSecrets(secretsPlace(config));
    const lock = lockDataFolder(join(dir, 'lock'));
    cleanup.defer(() => lock.release());
    const store = await openStore(dir);
    cleanup.defer(() => store.close());
    return { secrets, store };
  } catch (error) {
    if (error instanceof DataFolderInUse) {
      throw new ConfigError(`The data folder ${dir}`, [
        'another Sluse is running on it: stop that one, or choose another folder with --data.',
      ]);
    }
    throw error;
  }
}

/**
 * One spool for one data folder, by default in the memory that Linux offers to every user. It is emptied at each start, so
 * it is always a folder of our own, never the one that the configuration names.
 */
function spoolFolder({ spool, data }: Pick<Config, 'spool' | 'data'>): string {
  const name = createHash('sha256').update(data).digest('hex').slice(0, 12);
  return join(spool ?? '/dev/shm', `sluse-${process.getuid?.() ?? 0}-${name}`);
}

/** One sentence for everything that a person can mend; a stack only for what is our own fault. */
function explain(error: unknown): string {
  const { message, code = '', path, syscall } = error as NodeJS.ErrnoException;
  const plain = [UsageError, ConfigError, ListenError, UnsafeStart];
  if (plain.some((type) => error instanceof type)) return message;
  if (error instanceof NewerSchemaError) return `The data folder cannot be used: ${message}.`;
  if (error instanceof NoIsolation || error instanceof NoPerl) {
    return `Files cannot be cleaned on this machine: ${message}.`;
  }
  if (/^SQLITE_(NOTADB|CORRUPT)/.test(code)) {
    return `The database in the data folder is damaged, or is none of Sluse (${code}): restore its backup.`;
  }
  if (/^SQLITE_(CANTOPEN|PERM|READONLY|IOERR|FULL|BUSY)/.test(code)) {
    return `The database in the data folder cannot be opened (${code}): see that this user may write to everything in it, and that its disk is not full.`;
  }
  if (syscall !== undefined) {
    return `${path ?? 'A file of Sluse'} cannot be used (${code} at ${syscall}): see that it is what Sluse made, and that this user may read and write it.`;
  }
  return error instanceof Error ? (error.stack ?? message) : String(error);
}

try {
  await start();
} catch (error) {
  if (error instanceof HelpAsked) console.log(error.message);
  else {
    console.error(explain(error));
    process.exitCode = 1;
  }
}
