import { SESSIONS_A_YEAR } from '../../src/math/annualise.ts';
import { ewmMean } from '../../src/math/windows/ewm-mean.ts';
import type { HedgeRules } from './hedge-rules.ts';

type MarginRules = Pick<HedgeRules, 'margin' | 'markToMarket'>;

/** What a short future ties up, as fractions of its contract value. */
export interface MarginRate {
  /** Daily volatility of the Nifty by the exchange's estimate; null if its history is too short. */
  readonly volatility: number | null;
  /** SPAN price scan range: the initial margin of a single future. */
  readonly scan: number;
  readonly exposure: number;
  /** Initial margin: scan and exposure. */
  readonly initial: number;
  /** Reserve for mark-to-market payments. */
  readonly reserve: number;
}

/** Fewer daily returns do not estimate a volatility that halves its memory in half a year (our choice: one year). */
const MIN_RETURNS = SESSIONS_A_YEAR;

/**
 * Daily volatility of log returns with exponentially decaying weights, as the clearing corporation estimates it for margins.
 *
 * @param closes daily closes, oldest first.
 * @param decay weight of a day relative to the next one: 0.995.
 * @returns a fraction; null for fewer than a year of returns.
 */
export function exchangeVolatility(closes: ArrayLike<number>, decay: number): number | null {
  if (closes.length <= MIN_RETURNS) return null;
  const squared = Array.from(
    { length: closes.length - 1 },
    (_, i) => Math.log(closes[i + 1]! / closes[i]!) ** 2,
  );
  return Math.sqrt(ewmMean(squared, Math.log(0.5) / Math.log(decay)).at(-1)!);
}

/**
 * The margin of a Nifty future: price scan range of six daily standard deviations, scaled to two days, at least 9.3 % of the
 * contract, plus an exposure margin of 2 %. Source: NSE Clearing, "SPAN risk parameters" for index derivatives (framework
 * of 1 June 2020). On 29 May 2020 it gives ₹ 1.34 lakh a lot of 75, as a broker's table published for that change does
 * (₹ 1,34,553, against ₹ 1,07,344 before it). Earlier dates use the same rule, which demands more than the exchange did
 * then (our choice). The reserve for mark-to-market covers a rise of the Nifty of so many standard deviations over so many
 * sessions (our choice). Without a volatility the floor applies.
 */
export function marginRate(volatility: number | null, { margin, markToMarket }: MarginRules): MarginRate {
  const perDeviation = margin.deviations * Math.sqrt(margin.days);
  const scan = Math.max(margin.floor, perDeviation * (volatility ?? 0));
  const assumed = volatility ?? margin.floor / perDeviation;
  return {
    volatility,
    scan,
    exposure: margin.exposure,
    initial: scan + margin.exposure,
    reserve: markToMarket.deviations * assumed * Math.sqrt(markToMarket.sessions),
  };
}

/** Cash that a short position needs after a move of the Nifty in one day, in ₹. */
export interface CashNeed {
  /** A fraction. */
  readonly move: number;
  /** Initial margin at the new price and volatility. */
  readonly margin: number;
  /** Paid to the exchange; below 0 it is received. */
  readonly markToMarket: number;
  /** Margin and payment together. */
  readonly total: number;
}

const MOVES = [0.1, -0.1];

/** The cash that a short position needs after the Nifty moves by ± 10 % in a day, which also raises the margin. */
export const cashNeeds = (notional: number, rate: MarginRate, rules: MarginRules): CashNeed[] =>
  MOVES.map((move) => {
    const { volatility } = rate;
    const { decay } = rules.margin;
    const after =
      volatility === null ? null : Math.sqrt(decay * volatility ** 2 + (1 - decay) * Math.log1p(move) ** 2);
    const margin = marginRate(after, rules).initial * notional * (1 + move);
    return { move, margin, markToMarket: notional * move, total: margin + notional * move };
  });
