import type { Request } from 'express';
import type { CaseTools } from '../cases/tools.ts';

/** How far a large upload is, in steps that are coarse enough to say little. */
export type Stage =
  | { stage: 'receiving'; percent: number; totalBytes: number }
  | { stage: 'cleaning'; file: number; files: number }
  | { stage: 'sealing' }
  | { stage: 'done' };

/** What the one upload tells as it goes. */
export interface UploadSteps {
  /** The tools with which the report is taken, telling of each file that is cleaned. */
  watched(tools: CaseTools, files: number): CaseTools;
  done(): void;
  /** Nothing was taken; the bar is empty again. */
  failed(): void;
}

export interface UploadProgress {
  /** `id` is the form's random one, `owner` the visitor's cookie: nobody else is told of an upload under way. */
  begin(id: string, owner: string, request: Request, totalBytes: number): UploadSteps;
  find(id: string, owner: string): Stage | null;
}

/** More uploads than are ever told of at once; the oldest gives way, and loses its bar, not its upload. */
const MOST = 1000;
const STEP_PERCENT = 5;

/** In memory only. A record stays after its upload, so that the bar can say that it is over. */
export function uploadProgress(): UploadProgress {
  const records = new Map<string, { owner: string; stage: () => Stage }>();

  return {
    begin(id, owner, request, totalBytes) {
      const { socket } = request;
      const start = socket.bytesRead;
      const record = {
        owner,
        stage: (): Stage => {
          const share = Math.min(1, (socket.bytesRead - start) / Math.max(1, totalBytes));
          const percent = Math.floor((share * 100) / STEP_PERCENT) * STEP_PERCENT;
          return { stage: 'receiving', percent, totalBytes };
        },
      };
      const become = (stage: Stage) => {
        record.stage = () => stage;
      };
      const oldest = records.keys().next().value;
      if (records.size >= MOST && oldest !== undefined) records.delete(oldest);
      records.delete(id);
      records.set(id, record);
      return {
        watched(tools, files) {
          let file = 0;
          become({ stage: files === 0 ? 'sealing' : 'cleaning', file: 1, files });
          const { sanitiser } = tools;
          return {
            ...tools,
            sanitiser: {
              ...sanitiser,
              async clean(input, output, from) {
                file += 1;
                become({ stage: 'cleaning', file, files });
                const cleaned = await sanitiser.clean(input, output, from);
                if (file === files) become({ stage: 'sealing' });
                return cleaned;
              },
            },
          };
        },
        done: () => become({ stage: 'done' }),
        failed() {
          if (records.get(id) === record) records.delete(id);
        },
      };
    },
    find(id, owner) {
      const record = records.get(id);
      const stage = record?.stage() ?? null;
      // Taking the report gives the visitor a new cookie; that it is over is no secret of anybody's.
      return record?.owner === owner || stage?.stage === 'done' ? stage : null;
    },
  };
}
