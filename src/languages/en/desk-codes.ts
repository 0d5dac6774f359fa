import type { Stage } from '../../cases/case.ts';
import type {
  AcknowledgementWaiver,
  Addressee,
  Arrival,
  ExtensionReason,
  FeedbackWaiver,
  HandoverReason,
  KeepingReason,
  MinorReason,
  OutcomeKind,
  PartDeletionReason,
  ReassessmentReason,
  Rejection,
  ReopeningReason,
  StepKind,
} from '../../cases/case-events.ts';
import type { DeadlineKind } from '../../cases/deadlines.ts';
import type { FigureGroup } from '../../cases/figure-table.ts';
import type { IllegalBecause } from '../../cases/illegal-step.ts';
import type { LedgerAction } from '../../cases/ledger.ts';
import type { DeletionBlock } from '../../cases/retention.ts';

/** The words of the codes that the unit works with: requirements of the law, in the words of the field. */

/** Every reason there is, whatever step it belongs to. */
export type Reason =
  | AcknowledgementWaiver
  | ExtensionReason
  | FeedbackWaiver
  | HandoverReason
  | KeepingReason
  | PartDeletionReason
  | ReassessmentReason
  | ReopeningReason
  | 'retention'
  | 'at-once';

export type RoleName =
  | 'screener'
  | 'handler'
  | 'decision-maker'
  | 'statistics-reader'
  | 'administrator';

const stages: Record<Stage, string> = {
  received: 'Received',
  assessment: 'Initial assessment',
  investigation: 'Substantive processing',
  'feedback-given': 'Feedback given',
  closed: 'Closed',
};

const steps: Record<StepKind | 'received', string> = {
  received: 'Received',
  'receipt-issued': 'Automatic receipt shown',
  acknowledged: 'Receipt acknowledged',
  'acknowledgement-waived': 'Send no acknowledgement',
  'assessment-started': 'Begin the initial assessment',
  'scope-told': 'Reporter told whether it is in scope',
  'investigation-started': 'Begin substantive processing',
  'reassessment-started': 'Assess it again',
  'handed-over': 'Handed over to another channel',
  'feedback-extended': 'Take more time for feedback',
  'feedback-given': 'Feedback given',
  'feedback-waived': 'Give no feedback',
  'result-told': 'Final result told',
  'withdrawal-asked': 'Reporter asked to withdraw',
  decided: 'Decide the outcome',
  'police-reported': 'Reported to the police',
  'authority-informed': 'Another authority informed',
  'themes-set': 'Themes set',
  'reporter-wrote': 'The reporter wrote',
  'unit-wrote': 'The unit wrote',
  'marked-test': 'Mark as a trial',
  closed: 'Close the case',
  reopened: 'Open it again',
  exported: 'Taken over into the archive',
  'keeping-extended': 'Kept longer',
  'part-deleted': 'A part was deleted',
  'content-deleted': 'Everything sent was deleted',
  'access-ended': 'The mailbox ended',
};

const reasons: Record<Reason, string> = {
  'reporter-asked': 'the reporter asked for it',
  'identity-at-risk': 'it could reveal who reported',
  complex: 'the case is complex',
  'awaiting-authority': 'an authority has to answer first',
  'awaiting-reporter': 'the reporter has to answer first',
  'awaiting-expert': 'an expert has to answer first',
  withdrawn: 'the report was withdrawn',
  duplicate: 'it is a duplicate',
  'no-mailbox': 'the reporter cannot be reached',
  'admitted-by-mistake': 'admitted by mistake',
  'new-information': 'new information',
  mistake: 'a mistake',
  complaint: 'a complaint',
  'authority-asked': 'an authority asked for it',
  'competent-unit': 'another unit is competent',
  'conflict-of-interest': 'conflict of interest',
  'screening-done': 'the screening is done',
  'legal-proceedings': 'legal proceedings',
  'staff-case': 'a staff case',
  'follow-up': 'follow-up is going on',
  irrelevant: 'irrelevant',
  'out-of-scope': 'out of scope',
  retention: 'the time for keeping is over',
  'at-once': 'the outcome leaves nothing to keep',
};

const outcomes: Record<OutcomeKind, string> = {
  rejected: 'Rejected as out of scope',
  forwarded: 'Forwarded',
  'manifestly-unfounded': 'Dismissed as manifestly unfounded',
  minor: 'Closed as minor',
  'insufficient-information': 'Closed for lack of information',
  action: 'Processed, action taken',
  'no-action': 'Processed, no action',
  duplicate: 'Duplicate',
  withdrawn: 'Withdrawn',
};

const rejections: Record<Rejection, string> = {
  'outside-persons': 'not about or from persons of the scheme',
  'outside-subjects': 'not a subject of the scheme',
  'not-serious': 'not serious enough',
  'other-scheme': 'belongs to another scheme',
};

const addressees: Record<Addressee, string> = {
  police: 'the police',
  authority: 'another authority',
  'external-scheme': 'an external scheme',
  organisation: 'the organisation itself',
  'other-channel': 'another channel here',
};

const minorReasons: Record<MinorReason, string> = {
  'clearly-minor': 'clearly minor',
  repetitive: 'repetitive, nothing new',
};

const arrivals: Record<Arrival, string> = {
  web: 'these pages',
  phone: 'telephone',
  letter: 'letter',
  meeting: 'meeting',
  other: 'another way',
};

const deadlines: Record<DeadlineKind, string> = {
  acknowledgement: 'Acknowledgement of receipt',
  'scope-decision': 'Answer on scope',
  feedback: 'Feedback',
  'final-result': 'Final result',
  deletion: 'Deletion',
  'access-end': 'End of the mailbox',
};

const blocks: Record<DeletionBlock, string> = {
  'not-closed': 'it is not closed',
  'feedback-owed': 'feedback is owed',
  'export-missing': 'it is not taken over into the archive',
  'outcome-keeps-it': 'the outcome keeps it',
};

const illegal: Record<IllegalBecause, string> = {
  'not-received': 'The history of this case is damaged.',
  repeated: 'It is so already.',
  'before-last-step':
    'The clock of the server shows an earlier day than the latest step of this case. Ask the sysadmin to set it right.',
  'wrong-stage': 'The case is not in the right stage for it.',
  'unknown-reason': 'Choose a reason.',
  'unknown-outcome': 'Choose an outcome.',
  'unknown-theme': 'There is no such theme.',
  'not-in-this-profile': 'The law of this channel does not have it.',
  'too-late': 'It is too late for it.',
  'confirmed-already': 'The receipt was acknowledged already.',
  'waived-already': 'It was decided to send none.',
  'told-already': 'The reporter was told already.',
  reachable: 'The reporter can still be reached.',
  'no-mailbox': 'The reporter has no mailbox.',
  'access-ended': 'The mailbox has ended.',
  'content-deleted': 'What it was about is deleted.',
  'needs-investigation': 'This outcome needs substantive processing first.',
  investigated: 'The case was processed, so this outcome does not fit.',
  'not-asked': 'The reporter did not ask for it.',
  'not-a-duplicate': 'The outcome is not “duplicate”.',
  undecided: 'Decide the outcome first.',
  decided: 'The outcome is decided already.',
  'reporter-not-told': 'The reporter has to be told first: bring feedback, or decide to give none.',
  kept: 'The rules for keeping do not allow it yet.',
  'not-longer': 'That is not longer, or longer than the law allows.',
};

const figures: Record<FigureGroup, string> = {
  received: 'Received',
  'received-unique': 'Received, without duplicates',
  'handed-over-here': 'Of these handed over from another channel',
  'carried-in': 'Carried over from before',
  reopened: 'Opened again',
  rejected: 'Rejected as out of scope',
  forwarded: 'Forwarded',
  'manifestly-unfounded': 'Dismissed as manifestly unfounded',
  minor: 'Closed as minor',
  duplicates: 'Duplicates',
  withdrawn: 'Withdrawn',
  'insufficient-information': 'Closed for lack of information',
  action: 'Processed, action taken',
  'no-action': 'Processed, no action',
  settled: 'Settled in all',
  pending: 'Pending at the end',
  substantive: 'Given substantive processing',
  'substantive-pending': 'Of these still pending',
  'police-reports': 'Police reports',
  'authorities-informed': 'Other authorities informed',
  'theme-received': 'Received, by theme',
  'theme-substantive': 'Processed, by theme',
  arrival: 'How they came',
  identity: 'Anonymous or named',
  acknowledgement: 'Acknowledgement of receipt',
  feedback: 'Feedback',
  'test-excluded': 'Trials, in no other figure',
};

const roles: Record<RoleName, string> = {
  screener: 'Screener',
  handler: 'Case handler',
  'decision-maker': 'Decision-maker (dates and outcomes)',
  'statistics-reader': 'Reader of figures',
  administrator: 'Administrator of members',
};

const actions: Record<LedgerAction, string> = {
  received: 'a case came in',
  removed: 'a case was removed',
  viewed: 'looked at a case',
  fetched: 'saved a sealed case',
  replied: 'brought a reply',
  stepped: 'took a step',
  erased: 'deleted',
  linked: 'linked cases',
  unlinked: 'took a link away',
  figures: 'saved figures',
  'logged-in': 'logged in',
  'recovery-used': 'logged in with a recovery code',
  enrolled: 'set up the access',
  'passphrase-changed': 'changed the passphrase',
  'codes-renewed': 'made new recovery codes',
  'others-logged-out': 'logged out everywhere else',
  'member-added': 'added a member',
  'member-changed': 'changed a member',
  'member-reset': 'gave a member a new link',
  'member-disabled': 'disabled a member',
  'handed-over': 'handed a case over, sealed anew',
  restored: 'a backup was restored',
  'recipient-added': 'a key was added that reports are sealed to',
  'recipient-removed': 'a key was removed that reports were sealed to',
  'recipients-acknowledged': 'knows of changed keys',
};

export const deskCodes = {
  stages,
  steps,
  reasons,
  outcomes,
  rejections,
  addressees,
  minorReasons,
  arrivals,
  deadlines,
  blocks,
  illegal,
  figures,
  roles,
  actions,
  identities: { anonymous: 'anonymous', named: 'named' },
  promptness: { 'in-time': 'in time', late: 'late', waived: 'not given', open: 'not due yet' },
  messages: {
    report: 'Report',
    'follow-up': 'Message from the reporter',
    attachments: 'Files from the reporter',
    minutes: 'Minutes',
    other: 'Message',
  },
  inScope: { yes: 'in scope', no: 'out of scope' },
};

export type DeskCodes = typeof deskCodes;
