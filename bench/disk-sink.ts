import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import express from 'express';
import multer from 'multer';

/** The bare anchor for uploads: multipart to files on disk, nothing else. Prints its port; stops when its parent does. */
const dir = await mkdtemp(join(tmpdir(), 'sluse-sink-'));
const app = express();
app.post('/', multer({ dest: dir }).any(), (_request, response) => {
  response.end('ok');
});
const server = app.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (typeof address === 'object') console.log(address?.port);
});
process.on('disconnect', async () => {
  server.close();
  server.closeAllConnections();
  await rm(dir, { recursive: true, force: true });
});
