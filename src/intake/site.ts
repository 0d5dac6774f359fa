import type { Request, Response } from 'express';
import type { CaseTools } from '../cases/tools.ts';
import type { Channel, Limits } from '../config/schema.ts';
import { CATALOGUES, type Catalogue } from '../languages/catalogue.ts';
import { LANGUAGES, type Language } from '../languages/language.ts';
import type { Csrf } from '../web/csrf.ts';
import type { Incidents } from '../web/incidents.ts';
import type { FormReader } from '../web/read-form.ts';
import type { Sessions } from '../web/session.ts';
import type { SlowDown } from '../web/slow-down.ts';
import type { MailboxSession } from './mailbox-session.ts';
import type { UploadProgress } from './upload-progress.ts';

/** What the reporter's pages work with; made in app.ts. */
export interface Intake {
  channels: readonly Channel[];
  origins: readonly string[];
  limits: Limits;
  tools: CaseTools;
  incidents: Incidents;
  csrf: Csrf;
  forms: FormReader;
  sessions: Sessions<MailboxSession>;
  /** Wrong codes, by circuit. */
  wrongCodes: SlowDown;
  ticketKey: Uint8Array;
  progress: UploadProgress;
}

/** One channel in one language: what every page of it needs to know. */
export interface Place {
  channel: Channel;
  language: Language;
  texts: Catalogue;
  /** The beginning of this place's addresses, `/da` or `/channel/da`. */
  base: string;
}

export function placeOf(channels: readonly Channel[], channel: Channel, language: Language): Place {
  const prefix = channels.length === 1 ? '' : `/${channel.id}`;
  return { channel, language, texts: CATALOGUES[language], base: `${prefix}/${language}` };
}

/** The name in the page's language, which the configuration guarantees for every language of the channel. */
export function nameOf(translated: Partial<Record<Language, string>>, language: Language): string {
  return translated[language] ?? '';
}

export interface PageOptions {
  title: string;
  /** Which part of the navigation this page belongs to. */
  current: 'home' | 'report' | 'mailbox' | null;
  /**
   * The rest of the address after the language, for links to the same page in other languages. Pages that show a code or
   * something typed have no such links: they would make a new code or lose what was typed.
   */
  path?: string;
  error?: boolean;
}

/** Renders a page of a place. `values` are what its view names. */
export function renderPage(
  response: Response,
  place: Place,
  view: string,
  options: PageOptions,
  values: Record<string, unknown> = {},
): void {
  const { channel, language, texts, base } = place;
  const prefix = base.slice(0, -language.length - 1);
  const others = options.path === undefined ? [] : channel.languages;
  response.type('html').render(view, {
    t: texts.intake,
    connectionTexts: texts.connection,
    accessibilityTitle: texts.pages.titles.accessibility,
    removedTexts: texts.removed,
    reasonTexts: texts.reasons,
    lang: language,
    base,
    name: nameOf(channel.name, language),
    logoText: nameOf(channel.brand.logo?.alt ?? {}, language),
    title: `${options.error ? texts.intake.errorPrefix : ''}${options.title}`,
    heading: options.title,
    current: options.current ?? '',
    languages: others.map((code) => ({
      code,
      name: LANGUAGES[code],
      href: `${prefix}/${code}${options.path}`,
      current: code === language,
    })),
    ...values,
  });
}

/** The token that a form of this page carries. */
export function formToken(intake: Intake, request: Request, response: Response): string {
  return intake.csrf.token(request, response);
}

/** A page, or what takes its form. */
export type Page = (
  intake: Intake,
  request: Request,
  response: Response,
  place: Place,
) => Promise<void>;

/** A field of a small form that must be a text. */
export function stringField(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
