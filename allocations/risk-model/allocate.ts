import type { Regime } from '../../regimes/regime.ts';
import type { AllocationByRiskModel } from '../allocation.ts';
import type { CostRules } from '../cost-rules.ts';
import type { Held } from '../opening-holdings.ts';
import type { AllocationRules } from '../rules.ts';
import { bindingTold } from './binding-constraints.ts';
import { exposureLines } from './exposure-summary.ts';
import { measureSleeves } from './sleeve-exposures.ts';
import { costUnknown, modelProblems, relaxedTold } from './warnings.ts';
import { modelTarget } from './target.ts';
import { modelledRisk } from './risk-decomposition.ts';
import { heldBack, notYetTold, outsideTheModel } from './trade-notes.ts';
import { notYetKept } from './constraint-breaches.ts';
import { type Move, moveWithin } from './partial-rebalance.ts';
import { shareLines } from './look-through.ts';
import { correlationsOf } from './sleeve-covariance.ts';
import { between, type HeldIn, modelHoldings, realHoldings } from './sleeve-holdings.ts';
import { type Traded, tradeTo } from './rebalance.ts';
import type { Weights } from '../positions.ts';
import { thinBouquet } from '../inverse-volatility/warnings.ts';
import { soldForWant } from '../rebalance/forced-sales.ts';
import type { StockBasis } from '../stocks/stock-snapshot.ts';
import { iso } from '../../src/market/day.ts';
import { tradeLines } from '../rebalance/trades.ts';
import { firstPurchase } from '../rebalance/trade-plan.ts';
import { turnoverLimitOf } from '../rebalance/turnover-limit.ts';

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
  const found = (traded ?? target).found;
  const move = traded ? moveOf(basis, held, traded, rules) : firstMove(target.weights);
  const { towards, reach, after, changes, turnover } = move;
  const room = { ...found.room, minimumTrade: rules.trading.minimumTrade };

  const was: HeldIn = { weights: drifted, holdings: realHoldings(basis, held) };
  const then = between(was, { weights: towards, holdings: modelHoldings(basis) }, reach);
  const measured = (portfolio: HeldIn) => ({
    ...portfolio,
    measured: measureSleeves(basis, portfolio.holdings),
  });
  const [heldNow, heldThen] = [measured(was), measured({ weights: after, holdings: then })];
  return {
    regime,
    method: 'risk-model',
    sleeves: target.lines,
    strategic: target.strategic,
    before,
    current,
    drifted,
    target: target.weights,
    towards,
    reach,
    after,
    trades: tradeLines(changes, before),
    turnover,
    turnoverLimit,
    binding: [
      ...bindingTold(target.programme, found),
      ...(traded ? heldBack(basis, held, traded, move, rules) : []),
    ],
    scored: {
      day: iso(basis.day),
      marketNames: basis.market.length,
      sleeves: target.programme.scores,
      correlations: correlationsOf(target.programme.covariance),
      ...exposureLines(target.programme, heldNow, heldThen),
      relaxed: found.relaxed,
      shares: shareLines(basis, heldNow, heldThen),
    },
    risk: {
      basis: BASIS,
      before: modelledRisk(basis, heldNow),
      after: modelledRisk(basis, heldThen),
    },
    problems: [
      ...modelProblems(target),
      ...thinBouquet(target.lines),
      ...soldForWant(target.lines, held),
      ...outsideTheModel(basis, held),
      ...relaxedTold(found.relaxed),
      ...(reach < 1 ? notYetTold(notYetKept(basis, target, room, heldThen), move) : []),
      ...(traded?.costUnknown ? [costUnknown(traded.costUnknown)] : []),
    ],
  };
}

/** As far as turnover allows by share; where no shares are known, the programme has kept it by sleeve. */
function moveOf(basis: StockBasis, held: Held, traded: Traded, { trading }: AllocationRules): Move {
  const { after, changes, turnover, found } = traded;
  if (!held.shares) return { towards: after, reach: 1, after, changes, turnover, whole: turnover };
  const limits = { turnover: found.room.turnover, minimumTrade: trading.minimumTrade };
  return moveWithin(basis, held, after, limits);
}

function firstMove(weights: Weights): Move {
  const { after, changes, turnover } = firstPurchase(weights);
  return { towards: after, reach: 1, after, changes, turnover, whole: turnover };
}
