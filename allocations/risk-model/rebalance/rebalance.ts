import { inForceOr } from '../../costs/in-force-or.ts';
import type { CostRules } from '../../cost-rules.ts';
import type { OpeningHoldings } from '../../holdings/opening.ts';
import type { AllocationRules } from '../../rules.ts';
import {
  type PositionId,
  POSITIONS,
  SLEEVES,
  type SleeveId,
  STRATEGIC,
  type StrategicId,
} from '../../positions.ts';
import { infeasibleError, type TradingTerms } from '../constraints/constraints.ts';
import { type ModelTarget, slackOf } from '../target.ts';
import { type NewMoney, newMoneyWeight } from '../../rebalance/new-money.ts';
import { sleeveMismatch } from './stock-turnover.ts';
import { extendBandsToOpening, holdSmallTrades } from './minimum-trade.ts';
import { isSmall, ROUNDING } from '../tolerance.ts';
import { type TradingCostRates, tradingCostRates } from './trading-costs.ts';
import { type SleeveOptimum, optimise } from '../optimise.ts';

/** The outcome of rebalancing from the opening holdings. */
export interface Rebalanced {
  readonly kind: 'rebalanced';
  readonly after: Readonly<Record<PositionId, number>>;
  /** `after` minus the opening weights, in `POSITIONS` order. */
  readonly changes: readonly number[];
  /** One-way, less new money. */
  readonly turnover: number;
  readonly optimum: Extract<SleeveOptimum, { kind: 'optimal' }>;
  /** Positions not traded because the trade is below the minimum, and because its expected gain is below its cost. */
  readonly belowMinimum: readonly PositionId[];
  readonly notWorthCost: readonly PositionId[];
  /** Why trading costs are not known; null if they are. */
  readonly costUnknown: string | null;
}

export interface RebalanceRequest {
  readonly holdings: OpeningHoldings;
  readonly rules: AllocationRules;
  readonly costs: CostRules;
  readonly turnoverLimit: number;
  /** Default: none. */
  readonly newMoney?: NewMoney | null;
}

/**
 * Optimises sleeve weights from the opening holdings, net of trading costs and under the turnover limit: a sleeve is traded
 * only if its expected gain exceeds its cost. A strategic holding whose trade is below the minimum is not traded, and the
 * difference is redistributed among the sleeves. A sleeve whose trade is below the minimum is not traded either, unless a
 * constraint requires it.
 *
 * @throws UserError if the constraints that cannot be relaxed are infeasible.
 */
export async function rebalance(target: ModelTarget, request: RebalanceRequest): Promise<Rebalanced> {
  const { holdings, rules } = request;
  const targetOf = (id: StrategicId): number => target.weights[id];
  const unlessSmall = (id: StrategicId): number => {
    const from = holdings.opening[id] ?? 0;
    return isSmall(targetOf(id) - from, rules.trading.minimumTrade) ? from : targetOf(id);
  };
  const rebalanced = await rebalanceWith(target, request, unlessSmall);
  if (rebalanced.kind === 'rebalanced') {
    const strategic = hasSmallTrade(rebalanced, rules)
      ? withResidualCash(target, request, unlessSmall)
      : null;
    const withoutSmall = strategic && (await rebalanceWith(target, request, strategic));
    return withoutSmall?.kind === 'rebalanced' && !hasSmallTrade(withoutSmall, rules)
      ? withoutSmall
      : rebalanced;
  }
  // The bands may be too narrow for any total but the bouquet's own.
  const exact = await rebalanceWith(target, request, targetOf);
  if (exact.kind === 'rebalanced') return exact;
  throw infeasibleError(exact.constraints, target.programme.regime);
}

const hasSmallTrade = ({ changes }: Rebalanced, { trading }: AllocationRules): boolean =>
  POSITIONS.some(
    (id, i) =>
      SLEEVES.some((s) => s === id) && changes[i] !== 0 && isSmall(changes[i]!, trading.minimumTrade),
  );

/**
 * Strategic weights that leave the sleeves' total unchanged, if it is short of its target by less than the minimum trade: a
 * few rupees of residual cash go to the strategic position with the largest trade, or stay in the liquid fund. Null if
 * the shortfall is larger.
 */
function withResidualCash(
  { programme }: ModelTarget,
  { holdings, rules }: RebalanceRequest,
  strategic: (id: StrategicId) => number,
): ((id: StrategicId) => number) | null {
  const openingOf = (id: PositionId): number => holdings.opening[id] ?? 0;
  const change = (id: StrategicId): number => Math.abs(strategic(id) - openingOf(id));
  const inSleeves = programme.sleeves.reduce((sum, s) => sum + openingOf(s.id), 0);
  const residual = STRATEGIC.reduce((left, id) => left - strategic(id), 1 - inSleeves);
  const largest = [...STRATEGIC].sort((a, b) => change(b) - change(a))[0]!;
  const receiver = change(largest) > ROUNDING ? largest : 'liquid-fund';
  if (!isSmall(residual, rules.trading.minimumTrade) || strategic(receiver) + residual < 0) return null;
  return (id) => (id === receiver ? strategic(id) + residual : strategic(id));
}

async function rebalanceWith(
  target: ModelTarget,
  request: RebalanceRequest,
  strategic: (id: StrategicId) => number,
): Promise<Rebalanced | Extract<SleeveOptimum, { kind: 'infeasible' }>> {
  const { holdings, rules, turnoverLimit } = request;
  const { minimumTrade } = rules.trading;
  const openingOf = (id: PositionId): number => holdings.opening[id] ?? 0;
  const ids: readonly SleeveId[] = target.programme.sleeves.map((s) => s.id);
  const from = Float64Array.from(ids, openingOf);
  const programme = extendBandsToOpening(target.programme, from, minimumTrade);
  const fixed = new Map<PositionId, number>([
    ...SLEEVES.filter((id) => !ids.includes(id)).map((id) => [id, 0] as const),
    ['nifty-50', target.weights['nifty-50']],
    ...STRATEGIC.map((id) => [id, strategic(id)] as const),
  ]);
  const { rates, costUnknown } = ratesFor(target, request);
  const trade: TradingTerms = {
    from,
    otherTurnover: [...fixed].reduce((sum, [id, w]) => sum + Math.abs(w - openingOf(id)), 0) / 2,
    newMoney: newMoneyWeight(request.newMoney),
    rates,
    years: rules.model.costMonths / 12,
    untraded: new Set(),
  };
  const total = 1 - [...fixed.values()].reduce((sum, w) => sum + w, 0);
  const optimisation = { total, slack: slackOf(rules, turnoverLimit), trade };
  const first = await optimise(programme, optimisation);
  if (first.kind === 'infeasible') return first;
  const { optimum, unmoved } = await holdSmallTrades(programme, optimisation, first, minimumTrade);

  const weights = new Map(ids.map((id, i) => [id as PositionId, snapped(optimum.weights[i]!, from[i]!)]));
  const after = Object.fromEntries(POSITIONS.map((id) => [id, weights.get(id) ?? fixed.get(id)!])) as Record<
    PositionId,
    number
  >;
  const changes = POSITIONS.map((id) => after[id] - openingOf(id));
  const untraded = POSITIONS.filter(
    (id, p) => changes[p] === 0 && Math.abs(target.weights[id] - openingOf(id)) > ROUNDING,
  );
  const small = new Set<PositionId>([...STRATEGIC, ...ids.filter((_, i) => unmoved.has(i))]);
  return {
    kind: 'rebalanced',
    after,
    changes,
    turnover: Math.max(
      0,
      changes.reduce((sum, x) => sum + Math.max(0, x), 0) - newMoneyWeight(request.newMoney),
    ),
    optimum,
    belowMinimum: untraded.filter((id) => small.has(id)),
    notWorthCost: untraded.filter((id) => !small.has(id)),
    costUnknown,
  };
}

/** Treats a change of rounding size as no change. */
const snapped = (weight: number, from: number): number =>
  Math.abs(weight - from) < ROUNDING ? from : weight;

/**
 * Cost rate of selling a sleeve that is partly held in stocks outside its model portfolio. That part is sold whatever
 * happens to the sleeve; if the sleeve is sold, its own stocks need not be bought. Exact for a sale of the whole sleeve,
 * an overestimate for a partial sale (our choice).
 */
const netSellRate = (sell: number, buy: number, mismatch: number): number =>
  Math.max(-buy, (1 - mismatch) * sell - mismatch * buy);

function ratesFor(
  { programme }: ModelTarget,
  { holdings, costs }: RebalanceRequest,
): { readonly rates: TradingCostRates | null; readonly costUnknown: string | null } {
  const { sleeves, low, high, stocks } = programme;
  const value = holdings.openingSource.kind === 'portfolio' ? holdings.openingSource.value : null;
  // Trade size for the impact estimate: half the band, the largest usual change of a sleeve.
  const rupees = value === null ? null : sleeves.map((_, i) => (value * (high[i]! - low[i]!)) / 2);
  return inForceOr<ReturnType<typeof ratesFor>>(
    () => {
      const { buy, sell } = tradingCostRates(sleeves, rupees, stocks, costs);
      const mismatches = sleeves.map((s) => sleeveMismatch(stocks, holdings, s.id));
      return {
        rates: { buy, sell: sell.map((rate, i) => netSellRate(rate, buy[i]!, mismatches[i]!)) },
        costUnknown: null,
      };
    },
    (reason) => ({ rates: null, costUnknown: reason }),
  );
}
