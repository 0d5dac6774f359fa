import type { IntakeTexts } from '../languages/en/intake.ts';

/** The error pages there are, by their texts. */
export type ErrorPage = Exclude<keyof IntakeTexts['errors'], 'back' | 'toHome' | 'toMailbox'>;

const STATUS: Record<ErrorPage, number> = {
  notFound: 404,
  forbidden: 403,
  expired: 403,
  tooLarge: 413,
  busy: 503,
  lengthRequired: 411,
  malformed: 400,
  // Not 408: on a connection that was used before, Firefox then sends the form again by itself (measured).
  stalled: 400,
  method: 405,
  internal: 500,
};

/** Refusals of a form that is good to be sent again: its page shows it with everything that was typed. */
const TYPED_STAYS: readonly ErrorPage[] = ['expired', 'tooLarge', 'busy', 'malformed', 'stalled'];

/** A request that is refused with a page of its own; error-pages.ts shows it. */
export class PageError extends Error {
  override name = 'PageError';
  readonly page: ErrorPage;
  readonly status: number;

  constructor(page: ErrorPage, options?: ErrorOptions) {
    super(page, options);
    this.page = page;
    this.status = STATUS[page];
  }

  get typedStays(): boolean {
    return TYPED_STAYS.includes(this.page);
  }
}
