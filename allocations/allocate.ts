import type { Regime } from '../regimes/regime.ts';
import type { AsOfView } from '../src/market/as-of.ts';
import { sessionsOf } from '../src/market/calendar.ts';
import { iso } from '../src/market/day.ts';
import { type Problem, userError } from '../src/market/problem.ts';
import { NIFTY, type SeriesKey } from '../src/market/series.ts';
import type { Allocation, Before, RiskChange, Trade } from './allocation.ts';
import type { Held } from './held-before.ts';
import type { CostRules } from './costs/cost-rules.ts';
import { indexRisk } from './index-risk.ts';
import { findInstrument } from './instrument.ts';
import type { AllocationRules } from './rules.ts';
import { POSITIONS, SLEEVES, type SleeveId, type Weights } from './sleeve.ts';
import { NSE_STAND_INS } from './stand-ins.ts';
import type { StockBasis } from './stock-basis.ts';
import { type Target, targetFor } from './target.ts';
import { firstPurchase, planTrades } from './trade-plan.ts';
import { wholeRupees } from './whole-rupees.ts';
import { percent } from './wording.ts';

export interface AllocationInput {
  /** The market as known at the as-of date. */
  readonly view: AsOfView;
  /** The label in force: the model's, an override's, or one that is only supposed. */
  readonly regime: Regime;
  readonly held: Held;
  readonly rules: AllocationRules;
  readonly costs: CostRules;
  /** Single shares at the as-of date; null where the store has none. */
  readonly basis: StockBasis | null;
}

const MARKET = { series: NIFTY, name: 'Nifty 50', launched: null, base: null };

/** The figures that an allocation reads. */
export const allocationSeries = (rules: AllocationRules): SeriesKey[] => [
  ...new Set(
    [MARKET, ...SLEEVES.map((id) => rules.instruments[id])].flatMap((index): SeriesKey[] =>
      index ? [`${index.series}.tri`, `${index.series}.close`] : [],
    ),
  ),
];

/**
 * From a regime to a portfolio: what it wants held, what is held, and the trades between them.
 *
 * @throws UserError where no sleeve of the regime's bouquet has an index to be held by.
 */
export async function allocate({ view, regime, held, rules }: AllocationInput): Promise<Allocation> {
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
    trades: tradesOf(plan.changes, before),
    turnover: plan.turnover,
    turnoverLimit,
    binding: [...bandsInWords(target), ...plan.binding],
    risk: riskOf(view, target, drifted, plan.after, rules),
    problems: [...target.problems, ...soldForWant(target, held)],
  };
}

/** A first purchase has no limit; a change of regime may have a wider one than an ordinary month. */
function turnoverLimitOf(
  { before, regime: last }: Held,
  regime: Regime,
  { trading }: AllocationRules,
): number {
  if (before.kind === 'none') return 1;
  return last === regime ? trading.turnoverLimit : trading.turnoverLimitAtChange;
}

function tradesOf(changes: readonly number[], before: Before): Trade[] {
  const amounts = before.kind === 'portfolio' ? wholeRupees(changes.map((x) => x * before.value)) : null;
  return POSITIONS.flatMap((id, i): Trade[] => {
    const change = changes[i]!;
    if (change === 0) return [];
    const amount = amounts ? Math.abs(amounts[i]!) : null;
    return [{ id, side: change > 0 ? 'buy' : 'sell', weight: Math.abs(change), amount }];
  });
}

const bandsInWords = ({ sleeves }: Target): string[] =>
  sleeves.flatMap(({ id, boundBy, target }) =>
    boundBy === null
      ? []
      : [`The band holds ${id} at its ${boundBy === 'low' ? 'lower' : 'upper'} end, ${percent(target)}.`],
  );

/** Holdings that are sold only because the store lacks their index. */
const soldForWant = ({ found }: Target, { before, drifted }: Held): Problem[] =>
  SLEEVES.filter(
    (id) => before.kind === 'portfolio' && (drifted[id] ?? 0) > 0 && found.get(id)!.kind !== 'found',
  ).map((id) => ({
    severity: 'warning',
    code: 'held-without-instrument',
    about: id,
    message: `${percent(drifted[id]!)} is held in it, but it has no index, so its target is 0 and it is to be sold.`,
    remedy: 'Import its index history before trading.',
  }));

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
    basis: `Daily index returns of the last ${volatility.window} sessions, at fixed weights, against the Nifty 50${dividends}, until there is a risk model. Gold, the liquid fund and G-secs are counted as cash without risk.`,
    before: indexRisk(before, indices, volatility.minReturns),
    after: indexRisk(after, indices, volatility.minReturns),
  };
}
