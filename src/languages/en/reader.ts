import type { IdentityProblem } from '../../offline/identities.ts';
import type { ProblemKind } from '../../offline/opened-case.ts';
import type { ShareProblem } from '../../offline/shares.ts';
import type { About } from '../../seal/message.ts';
import type { ReplyKind } from '../../seal/reply-bundle.ts';

/** The unit's own tool: one page that works without a network. */

const problems: Record<ProblemKind | IdentityProblem | ShareProblem, string> = {
  'not-a-zip': 'It is not a case file, or it was cut off. Fetch it again.',
  'part-missing': 'It is missing in the case file. Fetch the case file again.',
  'head-unreadable':
    'The list of contents cannot be read. It is not a case file, or it is damaged.',
  'other-version': 'It is not a case file, or it comes from another version of the service.',
  'too-large': 'It is larger than it can be. Do not trust it.',
  'not-listed': 'The case file’s list of contents does not name it, so it was not opened.',
  'not-in-manifest': 'The sealed list of contents does not name it. Do not trust it.',
  'unsafe-name': 'It has a name that this service never gives. Do not trust it.',
  differs: 'Its content is not what the sealed list says. Do not trust it.',
  'other-case': 'It belongs to another case or message. Do not trust it.',
  'damaged-on-the-way': 'It was damaged on the way. Fetch the case file again.',
  'not-age': 'It is not a sealed file.',
  'other-key': 'It is not sealed to a key that you have unlocked.',
  'cut-off': 'It was cut off or changed before the server stored it.',
  unreadable: 'It cannot be read.',
  damaged: 'The key file is damaged. Take your backup.',
  'not-an-identity': 'This is not a key file.',
  'wrong-passphrase': 'The passphrase is wrong, or the key file is damaged.',
  empty: 'There is no key in the file.',
  'not-a-share': 'One of these lines is not a part of a key, or a character of it is wrong.',
  'other-set': 'These parts come from different splittings.',
  'too-few': 'There are too few parts.',
  'wrong-result': 'The parts do not make the key that was split.',
};

const kinds: Record<ReplyKind, string> = {
  acknowledgement: 'Confirmation of receipt',
  'scope-decision': 'Decision on whether it belongs here',
  question: 'Question',
  feedback: 'Feedback',
  minutes: 'Minutes to check',
  'consent-request': 'Request for consent',
  message: 'Other message',
};

const about: Record<About, string> = {
  message: 'Message',
  correction: 'Correction',
  withdrawal: 'Wants to withdraw the report',
  call: 'Wants a call',
  meeting: 'Wants a meeting',
  'minutes-approved': 'Approves the minutes',
  'minutes-corrected': 'Corrects the minutes',
  'consent-given': 'Gives consent',
  'consent-refused': 'Refuses consent',
};

export const reader = {
  title: 'Offline reader',
  noScript: 'This page needs JavaScript. It asks no network for anything.',
  offline:
    'This page works without a network and sends nothing. What you do here stays in this window until you save it.',
  language: 'Language',
  nav: { open: 'Open a case', keys: 'Keys' },
  working: 'Working …',
  done: 'Done.',
  stop: 'Stop',
  stopped: 'Stopped. Nothing was saved.',
  fileGone:
    'The file could not be read any more. Is the stick still in the computer? Choose the file again.',
  noRoom: 'There is no room on the disk. Choose another place.',
  soFar: (p: { percent: string }) => `${p.percent} percent`,
  save: 'Save',
  failed: (p: { why: string }) => `That did not work: ${p.why}`,
  noMemory:
    'This browser has not enough memory for it. Use Chrome or Edge, or the command line (docs/unit.md).',
  passphrase: 'Passphrase',
  keyFile: 'Key file',
  fingerprint: 'Fingerprint',
  recipient: 'Recipient string',

  unlockTitle: '1. Unlock your key',
  unlockLead: 'The key stays in this window. It is gone when you close it.',
  unlock: 'Unlock',
  unlocked: 'Unlocked keys',
  lock: 'Lock and forget everything',
  addKey: 'Another key (for instance an older one)',
  notRecipient: 'not a recipient string, or a character of it is wrong',
  noKeyYet: 'No key yet? Make one under “Keys”.',
  otherBundle: 'Open another case file',
  bundleTitle: '2. Open a case file',
  bundleLead: 'Drop a case file (case-….zip) here, or choose it.',
  bundleFile: 'Case file',
  needKey: 'Unlock a key to read the case. You can reply without one.',

  caseTitle: (p: { id: string }) => `Case ${p.id}`,
  received: 'Received',
  channel: 'Channel',
  reporterLanguage: 'Reporter’s language',
  tabs: { read: 'Read', reply: 'Reply', handOver: 'Hand over', archive: 'Archive' },
  tabsLabel: 'What to do with the case',
  messageKinds: {
    report: 'Report',
    'follow-up': 'Message from the reporter',
    attachments: 'Files sent later',
    notice: 'Notice',
    other: 'Message',
  },
  noText: 'No text came with it.',
  unchecked:
    'The sealed list of contents did not open, so this text could not be compared with it. Do not trust it.',
  identity: { label: 'Identity', anonymous: 'Anonymous', named: 'Named' },
  relation: 'Relation to the workplace',
  category: 'Category',
  aboutLabel: 'About',
  about,
  answers: 'Answers reply',
  contact: 'Contact data',
  contactWarning:
    'Contact data may be in this message. Most cases can be handled without it. Open it only if you need it.',
  openContact: 'Open contact data',
  noContact: 'No contact data was given.',
  contactLeftOut: 'The contact data was left out when the case was handed over.',
  contactFields: { name: 'Name', email: 'E-mail', phone: 'Telephone', other: 'Other' },
  files: 'Files',
  cleaned: 'Cleaned.',
  removed: (p: { what: string }) => `Removed: ${p.what}.`,
  nothingRemoved: 'Nothing hidden was found.',
  unchanged:
    'UNCHANGED. It can harm your computer and can say who the reporter is. Do not pass it on.',
  notSent: (p: { number: string; why: string }) => `File ${p.number} was not sent. ${p.why}`,
  size: 'Size',
  checksum: 'SHA-256',
  show: 'Show',
  hide: 'Hide',
  page: (p: { number: string; of: string }) => `Page ${p.number} of ${p.of}`,
  previousPage: 'Previous page',
  nextPage: 'Next page',
  smaller: 'Smaller',
  larger: 'Larger',
  pageNumber: 'Go to page',
  pageText: 'Text of this page',
  noPageText: 'This page has no text, only a picture.',
  pdfTools: 'Pages',
  findInPdf: 'Find in this document',
  findNext: 'Find next',
  found: 'Found.',
  notFound: 'Not found.',
  pdfProblems: {
    'pdf-locked': 'This PDF asks for a password, so it is not shown here. You can save it.',
    'pdf-broken': 'This PDF is broken and cannot be shown. You can save it.',
    'pdf-too-hard':
      'This PDF takes too much time or memory, so it is not shown. It may have been made to do so. You can save it; take care where you open it.',
    'pdf-closed': 'This document was closed to make room for others. Hide it and show it again.',
  },
  pictureOf: (p: { name: string }) => `Picture ${p.name}`,
  saveFile: (p: { name: string }) => `Save ${p.name}`,
  showFile: (p: { name: string }) => `Show ${p.name}`,
  hideFile: (p: { name: string }) => `Hide ${p.name}`,
  largeFile:
    'This browser holds the whole file in memory while it is opened. Chrome and Edge write it to the disk as it comes.',
  notShown: 'It is not what its type says, so it is not shown. You can save it.',
  verify: 'Check all files',
  verifyHint:
    'A file is compared with its checksum whenever it is shown or saved. This does it for all of them at once.',
  verifyBad: 'These files did not pass:',
  verifyDone: (p: { files: string }) =>
    `All files are whole and as the sealed lists say: ${p.files}.`,
  problemsTitle: 'Not opened',
  problems,

  replyTitle: 'Reply to the reporter',
  replyLead:
    'The reply is sealed to the reporter alone. Nobody on the way can read it, nor can you afterwards: keep a copy in your records.',
  noReporter: 'The reporter can no longer be reached: the access to the mailbox has ended.',
  kind: 'Kind of reply',
  kinds,
  inScope: 'It belongs here',
  outOfScope: 'It does not belong here',
  scope: 'Decision',
  template: 'Put in the template text',
  templateHint: (p: { language: string }) =>
    `In the reporter’s language (${p.language}). Fill in what stands in [brackets].`,
  text: 'Text',
  attach: 'Files to attach',
  attachHint:
    'Their names are not sent, but what is hidden in them is. Clean them first if they hold anything that the reporter should not see.',
  brackets: 'There is still something in [brackets].',
  emptyReply: 'Write a text first.',
  sealReply: 'Seal the reply and save it',
  ownCopy: 'Save your own copy of the text',
  replyDone: (p: { name: string }) =>
    `The reply is in ${p.name}. Upload it on the desk, or give it to the sysadmin.`,

  handOverTitle: 'Hand over to others',
  handOverLead:
    'Seals the whole case anew to other keys, as a case file that they open as you did. Compare the fingerprints with them first.',
  recipients: 'Recipient strings of those who get it, one a line',
  withContact: 'With contact data',
  handOver: 'Seal anew and save',
  handOverDone: (p: { name: string }) => `The new case file is ${p.name}. Only these keys open it.`,
  badRecipient:
    'A recipient string is wrong, is there twice, or post-quantum and classic ones are mixed.',

  copy: {
    label: 'Copy',
    whole: 'The whole case.',
    masked: (p: { count: string }) => `Masked copy. Passages left out: ${p.count}.`,
    contactIncluded: 'With contact data.',
    contactLeftOut: 'Contact data left out.',
    fileLeftOut: (p: { name: string }) => `${p.name}: left out of this copy`,
  },
  archiveTitle: 'Copy for the archive',
  archiveLead:
    'A ZIP with a readable page (case.html), the files, a list of contents and checksums. It is NOT sealed.',
  archiveContact: 'With contact data',
  archiveFiles: 'With files',
  archiveOriginals: 'Unchanged files too',
  masks: 'Words and passages to leave out, one a line (masked copy)',
  masksHint:
    'Each is replaced by a black bar wherever it stands in a text. Files are not masked: leave them out if they show the same.',
  archive: 'Make the copy',
  archiveDone: (p: { name: string; count: string }) =>
    `The copy is ${p.name}. Passages left out: ${p.count}.`,

  makeTitle: 'Make a key',
  makeLead:
    'Every member makes a key of their own. The private half stays with you; the recipient string goes to the sysadmin.',
  loss: 'Without the key file and its passphrase nobody can open what was sealed to it: not you, not the sysadmin, not the makers of this software.',
  keyKind: 'Kind of key',
  hybrid: 'Post-quantum (recommended)',
  classic: 'Classic, for older age tools',
  newPassphrase: 'New passphrase',
  samePassphrase: 'The same again',
  passphraseHint: 'At least 12 characters, better several words.',
  suggest: 'Make one for me',
  suggested: 'Write it on paper and keep it apart from the key file.',
  tooShort: 'The passphrase is too short.',
  guessable:
    'It is easy to guess: common words or names, keys in a row, or repetitions. Take four or five words that have nothing to do with each other or with you.',
  notSame: 'The two passphrases are not the same.',
  make: 'Make the key',
  made: 'Your new key',
  saveKey: 'Save the key file',
  print: 'Print the paper copy',
  saveRecipient: 'Save the recipient string',
  toSysadmin:
    'Give the recipient string to the sysadmin, and read the fingerprint to each other, on the telephone or face to face.',
  paperTitle: 'Paper copy of a key',
  paperLead:
    'Locked with its passphrase, which does not stand here. Keep this sheet and the passphrase in two places. To use it: scan the square or type the lines into a text file; that file is the key file.',
  qr: 'The lines above as a QR code',
  rotation:
    'Changing keys: make a new one, give its recipient string to the sysadmin, and keep the old one as long as there are cases from its time. Unlock both here.',

  checkTitle: 'Check a backup',
  checkLead:
    'A backup that was never opened is a hope. Choose the copy, or paste the lines of the paper copy.',
  pasted: 'Lines of the paper copy',
  check: 'Check',
  checkDone: 'This backup opens. Compare the fingerprint with the one you wrote down.',
  nothingChosen: 'Choose a file or paste lines first.',

  splitTitle: 'Split a backup',
  splitLead:
    'Makes parts of a key for several people. Only so many of them together bring it back; fewer know nothing. The parts have no passphrase.',
  parts: 'Parts in all',
  needed: 'Parts needed',
  split: 'Split',
  partLabel: (p: { number: string; of: string; needed: string }) =>
    `Part ${p.number} of ${p.of}; ${p.needed} are needed`,
  savePart: (p: { number: string }) => `Save part ${p.number}`,
  badNumbers: 'Choose 2 to 20 parts, and at least 2 and at most all of them as needed.',
  joinTitle: 'Join parts',
  joinLead: 'Paste the parts, one a line. The key gets a new passphrase.',
  joinParts: 'The parts, one a line',
  join: 'Join',
};

export type ReaderTexts = typeof reader;
