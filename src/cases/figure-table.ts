import type { Figures } from './statistics.ts';

/** The figures as rows for a page, a CSV file and plain text, and the advice on small numbers. */

/** The rows of the table, in the order in which they are published. Items are reasons, stages, themes and so on. */
export interface FigureRow {
  readonly group: FigureGroup;
  /** Which part of the group, as a code; null for the group's own number. */
  readonly item: string | null;
  readonly count: number;
}

export const FIGURE_GROUPS = [
  'received',
  'received-unique',
  'handed-over-here',
  'carried-in',
  'reopened',
  'rejected',
  'forwarded',
  'manifestly-unfounded',
  'minor',
  'duplicates',
  'withdrawn',
  'insufficient-information',
  'action',
  'no-action',
  'settled',
  'pending',
  'substantive',
  'substantive-pending',
  'police-reports',
  'authorities-informed',
  'theme-received',
  'theme-substantive',
  'arrival',
  'identity',
  'acknowledgement',
  'feedback',
  'test-excluded',
] as const;
export type FigureGroup = (typeof FIGURE_GROUPS)[number];

export function figureRows(figures: Figures): readonly FigureRow[] {
  const { received } = figures;
  return [
    ...total('received', received.all),
    ...total('received-unique', received.unique),
    ...total('handed-over-here', received.handedOver),
    ...total('carried-in', figures.carriedIn),
    ...total('reopened', figures.reopened),
    ...total('rejected', figures.rejected.all),
    ...parts('rejected', figures.rejected.byReason),
    ...total('forwarded', figures.forwarded.all),
    ...parts('forwarded', figures.forwarded.byAddressee),
    ...total('manifestly-unfounded', figures.manifestlyUnfounded),
    ...total('minor', figures.minor),
    ...total('duplicates', figures.duplicates),
    ...total('withdrawn', figures.withdrawn),
    ...total('insufficient-information', figures.insufficientInformation),
    ...total('action', figures.action),
    ...total('no-action', figures.noAction),
    ...total('settled', figures.settled),
    ...total('pending', figures.pending.all),
    ...parts('pending', figures.pending.byStage),
    ...total('substantive', figures.substantive.all),
    ...total('substantive-pending', figures.substantive.pending),
    ...total('police-reports', figures.policeReports),
    ...total('authorities-informed', figures.authoritiesInformed),
    ...figures.themes.map(
      ({ theme, received: count }): FigureRow => ({ group: 'theme-received', item: theme, count }),
    ),
    ...figures.themes.map(
      ({ theme, substantive: count }): FigureRow => ({
        group: 'theme-substantive',
        item: theme,
        count,
      }),
    ),
    ...parts('arrival', received.byArrival),
    ...parts('identity', { anonymous: received.anonymous, named: received.named }),
    ...parts('acknowledgement', figures.acknowledgement),
    ...parts('feedback', figures.feedback),
    ...total('test-excluded', figures.testExcluded),
  ];
}

/** Below this, a reader who knows the place may guess the person. */
const SMALL = 5;

/** Rows that say something about single cases beyond their number; totals are expected by § 27 however small. */
const TELLING: readonly FigureGroup[] = [
  'theme-received',
  'theme-substantive',
  'police-reports',
  'authorities-informed',
  'arrival',
  'identity',
];

/**
 * The rows that should be read once more, merged or left out before publishing, because they are small but not zero
 * (secrecy: lov 1436/2021 § 27 with § 25). Empty when there is nothing to advise.
 */
export function smallNumbers(figures: Figures, below = SMALL): readonly FigureRow[] {
  return figureRows(figures).filter(
    ({ group, item, count }) =>
      count > 0 && count < below && (item !== null || TELLING.includes(group)),
  );
}

function total(group: FigureGroup, count: number): FigureRow[] {
  return [{ group, item: null, count }];
}

function parts(group: FigureGroup, counts: Readonly<Record<string, number>>): FigureRow[] {
  return Object.entries(counts).map(([item, count]) => ({ group, item, count }));
}
