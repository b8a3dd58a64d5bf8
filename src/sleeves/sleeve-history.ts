import type { Day } from '../market/day.ts';
import type { Constituent } from './review/reconstitute.ts';
import type { ScreeningStep } from './review/screening.ts';
import type { Valuation } from './characteristics/valuation.ts';

/** An entry or an exit, and its reason. */
export interface ConstituentChange {
  readonly issuer: number;
  readonly reason: string;
}

/** A review of a sleeve (its reconstitution): decided with the data of its cut-off, in force from the close of `effective`. */
export type Review = { readonly cutOff: Day; readonly screening: readonly ScreeningStep[] } & (
  | {
      readonly kind: 'completed';
      readonly effective: Day;
      readonly constituents: readonly Constituent[];
      readonly entries: readonly ConstituentChange[];
      readonly exits: readonly ConstituentChange[];
      /** One-way: half the sum of the absolute weight changes from the drifted weights. A fraction; null for the first review. */
      readonly turnover: number | null;
    }
  /** No constituents could be determined; the previous ones stay. */
  | { readonly kind: 'infeasible'; readonly reason: string }
);

/** An event of a constituent between reviews. */
export interface SleeveEvent {
  readonly day: Day;
  readonly issuer: number;
  /** `resumed`: trades again. `removed`: left at its last price; its weight went to the others pro rata. */
  readonly kind: 'suspended' | 'resumed' | 'removed';
  readonly weight: number;
}

/** A stock and its weight in the sleeve, a fraction. */
export interface SleeveHolding {
  readonly issuer: number;
  readonly weight: number;
}

/** A sleeve at the close of a session, after any review effective at that close. */
export interface SleeveClose {
  readonly day: Day;
  /** Column and weight drifted since the last review. Pairs, because a store holds some hundred thousand of them. */
  readonly holdings: readonly (readonly [issuer: number, weight: number])[];
  readonly valuation: Valuation;
}

/** Price-return and total-return levels, one per session from the first change on, where they are 1,000. */
export interface IndexLevels {
  readonly day: readonly Day[];
  readonly price: readonly number[];
  readonly total: readonly number[];
}

/** The history of a sleeve from its first change to the last session. */
export interface SleeveHistory {
  readonly reviews: readonly Review[];
  readonly events: readonly SleeveEvent[];
  readonly levels: IndexLevels;
  /** At the last session of each month and at the last session of all, from the first change on. */
  readonly closes: readonly SleeveClose[];
  /** At the last session; empty if no review was feasible. */
  readonly holdings: readonly SleeveHolding[];
}

/**
 * The sleeve at the close of a day.
 *
 * @returns null unless the day is a month's last session or the last of all, on or after the first change.
 */
export const closeAt = ({ closes }: SleeveHistory, day: Day): SleeveClose | null =>
  closes.find((c) => c.day === day) ?? null;

/**
 * The holdings at the close of a day, bit for bit as built.
 *
 * @returns null where `closeAt` is null.
 */
export const holdingsAt = (history: SleeveHistory, day: Day): readonly SleeveHolding[] | null =>
  closeAt(history, day)?.holdings.map(([issuer, weight]) => ({ issuer, weight })) ?? null;

export type CompletedReview = Extract<Review, { kind: 'completed' }>;

export const completedReviews = ({ reviews }: SleeveHistory): CompletedReview[] =>
  reviews.filter((r) => r.kind === 'completed');

export type InfeasibleReview = Extract<Review, { kind: 'infeasible' }>;

/** Infeasible reviews after the warm-up, i.e. after the first completed one; all of them if none was completed. */
export function infeasibleReviews({ reviews }: SleeveHistory): InfeasibleReview[] {
  const first = reviews.findIndex((r) => r.kind === 'completed');
  return reviews.slice(Math.max(0, first)).filter((r) => r.kind === 'infeasible');
}
