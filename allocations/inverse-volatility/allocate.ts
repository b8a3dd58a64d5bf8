import { sessionsOf } from '../../src/market/calendar/calendar.ts';
import { iso } from '../../src/market/day.ts';
import { userError } from '../../src/market/problem.ts';
import type { AsOfView } from '../../src/market/as-of.ts';
import type { AllocationInput } from '../allocate.ts';
import type { AllocationByVolatility, RiskChange } from '../allocation.ts';
import { indexRisk } from './index-risk.ts';
import { findInstrument } from './proxy-index.ts';
import type { AllocationRules } from '../rules.ts';
import type { SleeveId, Weights } from '../positions.ts';
import { soldForWant } from '../rebalance/forced-sales.ts';
import { MARKET, NSE_STAND_INS } from './proxy-indices.ts';
import { type Target, targetFor } from './target.ts';
import { tradeLines } from '../rebalance/trades.ts';
import { firstPurchase, planTrades } from '../rebalance/trade-plan.ts';
import { turnoverLimitOf } from '../rebalance/turnover-limit.ts';
import { inWords, percent } from '../../src/format/words.ts';

/**
 * An allocation of sleeves that are indices, scaled by inverse volatility inside their bands.
 *
 * @throws UserError where no sleeve of the regime's bouquet has an index to be held by.
 */
export function byInverseVolatility(input: Omit<AllocationInput, 'basis' | 'costs'>): AllocationByVolatility {
  const { view, regime, held, rules } = input;
  const target = targetFor(view, regime, rules);
  if (!target) {
    throw userError(
      'no-instruments',
      'allocation',
      `no sleeve of the ${regime} bouquet has a year of index levels by ${iso(view.asOf)}, so nothing can be allocated.`,
      `Import index histories (niftyindices), for instance ${NSE_STAND_INS.quality.name}, or choose a later date.`,
    );
  }
  const { before, current, drifted } = held;
  const { minimumTrade } = rules.trading;
  const turnoverLimit = turnoverLimitOf(held, regime, rules);
  const plan =
    before.kind === 'none'
      ? firstPurchase(target.weights)
      : planTrades(drifted, target.weights, { minimumTrade, turnoverLimit });
  return {
    regime,
    method: 'inverse-volatility',
    sleeves: target.sleeves,
    strategic: target.strategic,
    before,
    current,
    drifted,
    target: target.weights,
    after: plan.after,
    trades: tradeLines(plan.changes, before),
    turnover: plan.turnover,
    turnoverLimit,
    binding: [...bandsInWords(target), ...plan.binding],
    risk: riskOf(view, target, drifted, plan.after, rules),
    problems: [...target.problems, ...soldForWant(target.sleeves, held)],
  };
}

const bandsInWords = ({ sleeves }: Target): string[] =>
  sleeves.flatMap(({ id, boundBy, target }) =>
    boundBy === null
      ? []
      : [
          `The band holds ${inWords(id)} at its ${boundBy === 'low' ? 'lower' : 'upper'} end, ${percent(target)}.`,
        ],
  );

function riskOf(
  view: AsOfView,
  { found }: Target,
  before: Weights,
  after: Weights,
  { volatility }: AllocationRules,
): RiskChange {
  const market = findInstrument(view, sessionsOf(view), MARKET, volatility);
  const indices = {
    market: market.kind === 'found' ? market.returns : null,
    sleeve: (id: SleeveId) => {
      const index = found.get(id)!;
      return index.kind === 'found' ? index.returns : null;
    },
  };
  const dividends = market.kind === 'found' && market.instrument.field === 'tri' ? ' with dividends' : '';
  return {
    basis: `Daily index returns of the last ${volatility.window} sessions, at fixed weights, against the Nifty 50${dividends}, for want of shares and so of a risk model. Gold, the liquid fund and G-secs are counted as cash without risk.`,
    before: indexRisk(before, indices, volatility.minReturns),
    after: indexRisk(after, indices, volatility.minReturns),
  };
}
