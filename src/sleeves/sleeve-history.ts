import type { Day } from '../market/day.ts';
import type { Member } from './review/reconstitute.ts';
import type { FunnelStep } from './review/screening.ts';
import type { Valuation } from './characteristics/valuation.ts';

/** A name that came or went, and why. */
export interface Change {
  readonly issuer: number;
  readonly reason: string;
}

/** A review of a sleeve: decided with the data of its cut-off, in force from the close of another day. */
export type Review = { readonly cutOff: Day; readonly funnel: readonly FunnelStep[] } & (
  | {
      readonly kind: 'carried-out';
      readonly effective: Day;
      readonly members: readonly Member[];
      readonly entries: readonly Change[];
      readonly exits: readonly Change[];
      /** One way: half the sum of the changes of weights, against the weights they had drifted to. Null for the first. */
      readonly turnover: number | null;
    }
  /** There could be no members; what was held is held on. */
  | { readonly kind: 'infeasible'; readonly reason: string }
);

/** What happened to a held name between reviews. */
export interface SleeveEvent {
  readonly day: Day;
  readonly issuer: number;
  /** `resumed`: it trades again. `removed`: it went at its last price, its weight to the others. */
  readonly kind: 'suspended' | 'resumed' | 'removed';
  readonly weight: number;
}

/** A name and what it weighs of the sleeve, a fraction. */
export interface Holding {
  readonly issuer: number;
  readonly weight: number;
}

/** A sleeve at the close of a session, a review of that close in force. */
export interface SleeveClose {
  readonly day: Day;
  /** Column and weight, drifted since the last review; a pair, since a record holds some hundred thousand of them. */
  readonly holdings: readonly (readonly [issuer: number, weight: number])[];
  readonly valuation: Valuation;
}

/** A level a session from the first change on, which is 1,000: without dividends and with them. */
export interface Levels {
  readonly day: readonly Day[];
  readonly price: readonly number[];
  readonly total: readonly number[];
}

/** A sleeve from its first change to the last session. */
export interface SleeveHistory {
  readonly reviews: readonly Review[];
  readonly events: readonly SleeveEvent[];
  readonly levels: Levels;
  /** At each month's last session, and at the last session of all; from the first change on. */
  readonly closes: readonly SleeveClose[];
  /** At the last session; empty where there was no feasible review. */
  readonly holdings: readonly Holding[];
}

/** The sleeve at the close of a day; null where it is neither a month's last session nor the last of all, or before the first change. */
export const closeAt = ({ closes }: SleeveHistory, day: Day): SleeveClose | null =>
  closes.find((c) => c.day === day) ?? null;

/** What was held at the close of a day, to the bit; null on the days on which `closeAt` is. */
export const holdingsAt = (history: SleeveHistory, day: Day): readonly Holding[] | null =>
  closeAt(history, day)?.holdings.map(([issuer, weight]) => ({ issuer, weight })) ?? null;

export type CarriedOut = Extract<Review, { kind: 'carried-out' }>;

export const carriedOut = ({ reviews }: SleeveHistory): CarriedOut[] =>
  reviews.filter((r) => r.kind === 'carried-out');

export type Infeasible = Extract<Review, { kind: 'infeasible' }>;

/** Reviews that could not be carried out, apart from the warm-up before a sleeve's first members; all where it never had any. */
export function missed({ reviews }: SleeveHistory): Infeasible[] {
  const first = reviews.findIndex((r) => r.kind === 'carried-out');
  return reviews.slice(Math.max(0, first)).filter((r) => r.kind === 'infeasible');
}
