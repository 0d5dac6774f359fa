import type { SendMailOptions } from 'nodemailer';
import { type Day, dayOf } from '../cases/day.ts';
import type { Notices } from '../config/notices-schema.ts';
import { noticeMail } from './notice-mail.ts';
import type { Relay } from './relay.ts';

/** Sends the daily notice when it is time, and tries again for a while when the relay is down. */
export interface DailyNotice {
  /** To be called every minute or so. */
  tick(): Promise<void>;
  /** The day of a notice that did not get through, until one does. */
  failedOn(): Day | null;
}

export interface NoticeTools {
  relay: Relay;
  /** What was sent last, so that a start in between sends none twice. */
  sent: { last(): Promise<string | null>; note(day: string): Promise<void> };
  /** Whether this receiver has something to look at. */
  look(receiver: Notices['to'][number]): Promise<boolean>;
  incidents: (kind: string, error?: unknown) => void;
  clock: () => Date;
}

/** For so many minutes after its time a notice is tried again; later it would tell when a server was mended. */
const TRY_MINUTES = 60;

export function dailyNotice(notices: Notices, tools: NoticeTools): DailyNotice {
  /** Who got the notice of this day already, while others did not. */
  let done = { day: '' as string, addresses: new Set<string>() };
  let failed: Day | null = null;
  let underWay = false;

  async function send(today: Day): Promise<void> {
    if (done.day !== today) done = { day: today, addresses: new Set() };
    const mails: { address: string; mail: SendMailOptions }[] = [];
    for (const receiver of notices.to) {
      const { address } = receiver;
      if (done.addresses.has(address)) continue;
      const look = await tools.look(receiver);
      mails.push({ address, mail: noticeMail(notices, address, look, tools.clock()) });
    }
    let error: unknown = null;
    for (const { address, mail } of mails) {
      try {
        await tools.relay.send(mail);
        done.addresses.add(address);
      } catch (thrown) {
        error = thrown;
      }
    }
    if (error !== null) {
      if (failed !== today) tools.incidents('the daily notice was not taken by the relay', error);
      failed = today;
      return;
    }
    await tools.sent.note(today);
    failed = null;
  }

  return {
    failedOn: () => failed,
    async tick() {
      if (underWay) return;
      underWay = true;
      try {
        const { day, minutes } = localTime(tools.clock(), notices.timeZone);
        const since = minutes - minutesOf(notices.at);
        if (since < 0) return;
        const last = await tools.sent.last();
        // A clock that was set back must not send the same day twice.
        if (last !== null && last >= day) return;
        if (since < TRY_MINUTES) await send(day);
        else if (failed !== day) {
          failed = day;
          tools.incidents('the daily notice of today was not sent: its time was over');
        }
      } catch (error) {
        tools.incidents('the daily notice failed', error);
      } finally {
        underWay = false;
      }
    },
  };
}

function localTime(now: Date, timeZone: string): { day: Day; minutes: number } {
  const time = new Intl.DateTimeFormat('en-GB', {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone,
  });
  return { day: dayOf(now, timeZone), minutes: minutesOf(time.format(now)) };
}

function minutesOf(time: string): number {
  const [hours, minutes] = time.split(':').map(Number);
  return (hours ?? 0) * 60 + (minutes ?? 0);
}
