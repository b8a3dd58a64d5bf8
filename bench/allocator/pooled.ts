import { quantile } from 'simple-statistics';
import { reversals } from '../../allocations/rebalance/reversals.ts';
import { randomStream } from '../../src/math/random/random.ts';
import type { StudyMonth } from './study-market.ts';
import { type TrueReturn, turnoverOf, type WalkedMonth } from './walk.ts';

/** A design's walks, one per market. */
export interface Walks {
  readonly name: string;
  readonly markets: readonly {
    readonly months: readonly StudyMonth[];
    readonly walked: readonly WalkedMonth[];
  }[];
}

/** Cost of a trade, a fraction of the amount, on each side. */
export const COST_A_SIDE = 0.0035;

const mean = (xs: readonly number[]): number => xs.reduce((sum, x) => sum + x, 0) / xs.length;

/** Annual percent from a mean of monthly fractions. */
const annual = (xs: readonly number[]): number => 1200 * mean(xs);

/** By market: each month's true return over that of another design, a fraction. */
function activeReturns(walks: Walks, against: Walks, returnOf: TrueReturn): number[][] {
  return walks.markets.map(({ months, walked }, m) =>
    // The last decision has no month after it.
    walked.slice(0, -1).map((w, t) => {
      const other = against.markets[m]!.walked[t]!;
      return returnOf(w, months[t]!) - returnOf(other, months[t]!);
    }),
  );
}

/** By market: what each month's trades cost more than those of another design, a fraction. Without the first purchase. */
const excessCosts = (walks: Walks, against: Walks): number[][] =>
  walks.markets.map(({ walked }, m) =>
    walked.slice(0, -1).map((w, t) => {
      const [own, other] = [turnoverOf(w), turnoverOf(against.markets[m]!.walked[t]!)];
      return own === null || other === null ? 0 : 2 * COST_A_SIDE * (own - other);
    }),
  );

/** Percent a year. */
export interface Active {
  readonly mean: number;
  /** 90 %, by block bootstrap. */
  readonly interval: readonly [number, number];
  readonly worstMarket: number;
}

/** The true active return of a design over another, before and after the cost of trading. */
export function activeOf(
  walks: Walks,
  against: Walks,
  returnOf: TrueReturn,
): { readonly gross: Active; readonly net: Active } {
  const gross = activeReturns(walks, against, returnOf);
  const cost = excessCosts(walks, against);
  return { gross: summary(gross), net: summary(gross.map((xs, m) => xs.map((x, t) => x - cost[m]![t]!))) };
}

const summary = (byMarket: readonly (readonly number[])[]): Active => ({
  mean: annual(byMarket.flat()),
  interval: bootstrapInterval(byMarket),
  worstMarket: Math.min(...byMarket.map(annual)),
});

const BLOCK = 6;
const DRAWS = 2000;

/**
 * 90 % interval of the pooled mean by a circular block bootstrap (Politis and Romano 1992) within each market: blocks of six
 * months, because a month's advantage depends on weights that are held for several months.
 */
function bootstrapInterval(byMarket: readonly (readonly number[])[]): [number, number] {
  const random = randomStream(1).split('block bootstrap');
  const means = Array.from({ length: DRAWS }, () => {
    let [sum, count] = [0, 0];
    for (const months of byMarket) {
      for (let drawn = 0; drawn < months.length; drawn += BLOCK) {
        const start = Math.floor(random.uniform() * months.length);
        for (let k = 0; k < BLOCK && drawn + k < months.length; k++, count++)
          sum += months[(start + k) % months.length]!;
      }
    }
    return (1200 * sum) / count;
  });
  return [quantile(means, 0.05), quantile(means, 0.95)];
}

/** How a design trades: percent, pooled over markets. */
export interface Trading {
  /** One-way, a month. */
  readonly turnover: number;
  /** The same over months without a change of label. */
  readonly quietTurnover: number;
  /** Share of sleeve-months at the end of a band. */
  readonly atEdge: number;
  /** Share of months with a relaxed soft limit. */
  readonly relaxed: number;
  /** Share of the weight traded in months without a change of label that is reversed in the next such month. */
  readonly reversed: number;
  /** Mean forecast tracking error to the bouquet, a year. */
  readonly toBouquet: number;
}

export function tradingOf({ markets }: Walks): Trading {
  const months = markets.flatMap((m) => m.walked);
  const turnovers = (of: readonly WalkedMonth[]): number =>
    100 * mean(of.flatMap((w) => turnoverOf(w) ?? []));
  const backs = markets.map((m) => reversals(m.walked));
  const total = (of: (w: WalkedMonth) => number): number => months.reduce((sum, w) => sum + of(w), 0);
  const traded = backs.reduce((sum, b) => sum + b.traded, 0);
  return {
    turnover: turnovers(months),
    quietTurnover: turnovers(months.filter((w) => !w.labelChanged)),
    atEdge:
      (100 * total((w) => w.atEdge)) /
      Math.max(
        1,
        total((w) => w.sleeves),
      ),
    relaxed: 100 * mean(months.map((w) => (w.relaxed.length > 0 ? 1 : 0))),
    toBouquet: 100 * mean(months.map((w) => w.toBouquet)),
    reversed: traded > 0 ? (100 * backs.reduce((sum, b) => sum + b.reversed, 0)) / traded : 0,
  };
}
