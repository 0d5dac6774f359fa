import { HANDOVER_REASONS } from '../cases/case-events.ts';
import { HandOverRefused, handOver } from '../cases/hand-over.ts';
import { IllegalStep } from '../cases/illegal-step.ts';
import type { CaseTools } from '../cases/tools.ts';
import { CASE_FILE, caseFileSchema } from '../seal/case-bundle.ts';
import { BundleError, openSealedZip } from '../seal/sealed-zip.ts';
import { newVeil, type Veil } from '../seal/veil.ts';
import type { Staged } from '../store/store.ts';
import { PageError } from '../web/page-error.ts';
import { streamForm } from '../web/stream-form.ts';
import { caseOf, caseSeen, toolsAs } from './case-access.ts';
import { checkFresh, StaleForm } from './case-actions.ts';
import { nameOfChannel } from './channel-name.ts';
import { mostBytesOf, renderHandOver, takers } from './hand-over-page.ts';
import { confirmed, type DeskPage, field } from './site.ts';

/** Takes a case that was sealed anew offline and moves it to another channel. */
export const takeHandOver: DeskPage = async (desk, request, response, visit) => {
  const record = await caseOf(desk, request, visit);
  const { id } = record.row;
  const { texts, language } = visit;
  const words = texts.handOver;
  const refuse = (problem: string, status?: number) =>
    renderHandOver(desk, request, response, visit, record, problem, status);
  const tools = toolsAs(desk, visit, 'handed-over', record.today);
  // As large as the case, so it goes to the disk, where nobody can read it even if it is not sealed at all.
  const veil = newVeil();
  let upload: Staged | null = null;
  try {
    const mostBytes = await mostBytesOf(desk, record);
    const form = await streamForm(request, response, {
      body: { ...desk.bodyLimits, mostBytes },
      admit: () => desk.csrf.check(request, response),
      take: (file) => tools.store.stage(veil.cover(file)),
      drop: (staged) => tools.store.discard([staged]),
    });
    upload = form.taken;
    checkFresh(request, record);
    const to = takers(desk, record).find((channel) => channel.id === field(request, 'channel'));
    const reason = HANDOVER_REASONS.find((known) => known === field(request, 'reason'));
    if (to === undefined || reason === undefined) return await refuse(words.refused['no-channel']);
    if (upload === null || upload.bytes === 0) return await refuse(words.refused['no-file']);
    const wrong = await confirmed(desk, request, visit);
    if (wrong !== null) return await refuse(wrong);
    const decided = await withBundle(tools, upload, veil, (bundle) =>
      handOver(tools, id, { to, reason }, bundle, (now) => checkFresh(request, now)),
    );
    // It was deleted while its file was on its way.
    if (decided !== 'done') throw new PageError('notFound');
    visit.session.notice = words.done({ channel: nameOfChannel(desk.channels, to.id, language) });
    const still = await caseSeen(desk, visit, id);
    response.redirect(303, still === null ? visit.base : `${visit.base}/case/${id}`);
  } catch (error) {
    if (error instanceof HandOverRefused) return await refuse(words.refused[error.because]);
    if (error instanceof BundleError) {
      const cut = error.problem === 'part-missing';
      return await refuse(words.refused[cut ? 'cut-off' : 'not-a-case']);
    }
    if (error instanceof StaleForm) return await refuse(texts.desk.case.stale, 409);
    if (error instanceof IllegalStep) return await refuse(texts.deskCodes.illegal[error.because]);
    if (error instanceof PageError && error.page === 'tooLarge')
      return await refuse(words.refused['too-large'], 413);
    throw error;
  } finally {
    if (upload !== null) await tools.store.discard([upload]);
    veil.forget();
  }
};

async function withBundle<T>(
  { store }: Pick<CaseTools, 'store'>,
  upload: Staged,
  veil: Veil,
  take: (bundle: Parameters<typeof handOver>[3]) => Promise<T>,
): Promise<T> {
  await using file = await store.openStaged(upload);
  const from = { reader: veil.reader(file), bytes: upload.bytes };
  const zip = await openSealedZip(from, CASE_FILE, caseFileSchema);
  try {
    return await take(zip);
  } finally {
    zip.close();
  }
}
