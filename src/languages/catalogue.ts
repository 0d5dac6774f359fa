import { access as daAccess } from './da/access.ts';
import { caseTexts as daCase } from './da/case.ts';
import { connection as daConnection } from './da/connection.ts';
import { desk as daDesk } from './da/desk.ts';
import { deskCodes as daDeskCodes } from './da/desk-codes.ts';
import { deskKeys as daDeskKeys } from './da/desk-keys.ts';
import * as daFiles from './da/files.ts';
import { handOver as daHandOver } from './da/hand-over.ts';
import { happened as daHappened } from './da/happened.ts';
import { hints as daHints } from './da/hints.ts';
import { intake as daIntake } from './da/intake.ts';
import { law as daLaw } from './da/law.ts';
import { leaveOut as daLeaveOut } from './da/leave-out.ts';
import { mailboxPages as daMailboxPages } from './da/mailbox-pages.ts';
import { notice as daNotice } from './da/notice.ts';
import { pages as daPages } from './da/pages.ts';
import { poster as daPoster } from './da/poster.ts';
import { selfCheck as daSelfCheck } from './da/self-check.ts';
import { upload as daUpload } from './da/upload.ts';
import { access as enAccess } from './en/access.ts';
import { caseTexts as enCase } from './en/case.ts';
import { connection as enConnection } from './en/connection.ts';
import { desk as enDesk } from './en/desk.ts';
import { deskCodes as enDeskCodes } from './en/desk-codes.ts';
import { deskKeys as enDeskKeys } from './en/desk-keys.ts';
import * as enFiles from './en/files.ts';
import { handOver as enHandOver } from './en/hand-over.ts';
import { happened as enHappened, type HappenedTexts } from './en/happened.ts';
import { hints as enHints } from './en/hints.ts';
import { intake as enIntake } from './en/intake.ts';
import { law as enLaw } from './en/law.ts';
import { leaveOut as enLeaveOut } from './en/leave-out.ts';
import { mailboxPages as enMailboxPages } from './en/mailbox-pages.ts';
import { notice as enNotice } from './en/notice.ts';
import { pages as enPages } from './en/pages.ts';
import { poster as enPoster } from './en/poster.ts';
import { selfCheck as enSelfCheck } from './en/self-check.ts';
import { upload as enUpload } from './en/upload.ts';
import type { Language } from './language.ts';
import { access as nbAccess } from './nb/access.ts';
import { caseTexts as nbCase } from './nb/case.ts';
import { connection as nbConnection } from './nb/connection.ts';
import { desk as nbDesk } from './nb/desk.ts';
import { deskCodes as nbDeskCodes } from './nb/desk-codes.ts';
import { deskKeys as nbDeskKeys } from './nb/desk-keys.ts';
import * as nbFiles from './nb/files.ts';
import { handOver as nbHandOver } from './nb/hand-over.ts';
import { happened as nbHappened } from './nb/happened.ts';
import { hints as nbHints } from './nb/hints.ts';
import { intake as nbIntake } from './nb/intake.ts';
import { law as nbLaw } from './nb/law.ts';
import { leaveOut as nbLeaveOut } from './nb/leave-out.ts';
import { mailboxPages as nbMailboxPages } from './nb/mailbox-pages.ts';
import { notice as nbNotice } from './nb/notice.ts';
import { pages as nbPages } from './nb/pages.ts';
import { poster as nbPoster } from './nb/poster.ts';
import { selfCheck as nbSelfCheck } from './nb/self-check.ts';
import { upload as nbUpload } from './nb/upload.ts';
import { access as svAccess } from './sv/access.ts';
import { caseTexts as svCase } from './sv/case.ts';
import { connection as svConnection } from './sv/connection.ts';
import { desk as svDesk } from './sv/desk.ts';
import { deskCodes as svDeskCodes } from './sv/desk-codes.ts';
import { deskKeys as svDeskKeys } from './sv/desk-keys.ts';
import * as svFiles from './sv/files.ts';
import { handOver as svHandOver } from './sv/hand-over.ts';
import { happened as svHappened } from './sv/happened.ts';
import { hints as svHints } from './sv/hints.ts';
import { intake as svIntake } from './sv/intake.ts';
import { law as svLaw } from './sv/law.ts';
import { leaveOut as svLeaveOut } from './sv/leave-out.ts';
import { mailboxPages as svMailboxPages } from './sv/mailbox-pages.ts';
import { notice as svNotice } from './sv/notice.ts';
import { pages as svPages } from './sv/pages.ts';
import { poster as svPoster } from './sv/poster.ts';
import { selfCheck as svSelfCheck } from './sv/self-check.ts';
import { upload as svUpload } from './sv/upload.ts';

/** Every text of the pages in one language. A text that is missing in a language fails the type check. */
export interface Catalogue {
  intake: typeof enIntake;
  hints: typeof enHints;
  upload: typeof enUpload;
  poster: typeof enPoster;
  connection: typeof enConnection;
  pages: typeof enPages;
  law: typeof enLaw;
  selfCheck: typeof enSelfCheck;
  mailboxPages: typeof enMailboxPages;
  case: typeof enCase;
  desk: typeof enDesk;
  deskCodes: typeof enDeskCodes;
  deskKeys: typeof enDeskKeys;
  access: typeof enAccess;
  handOver: typeof enHandOver;
  leaveOut: typeof enLeaveOut;
  happened: HappenedTexts;
  notice: typeof enNotice;
  removed: typeof enFiles.removed;
  reasons: typeof enFiles.reasons;
}

export const CATALOGUES: Record<Language, Catalogue> = {
  da: {
    intake: daIntake,
    hints: daHints,
    upload: daUpload,
    poster: daPoster,
    connection: daConnection,
    pages: daPages,
    law: daLaw,
    selfCheck: daSelfCheck,
    mailboxPages: daMailboxPages,
    case: daCase,
    desk: daDesk,
    deskCodes: daDeskCodes,
    deskKeys: daDeskKeys,
    access: daAccess,
    handOver: daHandOver,
    leaveOut: daLeaveOut,
    happened: daHappened,
    notice: daNotice,
    ...daFiles,
  },
  sv: {
    intake: svIntake,
    hints: svHints,
    upload: svUpload,
    poster: svPoster,
    connection: svConnection,
    pages: svPages,
    law: svLaw,
    selfCheck: svSelfCheck,
    mailboxPages: svMailboxPages,
    case: svCase,
    desk: svDesk,
    deskCodes: svDeskCodes,
    deskKeys: svDeskKeys,
    access: svAccess,
    handOver: svHandOver,
    leaveOut: svLeaveOut,
    happened: svHappened,
    notice: svNotice,
    ...svFiles,
  },
  nb: {
    intake: nbIntake,
    hints: nbHints,
    upload: nbUpload,
    poster: nbPoster,
    connection: nbConnection,
    pages: nbPages,
    law: nbLaw,
    selfCheck: nbSelfCheck,
    mailboxPages: nbMailboxPages,
    case: nbCase,
    desk: nbDesk,
    deskCodes: nbDeskCodes,
    deskKeys: nbDeskKeys,
    access: nbAccess,
    handOver: nbHandOver,
    leaveOut: nbLeaveOut,
    happened: nbHappened,
    notice: nbNotice,
    ...nbFiles,
  },
  en: {
    intake: enIntake,
    hints: enHints,
    upload: enUpload,
    poster: enPoster,
    connection: enConnection,
    pages: enPages,
    law: enLaw,
    selfCheck: enSelfCheck,
    mailboxPages: enMailboxPages,
    case: enCase,
    desk: enDesk,
    deskCodes: enDeskCodes,
    deskKeys: enDeskKeys,
    access: enAccess,
    handOver: enHandOver,
    leaveOut: enLeaveOut,
    happened: enHappened,
    notice: enNotice,
    ...enFiles,
  },
};
