import type { Day } from '../day.ts';
import type { Option, Plan } from './plan-and-option.ts';

/** A scheme: one plan and one option of a mutual fund, with units and a NAV of its own. */
export interface Scheme {
  /** AMFI's code. */
  readonly code: string;
  readonly name: string;
  /** Empty if no list names it. */
  readonly house: string;
  readonly structure: 'open-ended' | 'closed-ended' | 'interval' | 'unknown';
  /** A category id, see `categoryId`; empty if no list names it. */
  readonly category: string;
  readonly plan: Plan;
  readonly option: Option;
  readonly isin: string | null;
  readonly segregated: boolean;
  /** The day of the list that describes it. */
  readonly seenOn: Day;
  /** Day of the last NAV; null if there is none. */
  readonly lastNavOn: Day | null;
}

/** Facts about a scheme as known on a day; null where none was known. */
export interface SchemeFacts {
  /** Total expense ratio, percent a year. */
  readonly ter: number | null;
  /** ₹ crore. */
  readonly aum: number | null;
  readonly manager: string | null;
  readonly managerSince: Day | null;
  readonly launched: Day | null;
  readonly benchmark: string | null;
  readonly exitLoad: string | null;
  /** Percent a year. */
  readonly ytm: number | null;
  /** Years. */
  readonly modifiedDuration: number | null;
}

export const NO_FACTS: SchemeFacts = {
  ter: null,
  aum: null,
  manager: null,
  managerSince: null,
  launched: null,
  benchmark: null,
  exitLoad: null,
  ytm: null,
  modifiedDuration: null,
};

/** An event of a scheme, see `SchemeEventRow`. */
export interface SchemeEvent {
  readonly code: string;
  readonly day: Day;
  readonly event: 'merged-into' | 'renamed' | 'code-changed' | 'segregated' | 'idcw';
  readonly other: string;
  readonly ratio: number | null;
}
