import type { OpeningHoldings } from '../../../allocations/holdings/opening.ts';
import { MARKET_INDEX } from '../../../allocations/inverse-volatility/proxy-indices.ts';
import { findProxyIndex } from '../../../allocations/inverse-volatility/proxy-index.ts';
import {
  EQUITY,
  type EquityId,
  type PositionId,
  SLEEVES,
  type SleeveId,
} from '../../../allocations/positions.ts';
import {
  actualHoldings,
  modelHoldings,
  type SleeveHoldings,
} from '../../../allocations/risk-model/sleeve-holdings.ts';
import type { AllocationRules } from '../../../allocations/rules.ts';
import type { StockSnapshot } from '../../../allocations/stocks/stock-snapshot.ts';
import type { AsOfView } from '../../market/as-of.ts';
import { sessionsOf } from '../../market/calendar/calendar.ts';
import { sampleCovariance, sampleVariance } from 'simple-statistics';
import { type MarketShock, marketShock, returnOf } from './market-shock.ts';

/** Moves of a scenario that move prices. */
export interface PriceMoves {
  /** Of the Nifty 50, a fraction: −0.2. */
  readonly nifty: number;
  /** Of the ten-year yield, a fraction: 0.005 for 50 basis points; default 0. */
  readonly gsecYield?: number;
  /** Of the gold price, a fraction; default 0. */
  readonly gold?: number;
}

/** Modified duration of G-secs where the rule book sets none: that of a ten-year bond. */
const GSEC_DURATION = 7;

/** What positions are held, and what is known of them. */
export interface ScenarioInput {
  readonly view: AsOfView;
  readonly stocks: StockSnapshot | null;
  readonly holdings: OpeningHoldings;
  readonly rules: AllocationRules;
  /** Modified duration of the G-secs held; default 7. */
  readonly gsecDuration?: number;
}

/** Returns of positions under the moves of a scenario. */
export interface PositionReturns {
  /** `stocks`: by INEC-1. `beta`: by the sleeves' betas to the Nifty 50 over the rule book's window of daily returns. */
  readonly basis: 'stocks' | 'beta';
  /** A simple return by position; a sleeve without stocks or beta moves with the Nifty and is listed in `assumed`. */
  readonly byPosition: Readonly<Record<PositionId, number>>;
  /** The same for a fund or a position held as a whole, which holds the sleeve's model portfolio. */
  readonly ofFunds: Readonly<Record<PositionId, number>>;
  /** Sleeves for which a beta of 1 was assumed. */
  readonly assumed: readonly EquityId[];
  /** The shock of the stocks; null under `beta`. */
  readonly shock: MarketShock | null;
  /** The stocks held in each sleeve; null under `beta`. */
  readonly sleeves: SleeveHoldings | null;
}

/** The returns of all positions under the moves of a scenario: sleeves by their stocks, or else by beta. */
export function positionReturns(input: ScenarioInput, moves: PriceMoves): PositionReturns {
  const { stocks, holdings, view, rules, gsecDuration = GSEC_DURATION } = input;
  const shock = stocks && marketShock(stocks, moves.nifty);
  const held = stocks && actualHoldings(stocks, holdings);
  const model = stocks && modelHoldings(stocks);
  const betas = stocks ? null : sleeveBetas(view, rules);
  const assumed: EquityId[] = [];
  const ofModel = (id: EquityId): number | null =>
    id === 'nifty-50'
      ? moves.nifty
      : shock
        ? returnOf(shock, model![id])
        : scaled(betas!.get(id), moves.nifty);
  const orNifty = (id: EquityId, found: number | null): number => {
    if (found !== null) return found;
    if ((holdings.opening[id] ?? 0) > 0 && !assumed.includes(id)) assumed.push(id);
    return moves.nifty;
  };
  const actual = (id: EquityId): number | null => shock && returnOf(shock, held![id]);
  const others = {
    'nifty-50': moves.nifty,
    gold: moves.gold ?? 0,
    'liquid-fund': 0,
    // The first-order change of a bond's price.
    'g-sec': -gsecDuration * (moves.gsecYield ?? 0),
  };
  const withSleeves = (returnIn: (id: EquityId) => number): Record<PositionId, number> => ({
    ...(Object.fromEntries(EQUITY.map((id) => [id, returnIn(id)])) as Record<EquityId, number>),
    ...others,
  });
  const ofFunds = withSleeves((id) => orNifty(id, ofModel(id)));
  const byPosition = withSleeves((id) => actual(id) ?? ofFunds[id]);
  return { basis: shock ? 'stocks' : 'beta', byPosition, ofFunds, assumed, shock, sleeves: held };
}

/** A beta may exceed the range of a linear move; nothing loses more than 99 %. */
const scaled = (beta: number | undefined, move: number): number | null =>
  beta === undefined ? null : Math.max(-0.99, beta * move);

/** Betas of the sleeves' proxy indices to the Nifty 50, of daily log returns; sleeves without a usable index are left out. */
export function sleeveBetas(view: AsOfView, rules: AllocationRules): ReadonlyMap<SleeveId, number> {
  const sessions = sessionsOf(view);
  const market = findProxyIndex(view, sessions, MARKET_INDEX, rules.volatility);
  const betas = new Map<SleeveId, number>();
  if (market.kind !== 'found') return betas;
  for (const id of SLEEVES) {
    const index = findProxyIndex(view, sessions, rules.instruments[id], rules.volatility);
    if (index.kind !== 'found') continue;
    const days = [...index.returns.keys()].filter(
      (s) => !Number.isNaN(index.returns[s]! + market.returns[s]!),
    );
    const [own, nifty] = [days.map((s) => index.returns[s]!), days.map((s) => market.returns[s]!)];
    if (days.length < rules.volatility.minReturns) continue;
    betas.set(id, sampleCovariance(own, nifty) / sampleVariance(nifty));
  }
  return betas;
}
