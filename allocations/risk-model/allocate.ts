import type { Regime } from '../../regimes/regime.ts';
import type { AllocationByRiskModel } from '../allocation.ts';
import type { CostRules } from '../cost-rules.ts';
import type { OpeningHoldings } from '../holdings/opening.ts';
import type { AllocationRules } from '../rules.ts';
import { bindingConstraintNotes } from './constraints/binding-constraints.ts';
import { exposureSummary } from './exposure-summary.ts';
import { measureSleeves } from './sleeve-exposures.ts';
import { unknownCostWarning, sleeveWarnings, relaxationWarnings } from './warnings.ts';
import { modelTarget, slackOf } from './target.ts';
import { decomposeRisk } from './risk-decomposition.ts';
import { tradeNotes, breachWarning, uncoveredHoldings } from './rebalance/trade-notes.ts';
import { limitUse } from './constraints/limit-use.ts';
import { viewProblems } from './views.ts';
import { constraintBreaches } from './constraints/constraint-breaches.ts';
import { type PartialRebalance, partialRebalance } from './rebalance/partial-rebalance.ts';
import { largestUnintendedBet } from './unintended-bet.ts';
import { lookThroughLines } from './look-through.ts';
import { correlationsOf } from './sleeve-covariance.ts';
import {
  interpolateHoldings,
  type SleevePortfolio,
  modelHoldings,
  actualHoldings,
} from './sleeve-holdings.ts';
import { sampledHoldings, withSampledStocks } from './sampling/sampled-stocks.ts';
import { sampleSleeves } from './sampling/sample-sleeves.ts';
import { type Rebalanced, rebalance } from './rebalance/rebalance.ts';
import { fallbackWarning } from '../bouquet/fallback.ts';
import { notRepresentedWarning } from '../bouquet/represented.ts';
import { forcedSales } from '../rebalance/forced-sales.ts';
import type { StockSnapshot } from '../stocks/stock-snapshot.ts';
import { iso } from '../../src/market/day.ts';
import { tradesOf } from '../rebalance/trades.ts';
import { firstPurchase } from '../rebalance/trade-plan.ts';
import { type TiltedAllocation, untiltedAllocation, untiltedRules } from './untilted.ts';
import { type NewMoney, newMoney } from '../rebalance/new-money.ts';
import { turnoverLimitOf } from '../rebalance/monthly-turnover-limit.ts';

export interface RiskModelInput {
  readonly stocks: StockSnapshot;
  readonly regime: Regime;
  readonly holdings: OpeningHoldings;
  readonly rules: AllocationRules;
  readonly costs: CostRules;
}

const RISK_BASIS =
  'INEC-1, look-through to stocks, relative to the market portfolio (the estimation universe by market value). Gold, the liquid fund and G-secs carry no equity risk and count as an underweight in the market.';

/**
 * Allocates sleeves of stocks: moves the regime's bouquet towards its style targets with the risk model under all constraints, and trades only where the expected gain exceeds the cost. Null if no sleeve of the regime's
 * bouquet holds stocks.
 *
 * @throws UserError if the constraints that cannot be relaxed are infeasible.
 */
export async function allocateByRiskModel(input: RiskModelInput): Promise<AllocationByRiskModel | null> {
  const chosen = await allocateUnder(input);
  const untilted = chosen && (await allocateUnder({ ...input, rules: untiltedRules(input.rules) }));
  // Both have the same sleeves, so there is one where there is the other.
  return untilted && { ...chosen, untilted: untiltedAllocation(chosen, untilted) };
}

async function allocateUnder(input: RiskModelInput): Promise<TiltedAllocation | null> {
  const { stocks, regime, holdings, rules, costs } = input;
  const target = await modelTarget(stocks, regime, rules);
  if (!target) return null;
  const { openingSource, current, opening } = holdings;
  const turnoverLimit = turnoverLimitOf(holdings, regime, rules);
  const money = newMoney(holdings, target.weights, target.fallback, rules.trading.minimumTrade);
  const rebalanced =
    openingSource.kind === 'none'
      ? null
      : await rebalance(target, { holdings, rules, costs, turnoverLimit, newMoney: money });
  const optimum = (rebalanced ?? target).optimum;
  const sampling = rebalanced && (await sampleSleeves(stocks, holdings, rebalanced.after, rules.model));
  const implemented = sampling ? withSampledStocks(stocks, sampling) : stocks;
  const move = rebalanced
    ? moveOf(implemented, holdings, rebalanced, money, rules)
    : fullRebalance(firstPurchase(target.weights));
  const { destination, completion, after: final, changes, turnover, start } = move;
  const slack = { ...optimum.slack, minimumTrade: rules.trading.minimumTrade };

  const before: SleevePortfolio = { weights: opening, holdings: actualHoldings(stocks, holdings) };
  const after = interpolateHoldings(
    start ? { weights: start.opening, holdings: actualHoldings(stocks, start) } : before,
    {
      weights: destination,
      holdings: sampling ? sampledHoldings(stocks, implemented, holdings) : modelHoldings(stocks),
    },
    completion,
  );
  const measured = (portfolio: SleevePortfolio) => ({
    ...portfolio,
    measured: measureSleeves(stocks, portfolio.holdings),
  });
  const [openingPortfolio, finalPortfolio] = [
    measured(before),
    measured({ weights: final, holdings: after }),
  ];
  const exposures = exposureSummary(target.programme, openingPortfolio, finalPortfolio);
  const bet = largestUnintendedBet(exposures.styles, stocks.riskModel.covariance);
  return {
    regime,
    method: 'risk-model',
    sleeves: target.lines,
    strategic: target.strategic,
    openingSource,
    current,
    opening,
    target: target.weights,
    destination,
    completion,
    final,
    trades: tradesOf(changes, openingSource),
    turnover,
    turnoverLimit,
    ...(money && { newMoney: money }),
    ...(target.fallback && { fallback: target.fallback }),
    bindingConstraints: [
      ...bindingConstraintNotes(target.programme, optimum),
      ...(rebalanced ? tradeNotes(implemented, holdings, rebalanced, move, rules) : []),
    ],
    riskModel: {
      session: iso(stocks.day),
      marketStocks: stocks.market.length,
      sleeves: target.programme.scores,
      views: target.programme.views.applied,
      correlations: correlationsOf(target.programme.covariance),
      ...exposures,
      ...(bet && { unintendedBet: bet }),
      ...(sampling && { sampling }),
      limits: limitUse({ ...target, optimum }, slackOf(rules, turnoverLimit), finalPortfolio, turnover),
      relaxedConstraints: optimum.relaxed,
      stocks: lookThroughLines(stocks, openingPortfolio, finalPortfolio),
    },
    risk: {
      basis: RISK_BASIS,
      opening: decomposeRisk(stocks, openingPortfolio),
      final: decomposeRisk(stocks, finalPortfolio),
    },
    problems: [
      ...sleeveWarnings(target),
      ...viewProblems(target.programme.views),
      ...notRepresentedWarning(target.lines),
      ...fallbackWarning(target.fallback, regime),
      ...forcedSales(target.lines, holdings),
      ...uncoveredHoldings(stocks, holdings),
      ...relaxationWarnings(optimum.relaxed),
      ...(completion < 1
        ? breachWarning(constraintBreaches(stocks, target, slack, finalPortfolio), move)
        : []),
      ...(rebalanced?.costUnknown ? [unknownCostWarning(rebalanced.costUnknown)] : []),
    ],
  };
}

/** Applies the turnover limit stock by stock; where opening stocks are not known, the optimiser has applied it by sleeve. */
function moveOf(
  stocks: StockSnapshot,
  holdings: OpeningHoldings,
  rebalanced: Rebalanced,
  money: NewMoney | null,
  { trading }: AllocationRules,
): PartialRebalance {
  const { after, changes, turnover, optimum } = rebalanced;
  if (!holdings.stocks) return fullRebalance({ after, changes, turnover });
  const limits = {
    turnover: optimum.slack.turnover,
    minimumTrade: trading.minimumTrade,
    newMoney: money,
  };
  return partialRebalance(stocks, holdings, after, limits);
}

/** Trades that are carried out in full. */
const fullRebalance = ({
  after,
  changes,
  turnover,
}: Pick<PartialRebalance, 'after' | 'changes' | 'turnover'>): PartialRebalance => ({
  destination: after,
  completion: 1,
  after,
  changes,
  turnover,
  fullTurnover: turnover,
  start: null,
});
