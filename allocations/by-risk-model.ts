import type { Regime } from '../regimes/regime.ts';
import type { AllocationByRiskModel } from './allocation.ts';
import type { CostRules } from './costs/cost-rules.ts';
import type { Held } from './held-before.ts';
import type { AllocationRules } from './rules.ts';
import { bindingTold } from './scored/binding-told.ts';
import { exposureLines } from './scored/exposure-lines.ts';
import { costUnknown, modelProblems, relaxedTold } from './scored/model-problems.ts';
import { type ModelTarget, modelTarget } from './scored/model-target.ts';
import { modelledRisk } from './scored/modelled-risk.ts';
import type { Relaxation, Scored } from './scored/scored.ts';
import { shareLines } from './scored/share-lines.ts';
import { correlationsOf } from './scored/sleeve-covariance.ts';
import { type Traded, tradeTo } from './scored/trade-to.ts';
import type { Weights } from './sleeve.ts';
import { thinBouquet } from './sleeve-problems.ts';
import { soldForWant } from './sold-for-want.ts';
import type { StockBasis } from './stock-basis.ts';
import { iso } from '../src/market/day.ts';
import { tradeLines } from './trade-lines.ts';
import { firstPurchase } from './trade-plan.ts';
import { turnoverLimitOf } from './turnover-limit.ts';
import { listed, percent } from './wording.ts';

export interface ByRiskModelInput {
  readonly basis: StockBasis;
  readonly regime: Regime;
  readonly held: Held;
  readonly rules: AllocationRules;
  readonly costs: CostRules;
}

const BASIS =
  'INEC-1, share by share, against the market portfolio: the shares of its estimation universe by market value. Gold, the liquid fund and G-secs are counted as without equity risk, and so as less held than the market.';

/**
 * An allocation of sleeves of shares: scored by what the regime wants, weighed by the risk model within all limits,
 * traded as far as trading pays. Null where no sleeve of the regime's bouquet holds shares.
 *
 * @throws UserError where limits that never give way clash.
 */
export async function byRiskModel(input: ByRiskModelInput): Promise<AllocationByRiskModel | null> {
  const { basis, regime, held, rules, costs } = input;
  const target = await modelTarget(basis, regime, rules);
  if (!target) return null;
  const { before, current, drifted } = held;
  const turnoverLimit = turnoverLimitOf(held, regime, rules);
  const traded = before.kind === 'none' ? null : await tradeTo(target, { held, rules, costs, turnoverLimit });
  const { after, changes, turnover } = traded ?? firstPurchase(target.weights);
  const { relaxed } = (traded ?? target).found;
  return {
    regime,
    method: 'risk-model',
    sleeves: target.lines,
    strategic: target.strategic,
    before,
    current,
    drifted,
    target: target.weights,
    after,
    trades: tradeLines(changes, before),
    turnover,
    turnoverLimit,
    binding: [
      ...bindingTold(target.programme, (traded ?? target).found),
      ...(traded ? leftAsHeld(traded, rules) : []),
    ],
    scored: scoredOf(basis, target, relaxed, drifted, after),
    risk: {
      basis: BASIS,
      before: modelledRisk(basis, target.measured, drifted),
      after: modelledRisk(basis, target.measured, after),
    },
    problems: [
      ...modelProblems(target),
      ...thinBouquet(target.lines),
      ...soldForWant(target.lines, held),
      ...relaxedTold(relaxed),
      ...(traded?.costUnknown ? [costUnknown(traded.costUnknown)] : []),
    ],
  };
}

const scoredOf = (
  basis: StockBasis,
  { programme }: ModelTarget,
  relaxed: readonly Relaxation[],
  drifted: Weights,
  after: Weights,
): Scored => ({
  day: iso(basis.day),
  marketNames: basis.market.length,
  sleeves: programme.scores,
  correlations: correlationsOf(programme.covariance),
  ...exposureLines(programme, drifted, after),
  relaxed,
  shares: shareLines(basis, drifted, after),
});

const leftAsHeld = ({ tooSmall, notWorthIt }: Traded, { trading }: AllocationRules): string[] => [
  ...(notWorthIt.length > 0
    ? [`What a trade would gain is less than it costs: ${listed(notWorthIt)} ${stays(notWorthIt)} as held.`]
    : []),
  ...(tooSmall.length > 0
    ? [`The minimum trade of ${percent(trading.minimumTrade)} leaves ${listed(tooSmall)} as held.`]
    : []),
];

const stays = (ids: readonly unknown[]): string => (ids.length === 1 ? 'stays' : 'stay');
