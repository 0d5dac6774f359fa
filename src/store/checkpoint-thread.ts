import { parentPort, workerData } from 'node:worker_threads';
import Database from 'better-sqlite3';
import { checkpoint } from './checkpoint.ts';

// A thread of its own with a connection of its own: see openForgetting().

const database = new Database(String(workerData));
database.pragma('synchronous = FULL');
database.pragma('busy_timeout = 5000');
parentPort?.on('message', () => parentPort?.postMessage(checkpoint(database)));
