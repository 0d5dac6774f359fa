import type { Request, Response } from 'express';
import QRCode from 'qrcode';
import { SHORTEST } from './accounts/passphrase.ts';
import { type Desk, type DeskPage, field, renderDesk, type Visit } from './site.ts';

/** Setting up an access, by the link that an administrator gave. */

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
    'recovery-codes',
    { title: enrol.doneTitle },
    {
      recoveryCodes: enrolled.recoveryCodes,
      next: { href: visit.base, text: enrol.toLogin },
    },
  );
};
