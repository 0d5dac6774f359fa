import http, { type ServerOptions } from 'node:http';
import { syncBuiltinESMExports } from 'node:module';

/**
 * Loaded into a real server before everything else (`--import`): where it sets no limit on a whole request, Node's own
 * is two seconds instead of five minutes, so that a test can outlast it.
 */
const usual = http.createServer;
const IMPATIENT = { requestTimeout: 2000, connectionsCheckingInterval: 200 };
http.createServer = ((options: ServerOptions, listener: http.RequestListener) =>
  usual({ ...IMPATIENT, ...options }, listener)) as typeof http.createServer;
syncBuiltinESMExports();
