import { formatSize } from '../languages/format.ts';
import { PageError } from '../web/page-error.ts';
import { type DeskPage, renderDesk } from './site.ts';

/** The reader that the sysadmin built, for members to save, and how to tell that it is the right one. */

export const showReader: DeskPage = async (desk, request, response, visit) => {
  const { member, texts, language } = visit;
  const words = texts.deskKeys.reader;
  const { reader } = desk;
  renderDesk(
    desk,
    request,
    response,
    visit,
    'reader',
    { title: words.title, current: 'reader', member, path: '/reader' },
    {
      r: words,
      there: reader !== null,
      save: reader ? words.save({ size: formatSize(language, reader.bytes.length) }) : '',
      // In groups, to be compared by eye.
      sum: reader?.sha256.replace(/(.{8})(?!$)/g, '$1 ') ?? '',
    },
  );
};

/** Never as a page: what runs there must not run at the address of the desk. */
export const sendReader: DeskPage = async (desk, _request, response) => {
  if (desk.reader === null) throw new PageError('notFound');
  response.set({
    'Content-Type': 'application/octet-stream',
    'Content-Disposition': 'attachment; filename="reader.html"',
  });
  response.send(desk.reader.bytes);
};
