import { sessionsOf } from '../../src/market/calendar/calendar.ts';
import { displayDay } from '../../src/market/day.ts';
import { userError } from '../../src/market/problem.ts';
import type { Regime } from '../../regimes/regime.ts';
import type { OpeningHoldings } from '../holdings/opening.ts';
import type { AsOfView } from '../../src/market/as-of.ts';
import type { AllocationByVolatility, RiskComparison } from '../allocation.ts';
import { indexRisk } from './index-risk.ts';
import { findProxyIndex } from './proxy-index.ts';
import type { AllocationRules } from '../rules.ts';
import type { EquityId, Weights } from '../positions.ts';
import { forcedSales } from '../rebalance/forced-sales.ts';
import { MARKET_INDEX, NSE_PROXY_INDICES } from './proxy-indices.ts';
import { type InverseVolatilityTarget, inverseVolatilityTarget } from './target.ts';
import { tradesOf } from '../rebalance/trades.ts';
import { firstPurchase, planTrades } from '../rebalance/trade-plan.ts';
import { newMoney } from '../rebalance/new-money.ts';
import { turnoverLimitOf } from '../rebalance/monthly-turnover-limit.ts';
import { inWords, plainPercent } from '../../src/format/words.ts';

export interface InverseVolatilityInput {
  /** The market as known at the as-of date. */
  readonly view: AsOfView;
  readonly regime: Regime;
  readonly holdings: OpeningHoldings;
  readonly rules: AllocationRules;
}

/**
 * Allocates proxy indices of the sleeves: the bouquet scaled by inverse volatility within its bands.
 *
 * @throws UserError if no sleeve of the regime's bouquet has a usable proxy index.
 */
export function allocateByInverseVolatility(input: InverseVolatilityInput): AllocationByVolatility {
  const { view, regime, holdings, rules } = input;
  const target = inverseVolatilityTarget(view, regime, rules);
  if (!target) {
    throw userError(
      'no-instruments',
      'allocation',
      `no sleeve of the ${regime} bouquet has a year of index levels up to ${displayDay(view.asOf)}.`,
      `Import index histories (niftyindices), for instance ${NSE_PROXY_INDICES.quality.name}, or choose a later date.`,
    );
  }
  const { openingSource, current, opening } = holdings;
  const { minimumTrade } = rules.trading;
  const money = newMoney(holdings, target.weights, target.fallback, minimumTrade);
  const turnoverLimit = turnoverLimitOf(holdings, regime, rules);
  const plan =
    openingSource.kind === 'none'
      ? firstPurchase(target.weights)
      : planTrades(opening, target.weights, { minimumTrade, turnoverLimit, newMoney: money });
  return {
    regime,
    method: 'inverse-volatility',
    sleeves: target.sleeves,
    strategic: target.strategic,
    openingSource,
    current,
    opening,
    target: target.weights,
    final: plan.after,
    trades: tradesOf(plan.changes, openingSource),
    turnover: plan.turnover,
    turnoverLimit,
    ...(money && { newMoney: money }),
    ...(target.fallback && { fallback: target.fallback }),
    bindingConstraints: [...bandNotes(target), ...plan.binding],
    risk: riskOf(view, target, opening, plan.after, rules),
    problems: [...target.problems, ...forcedSales(target.sleeves, holdings)],
  };
}

const bandNotes = ({ sleeves }: InverseVolatilityTarget): string[] =>
  sleeves.flatMap(({ id, atBound, target }) =>
    atBound === null
      ? []
      : [
          `At the ${atBound === 'low' ? 'lower' : 'upper'} end of its band: ${inWords(id)}, ${plainPercent(target)}.`,
        ],
  );

function riskOf(
  view: AsOfView,
  { proxies }: InverseVolatilityTarget,
  opening: Weights,
  final: Weights,
  { volatility }: AllocationRules,
): RiskComparison {
  const market = findProxyIndex(view, sessionsOf(view), MARKET_INDEX, volatility);
  const indices = {
    market: market.kind === 'found' ? market.returns : null,
    benchmark: {
      index: MARKET_INDEX.name,
      field: market.kind === 'found' ? market.instrument.field : ('close' as const),
    },
    sleeve: (id: EquityId) => {
      const index = id === 'nifty-50' ? market : proxies.get(id)!;
      return index.kind === 'found' ? index.returns : null;
    },
  };
  const dividends = market.kind === 'found' && market.instrument.field === 'tri' ? ' with dividends' : '';
  return {
    basis: `Daily index returns of the last ${volatility.window} sessions at fixed weights, relative to the Nifty 50${dividends}; no risk model, because stock data are not available. Gold, the liquid fund and G-secs count as cash with zero risk.`,
    opening: indexRisk(opening, indices, volatility.minReturns),
    final: indexRisk(final, indices, volatility.minReturns),
  };
}
