import { expect } from 'chai';
import type { Request } from 'express';
import type { CaseTools } from '../../src/cases/tools.ts';
import { uploadProgress } from '../../src/intake/upload-progress.ts';

const ID = 'a'.repeat(32);

/** An upload of which a test says how much has come. */
function upload() {
  const socket = { bytesRead: 5000 };
  return { socket, request: { socket } as unknown as Request };
}

describe('the progress of an upload', () => {
  it('is told in steps of five percent, to its own visitor only', () => {
    const progress = uploadProgress();
    const { socket, request } = upload();
    progress.begin(ID, 'visitor', request, 1000);
    expect(progress.find(ID, 'visitor')).to.deep.equal({
      stage: 'receiving',
      percent: 0,
      totalBytes: 1000,
    });
    socket.bytesRead += 349;
    expect(progress.find(ID, 'visitor')).to.include({ percent: 30 });
    socket.bytesRead += 5000;
    expect(progress.find(ID, 'visitor')).to.include({ percent: 100 });
    expect(progress.find(ID, 'somebody else')).to.equal(null);
    expect(progress.find('b'.repeat(32), 'visitor')).to.equal(null);
  });

  it('goes from receiving over each file to sealing and the end', async () => {
    const progress = uploadProgress();
    const steps = progress.begin(ID, 'visitor', upload().request, 1000);
    const seen: unknown[] = [];
    const look = () => seen.push(progress.find(ID, 'visitor'));
    const clean = async () => look();
    const tools = steps.watched({ sanitiser: { clean } } as unknown as CaseTools, 2);
    await tools.sanitiser.clean(undefined as never, undefined as never);
    await tools.sanitiser.clean(undefined as never, undefined as never);
    look();
    steps.done();
    look();
    expect(seen).to.deep.equal([
      { stage: 'cleaning', file: 1, files: 2 },
      { stage: 'cleaning', file: 2, files: 2 },
      { stage: 'sealing' },
      { stage: 'done' },
    ]);
    // Taking the report has given the visitor another cookie.
    expect(progress.find(ID, 'new')).to.deep.equal({ stage: 'done' });
  });

  it('is forgotten when the upload fails, and of a thousand others the oldest is', () => {
    const progress = uploadProgress();
    const steps = progress.begin(ID, 'visitor', upload().request, 1000);
    steps.failed();
    expect(progress.find(ID, 'visitor')).to.equal(null);
    progress.begin(ID, 'visitor', upload().request, 1000);
    const others = Array.from({ length: 1000 }, (_, number) => String(number));
    for (const id of others) progress.begin(id, 'visitor', upload().request, 1000);
    expect(progress.find(ID, 'visitor')).to.equal(null);
    expect(progress.find('0', 'visitor')).to.not.equal(null);
  });
});
