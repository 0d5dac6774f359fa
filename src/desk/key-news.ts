import { formatDay } from '../languages/format.ts';
import type { RecipientChange } from '../store/store.ts';
import { hasRight } from './accounts/roles.ts';
import { nameOfChannel } from './channel-name.ts';
import type { Desk, MemberVisit } from './site.ts';

/** Changes of the keys that reports are sealed to, told until the unit says to know of them. */

/** What a page has to tell of; nothing when `lines` is empty. */
export async function keyNews(desk: Desk, { member, texts, language }: MemberVisit) {
  const words = texts.deskKeys.news;
  const administers = hasRight(member, 'members');
  const changes = (await desk.tools.store.recipients.changes()).filter(
    ({ channel }) => administers || member.channels.includes(channel),
  );
  const told = ({ day, channel, change, name, fingerprint }: RecipientChange) =>
    words[change]({
      day: formatDay(language, day),
      channel: nameOfChannel(desk.channels, channel, language),
      name,
      print: fingerprint,
    });
  const failed = desk.noticeFailedOn();
  return {
    noticeFailed:
      failed === null ? '' : texts.deskKeys.notice.failing({ day: formatDay(language, failed) }),
    keyNews: {
      words,
      lines: changes.map(told),
      // Which ones were shown: what came since is not said to be known.
      numbers: changes.map(({ number }) => number),
    },
  };
}
