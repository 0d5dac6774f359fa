import Database from 'better-sqlite3';
import { checkpoint } from './checkpoint.ts';
import { pruneDeletions } from './deletions.ts';
import { migrate } from './migrations.ts';

export type { Database } from 'better-sqlite3';

/** Opens the database and brings it to this version of the schema. @throws NewerSchemaError */
export function openDatabase(path: string): Database.Database {
  const database = new Database(path);
  database.pragma('journal_mode = WAL');
  // A receipt is shown only for what a power cut cannot take back.
  database.pragma('synchronous = FULL');
  // Deleted rows are overwritten; what still stands in the log goes with checkpoint().
  database.pragma('secure_delete = ON');
  database.pragma('foreign_keys = ON');
  database.pragma('trusted_schema = OFF');
  database.pragma('temp_store = MEMORY');
  database.pragma('busy_timeout = 5000');
  migrate(database);
  pruneDeletions(database);
  // A crash leaves deleted rows in the log.
  checkpoint(database);
  return database;
}

/** Another process serves this data folder. */
export class DataFolderInUse extends Error {
  override name = 'DataFolderInUse';
}

/**
 * Takes the data folder for this process; the kernel gives it back when the process ends, however it ends. Held by the
 * server alone, because only it may sweep away what no row names. @throws DataFolderInUse
 */
export function lockDataFolder(path: string): { release(): void } {
  const lock = new Database(path, { timeout: 0 });
  try {
    lock.pragma('journal_mode = DELETE');
    lock.exec('begin exclusive');
  } catch (error) {
    lock.close();
    if ((error as { code?: string }).code === 'SQLITE_BUSY') {
      throw new DataFolderInUse('another Sluse is running on this data folder');
    }
    throw error;
  }
  return { release: () => void lock.close() };
}
