import { bringReply, ReplyRefused } from '../cases/bring-reply.ts';
import { REPLY_FILE, replyFileSchema } from '../seal/reply-bundle.ts';
import { BundleError, openSealedZip } from '../seal/sealed-zip.ts';
import type { SpoolFile } from '../spool/spool.ts';
import { caseOf, toolsAs } from './case-access.ts';
import { refuseCase } from './case-page.ts';
import type { DeskPage } from './site.ts';

/** Takes a reply that was sealed offline and brings it into the case's mailbox. */
export const takeReply: DeskPage = async (desk, request, response, visit) => {
  const record = await caseOf(desk, request, visit);
  const { id } = record.row;
  const { texts } = visit;
  const { refused } = texts.desk.case;
  const refuse = (problem: string) => refuseCase(desk, request, response, visit, id, problem);
  const form = await desk.forms.read(request, response, () => desk.csrf.check(request, response));
  try {
    const [upload] = form.uploads;
    if (upload === undefined) return await refuse(refused['no-file']);
    if (!upload.kept) {
      return await refuse(refused[upload.refusal === 'empty' ? 'no-reply' : 'too-large']);
    }
    const tools = toolsAs(desk, visit, 'replied', record.today);
    const brought = await withReply(upload.file, async (reply) => {
      if (reply.file.case !== id) return 'other-case';
      return bringReply(tools, reply);
    });
    if (brought === 'other-case') return await refuse(refused['other-case']);
    const { case: words } = texts.desk;
    const dated = ['acknowledgement', 'scope-decision', 'feedback'].includes(brought.kind);
    const note = dated && !brought.recorded ? ` ${words.notRecorded}` : '';
    visit.session.notice =
      brought.way === 'again'
        ? words.broughtAgain
        : words.brought({ kind: texts.case.replies[brought.kind] }) + note;
    response.redirect(303, `${visit.base}/case/${id}`);
  } catch (error) {
    if (error instanceof ReplyRefused) return await refuse(refused[error.because]);
    if (error instanceof BundleError) return await refuse(refused['no-reply']);
    throw error;
  } finally {
    await form.release();
  }
};

/** The spool's files have no name; the kernel gives one to an open descriptor. */
async function withReply<T>(
  file: SpoolFile,
  take: (reply: Parameters<typeof bringReply>[1]) => Promise<T>,
): Promise<T> {
  await using handle = await file.open();
  const zip = await openSealedZip(`/proc/self/fd/${handle.fd}`, REPLY_FILE, replyFileSchema);
  try {
    return await take({ file: zip.head, sealed: zip.sealed });
  } finally {
    zip.close();
  }
}
