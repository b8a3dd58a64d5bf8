import type { Problem } from '../../src/market/problem.ts';
import type { ChargeId, ChargeLine } from '../costs/charges.ts';
import type { Segment, Side } from '../costs/segment.ts';
import type { Term } from '../tax/holding-period.ts';
import type { BroughtForward, Realised } from '../tax/tax-rules.ts';
import type { Reached } from './gap-to-plan.ts';

/**
 * How an allocation is carried out: orders at the as-of day's prices, what they cost, how they are taxed, and what is
 * left. Money in ₹ to the paisa, days in ISO form.
 */
export type Execution =
  | { readonly kind: 'planned'; readonly plan: ExecutionPlan }
  | { readonly kind: 'unavailable'; readonly why: string };

export interface ExecutionPlan {
  /** Of the portfolio before, cash included. */
  readonly value: number;
  /** Sales first, then purchases, each the largest first. */
  readonly orders: readonly Order[];
  /** What is held or wanted, but would be an order below the smallest. */
  readonly tooSmall: readonly string[];
  readonly reached: Reached;
  /** The rates that the charges rest on, each once. Impact has a rate of its own in every order. */
  readonly rates: readonly RateUsed[];
  readonly cost: SwitchCost;
  readonly tax: SwitchTaxed;
  /** Lots whose sale would be taxed less if it waited, the largest saving first. */
  readonly waiting: readonly WaitingLot[];
  /** What waiting with all of these would save, which is not the sum: the year’s exemption is there once. */
  readonly waitingTogether: number;
  readonly cash: {
    readonly before: number;
    /** Set aside for the tax of the sales. */
    readonly forTax: number;
    /** After orders, charges and what is set aside; the strategic money in cash is part of it. */
    readonly after: number;
  };
  readonly problems: readonly Problem[];
}

/** One order. */
export interface Order {
  /** An ISIN, a scheme code, or a position that is held or bought as a whole. */
  readonly id: string;
  readonly name: string;
  readonly side: Side;
  readonly segment: Segment;
  /** Whole shares, or units to six decimals; null where only an amount is known. */
  readonly quantity: number | null;
  readonly price: number | null;
  readonly amount: number;
  readonly charges: Readonly<Record<ChargeId, number>>;
  /** Of `charges`. */
  readonly cost: number;
  /** `amount` in median days' trading; null where it is not known. */
  readonly daysOfTrading: number | null;
}

export type RateUsed = Pick<ChargeLine, 'id' | 'rate' | 'source' | 'confidence'> & {
  readonly segment: Segment;
  readonly side: Side;
};

export interface SwitchCost {
  /** By kind of charge, over all orders. */
  readonly charges: Readonly<Record<ChargeId, number>>;
  /** Charges and tax. */
  readonly total: number;
  /** Of the portfolio, in percent: what the new portfolio must bring beyond the old before the switch has paid. */
  readonly hurdle: number;
  /** The same a year, over `holdingDays`. */
  readonly hurdleAYear: number;
  readonly holdingDays: number;
}

/** The tax that the sales add to the year's. */
export type SwitchTaxed =
  | {
      readonly kind: 'computed';
      /** `2024–25`. */
      readonly year: string;
      /** What the rule book tells of the year before the switch, as far as it counts. */
      readonly counted: {
        readonly realised: readonly Realised[];
        readonly broughtForward: readonly BroughtForward[];
      };
      readonly lots: readonly SoldLot[];
      /** What set-off and the year's exemption change in the sum of the lots. */
      readonly adjustment: number;
      readonly surcharge: number;
      readonly cess: number;
      /** Below 0 where losses save more than gains cost. */
      readonly total: number;
      /** Losses that later years may use. */
      readonly carried: readonly { readonly year: string; readonly term: Term; readonly loss: number }[];
      /** Sold, and taxed otherwise than listed equity; not computed here. */
      readonly leftOut: readonly string[];
    }
  | { readonly kind: 'unavailable'; readonly why: string };

export interface SoldLot {
  readonly id: string;
  readonly bought: string;
  readonly quantity: number;
  readonly term: Term;
  /** Percent; null where such gains are exempt. */
  readonly rate: number | null;
  readonly proceeds: number;
  /** As taxed: grandfathered where that applies. */
  readonly cost: number;
  readonly gain: number;
  /** Rate × gain; of a loss below 0. */
  readonly tax: number;
}

export interface WaitingLot {
  readonly id: string;
  readonly bought: string;
  readonly quantity: number;
  readonly days: number;
  readonly longTermFrom: string;
  readonly saving: number;
  /** Percent of the proceeds: if the price falls by less until then, waiting was right. */
  readonly breakEvenFall: number;
}
