import { isAtBandEdge } from '../../allocations/bouquet/band-edge.ts';
import type { OpeningHoldings } from '../../allocations/holdings/opening.ts';
import {
  POSITIONS,
  type PositionId,
  SLEEVES,
  type SleeveId,
  type Weights,
} from '../../allocations/positions.ts';
import type { TradedMonth } from '../../allocations/rebalance/reversals.ts';
import type { Relaxable } from '../../allocations/risk-model/result.ts';
import { YEAR } from '../../fixtures/calendars/timeline.ts';
import type { StylePremia } from '../../fixtures/equities/factor-table.ts';
import type { ByRegime } from '../../fixtures/regime-chain.ts';
import { SLEEVES as INDICES } from '../../fixtures/series/sleeve-parameters.ts';
import { REGIMES, type Regime } from '../../regimes/regime.ts';
import { iso } from '../../src/market/day.ts';
import { STYLES } from '../../src/risk/factors.ts';
import type { Design } from './designs.ts';
import type { StudyMonth } from './study-market.ts';

/** A month of a walk: the decision at its start, held to the next month-end. */
export interface WalkedMonth extends TradedMonth {
  readonly weights: Weights;
  /** By position, in the order of `POSITIONS`; null for the first purchase. */
  readonly trades: readonly number[] | null;
  /** Sleeves that are at an end of their band and not at their bouquet weight, and sleeves in all. */
  readonly atEdge: number;
  readonly sleeves: number;
  readonly relaxed: readonly Relaxable[];
  /** Forecast tracking error to the bouquet, a fraction a year. */
  readonly toBouquet: number;
}

/** Walks a design through a market: each month's decision starts from the last one's weights, drifted. */
export async function walk(
  design: Design,
  months: readonly StudyMonth[],
  labels: readonly Regime[],
): Promise<WalkedMonth[]> {
  const walked: WalkedMonth[] = [];
  for (const [t, month] of months.entries()) {
    const last = walked.at(-1);
    const label = labels[t]!;
    const opening = last ? drifted(last.weights, months[t - 1]!) : null;
    const holdings = opening && holdingsOf(opening, months[t - 1]!, labels[t - 1]!);
    const { weights, bands, relaxed, toBouquet } = await design.decide(month.stocks, label, holdings);
    const held = bands.filter((b) => b.high > 0);
    walked.push({
      weights,
      trades: opening && POSITIONS.map((id) => (weights[id] ?? 0) - (opening[id] ?? 0)),
      labelChanged: t > 0 && labels[t - 1] !== label,
      atEdge: held.filter((band) => isAtBandEdge({ ...band, weight: weights[band.id] ?? 0 })).length,
      sleeves: held.length,
      relaxed,
      toBouquet,
    });
  }
  return walked;
}

function drifted(weights: Weights, { sleeves }: StudyMonth): Weights {
  const growth = (id: PositionId): number => sleeves[id as keyof typeof sleeves]?.growth ?? 1;
  const values = POSITIONS.map((id) => (weights[id] ?? 0) * growth(id));
  const total = values.reduce((sum, v) => sum + v, 0);
  return Object.fromEntries(POSITIONS.map((id, i) => [id, values[i]! / total]));
}

const holdingsOf = (opening: Weights, { stocks }: StudyMonth, regime: Regime): OpeningHoldings => ({
  previousRegime: regime,
  openingSource: { kind: 'model', monthEnd: iso(stocks.day), regime },
  current: opening,
  opening,
  stocks: null,
});

/** The true expected return of a month's weights, a fraction. */
export type TrueReturn = (walked: WalkedMonth, month: StudyMonth) => number;

/** By the styles' premia: Σ weight × true exposure × premium. */
export const byStyles =
  (premia: StylePremia): TrueReturn =>
  (walked, month) =>
    styleReturn(walked, month, premia);

/**
 * By the simulated sleeve indices instead of the sleeves' stocks: each index has a premium by hidden regime, and its beta to the
 * Nifty's drift. Decisions see nothing of it: what they do in an index whose returns their risk model does not describe.
 */
export const byIndices =
  (drift: ByRegime | null): TrueReturn =>
  ({ weights }, { sessions }) =>
    INDICES.reduce(
      (sum, { id, beta, extra }) =>
        sum +
        (weights[id as SleeveId] ?? 0) *
          REGIMES.reduce(
            (own, r) => own + (sessions[r] / YEAR) * (extra[r] + (drift === null ? 0 : beta * drift[r])),
            0,
          ),
      0,
    );

function styleReturn({ weights }: WalkedMonth, { sleeves }: StudyMonth, premia: StylePremia): number {
  let sum = 0;
  for (const id of SLEEVES) {
    const month = sleeves[id];
    const weight = weights[id] ?? 0;
    if (!month || weight === 0) continue;
    for (const regime of REGIMES)
      STYLES.forEach((style, k) => {
        sum += weight * month.exposureDays[regime][k]! * (premia[style][regime] / 100 / YEAR);
      });
  }
  return sum;
}

/** One-way turnover of a month; null for the first purchase. */
export const turnoverOf = ({ trades }: WalkedMonth): number | null =>
  trades && trades.reduce((sum, x) => sum + Math.max(0, x), 0);
