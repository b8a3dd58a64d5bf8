import type { HedgeForm, MonthlyHedge } from '../../../allocations/hedge/result.ts';
import { type PositionId, POSITIONS, EQUITY, type Weights } from '../../../allocations/positions.ts';
import type { StockSnapshot } from '../../../allocations/stocks/stock-snapshot.ts';
import { holdingExposures } from '../../../allocations/risk-model/sleeve-exposures.ts';
import { FACTOR_COUNT, type Factor, FACTORS } from '../../risk/factors.ts';
import { activeHoldings, type Holding } from '../../risk/portfolio/portfolio-risk.ts';
import { HORIZON_SESSIONS, type MarketShock } from './market-shock.ts';
import {
  type PriceMoves,
  positionReturns,
  type PositionReturns,
  type ScenarioInput,
} from './position-returns.ts';

/** What holdings lose when the Nifty moves, before any trade. Returns and contributions are fractions of the portfolio. */
export interface ScenarioLoss {
  readonly basis: PositionReturns['basis'];
  /** The move of the Nifty 50, and what stands for it in the model; null under betas. */
  readonly move: number;
  readonly reference: 'market-portfolio' | null;
  readonly return: number;
  /** ₹; null without a portfolio value. */
  readonly amount: number | null;
  /**
   * Two standard deviations of what the move leaves open over a month, other factors and specific returns; null under betas.
   */
  readonly band: number | null;
  readonly positions: readonly PositionLoss[];
  /** The ten largest contributions by stock and by factor; empty under betas. */
  readonly stocks: readonly StockLoss[];
  readonly factors: readonly FactorLoss[];
  /** ₹ that the month's hedge would gain, if it were in place; null for no hedge. */
  readonly hedge: number | null;
  /** Sleeves for which a beta of 1 was assumed; stocks whose modelled loss was limited to 99 %. */
  readonly assumedBeta: readonly PositionId[];
  readonly limited: number;
}

export interface PositionLoss {
  readonly id: PositionId;
  readonly weight: number;
  readonly return: number;
  readonly contribution: number;
}

export interface StockLoss {
  readonly isin: string;
  readonly symbol: string;
  readonly weight: number;
  readonly return: number;
  readonly contribution: number;
}

export interface FactorLoss {
  readonly factor: Factor;
  readonly exposure: number;
  readonly move: number;
  readonly contribution: number;
}

/** Contributions reported. */
const LISTED = 10;

/**
 * The loss of the opening holdings when the Nifty (and yields and gold, where set) move.
 *
 * @param value ₹ of the portfolio; null if not known.
 * @param hedge the month's hedge.
 */
export function scenarioLoss(
  input: ScenarioInput,
  moves: PriceMoves,
  value: number | null,
  hedge: MonthlyHedge | null = null,
): ScenarioLoss {
  const returns = positionReturns(input, moves);
  const { opening } = input.holdings;
  const positions = POSITIONS.flatMap((id): PositionLoss[] => {
    const weight = opening[id] ?? 0;
    const r = returns.byPosition[id];
    return weight === 0 ? [] : [{ id, weight, return: r, contribution: weight * r }];
  });
  const total = positions.reduce((sum, p) => sum + p.contribution, 0);
  const parts = returns.shock && partsOf(input.stocks!, opening, returns, returns.shock);
  return {
    basis: returns.basis,
    move: moves.nifty,
    reference: returns.shock && 'market-portfolio',
    return: total,
    amount: value === null ? null : value * total,
    band: parts && parts.band,
    positions,
    stocks: parts?.stocks ?? [],
    factors: parts?.factors ?? [],
    hedge: hedge?.kind === 'hedged' ? hedgeGain(hedge.chosen, hedge, moves.nifty) : null,
    assumedBeta: returns.assumed,
    limited: returns.shock?.limited ?? 0,
  };
}

/**
 * The gain of a hedge right after a move: futures fall with the Nifty; puts are counted at their payoff, without the time value that
 * they would still have.
 */
export function hedgeGain(
  form: HedgeForm,
  { spot, future }: { readonly spot: number; readonly future: number },
  move: number,
): number {
  const units = form.lots * form.lot;
  return form.kind === 'futures'
    ? -units * future * move
    : units * Math.max(0, form.strike - spot * (1 + move)) - units * form.premium;
}

/** Stocks held through all sleeves, each sleeve's covered part scaled up to all of it. */
export function heldStocks(opening: Weights, { sleeves, shock }: PositionReturns): Holding[] {
  const all = EQUITY.flatMap((id): Holding[] => {
    const weight = opening[id] ?? 0;
    const covered = sleeves![id].filter((h) => !Number.isNaN(shock!.returns[h.issuer]!));
    const sum = covered.reduce((total, h) => total + h.weight, 0);
    return weight === 0 || sum === 0
      ? []
      : covered.map((h) => ({ issuer: h.issuer, weight: (weight * h.weight) / sum }));
  });
  return activeHoldings(all, []);
}

function partsOf(stocks: StockSnapshot, opening: Weights, returns: PositionReturns, shock: MarketShock) {
  const { riskModel, issuers } = stocks;
  const held = heldStocks(opening, returns);
  const x = holdingExposures(riskModel, held);
  let variance = 0;
  for (let i = 0; i < FACTOR_COUNT; i++)
    for (let j = 0; j < FACTOR_COUNT; j++) variance += x[i]! * shock.open[i * FACTOR_COUNT + j]! * x[j]!;
  for (const { issuer, weight } of held)
    variance += HORIZON_SESSIONS * (weight * riskModel.specificVolatility[issuer]!) ** 2;
  const bySize = <T extends { readonly contribution: number }>(list: T[]): T[] =>
    list.sort((a, b) => Math.abs(b.contribution) - Math.abs(a.contribution)).slice(0, LISTED);
  return {
    band: 2 * Math.sqrt(Math.max(0, variance)),
    stocks: bySize(
      held.map(({ issuer, weight }): StockLoss => {
        const { isin, symbol } = issuers[issuer]!;
        const r = shock.returns[issuer]!;
        return { isin, symbol, weight, return: r, contribution: weight * r };
      }),
    ),
    factors: bySize(
      FACTORS.map((factor, k): FactorLoss => {
        const move = shock.factors[k]!;
        return { factor, exposure: x[k]!, move, contribution: x[k]! * move };
      }),
    ),
  };
}
