import type { Request, Response } from 'express';
import QRCode from 'qrcode';
import { SHORTEST } from './accounts/passphrase.ts';
import {
  type Desk,
  type DeskPage,
  field,
  memberVisit,
  renderDesk,
  startOf,
  type Visit,
} from './site.ts';

/** Setting up an access, logging in and out. */

/** The start: the log-in, or the first page that the member may see. */
export function showStart(showCases: DeskPage): DeskPage<Visit> {
  return async (desk, request, response, visit) => {
    const known = await memberVisit(desk, request, response);
    if (known === null) return showLogin(desk, request, response, visit);
    const start = startOf(known.member);
    if (start !== '') return response.redirect(303, visit.base + start);
    await showCases(desk, request, response, known);
  };
}

function showLogin(
  desk: Desk,
  request: Request,
  response: Response,
  visit: Visit,
  problem = '',
  name = '',
): void {
  const { login } = visit.texts.desk;
  renderDesk(
    desk,
    request,
    response,
    visit,
    'login',
    { title: login.title, path: '', error: problem !== '' },
    {
      problem,
      typed: name,
      notice: 'out' in request.query ? login.out : 'ended' in request.query ? login.ended : '',
    },
  );
}

export const takeLogin: DeskPage<Visit> = async (desk, request, response, visit) => {
  desk.csrf.check(request, response);
  const name = field(request, 'name').slice(0, 100);
  const known = await desk.accounts.recognise(
    name,
    field(request, 'passphrase'),
    field(request, 'second'),
  );
  const { login } = visit.texts.desk;
  if (!('member' in known)) {
    response.status('wait' in known ? 429 : 422);
    const problem = 'wait' in known ? login.wait({ seconds: known.wait }) : login.wrong;
    return showLogin(desk, request, response, visit, problem, name);
  }
  const left = known.recoveryCodesLeft;
  desk.sessions.open(request, response, {
    memberId: known.member.id,
    notice: left === null ? null : login.recovered({ left }),
    close: () => undefined,
  });
  response.redirect(303, visit.base + startOf(known.member));
};

export const takeLogout: DeskPage<Visit> = async (desk, request, response, visit) => {
  desk.csrf.check(request, response);
  desk.sessions.close(request, response);
  response.set('Clear-Site-Data', '"cache"');
  response.redirect(303, `${visit.base}?out`);
};

export const showEnrolment: DeskPage<Visit> = async (desk, request, response, visit) => {
  await renderEnrolment(desk, request, response, visit);
};

async function renderEnrolment(
  desk: Desk,
  request: Request,
  response: Response,
  visit: Visit,
  problem = '',
): Promise<void> {
  const token = String(request.params['token']);
  const { enrol } = visit.texts.desk;
  const found = await desk.accounts.enrolment(token);
  if (found === null) {
    response.status(404);
    return renderDesk(
      desk,
      request,
      response,
      visit,
      'message',
      { title: enrol.gone, error: true },
      { text: enrol.goneText },
    );
  }
  // A picture inside the page: nothing else has to be fetched, and nobody else sees the secret.
  const picture = await QRCode.toDataURL(found.uri, {
    errorCorrectionLevel: 'M',
    margin: 4,
    scale: 5,
  });
  renderDesk(
    desk,
    request,
    response,
    visit,
    'enrol',
    { title: enrol.title, path: `/enrol/${token}`, error: problem !== '' },
    { token, name: found.member.name, picture, secret: found.text, problem, characters: SHORTEST },
  );
}

export const takeEnrolment: DeskPage<Visit> = async (desk, request, response, visit) => {
  desk.csrf.check(request, response);
  const token = String(request.params['token']);
  const { wrong, ...enrol } = visit.texts.desk.enrol;
  const refuse = (problem: string) => {
    response.status(422);
    return renderEnrolment(desk, request, response, visit, problem);
  };
  const passphrase = field(request, 'passphrase');
  if (passphrase !== field(request, 'repeat')) return refuse(wrong.repeat);
  const enrolled = await desk.accounts.enrol(token, passphrase, field(request, 'password'));
  if ('wrong' in enrolled) {
    return refuse(enrolled.wrong === 'link' ? '' : wrong[enrolled.wrong]);
  }
  renderDesk(
    desk,
    request,
    response,
    visit,
    'enrolled',
    { title: enrol.doneTitle },
    { recoveryCodes: enrolled.recoveryCodes },
  );
};
