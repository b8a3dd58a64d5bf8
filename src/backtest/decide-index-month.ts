import { POSITIONS, type Weights } from '../../allocations/positions.ts';
import { contractOf } from '../../allocations/holdings/held-future.ts';
import type { Regime } from '../../regimes/regime.ts';
import { canonicalJson } from '../decision/document/canonical-json.ts';
import type { StoredFile } from '../decision/ledger/entries/ledger-entry.ts';
import { decideMonth, type MonthlyRun } from '../decision/run/monthly-run.ts';
import { sha256 } from '../market/files/sha256.ts';
import { iso } from '../market/day.ts';
import { userError } from '../market/problem.ts';
import { displayDay } from '../market/day.ts';
import type { OpenedBacktest } from './open-backtest.ts';
import type { DecidedOrders } from './stocks/decided-orders.ts';
import { type DecidedHedge, decidedHedge } from './hedge/decided-hedge.ts';
import type { HeldContract } from './hedge/futures-account.ts';
import { heldAt } from './alternatives/alternative.ts';
import { baseWeights } from './walk/base-weights.ts';
import { sumOf } from './walk/index-walk.ts';

/** What one month decided: enough to walk it again without deciding. Weights in `POSITIONS` order. */
export interface DecidedMonth {
  readonly decided: string;
  readonly label: Regime;
  readonly score: number | null;
  readonly opening: readonly number[];
  readonly weights: readonly number[];
  /** The decision's target before limits; null under base weights. */
  readonly target: readonly number[] | null;
  /** Hash of `decision.json`, with its text where that is kept; null under base weights. */
  readonly decision: { readonly sha256: string; readonly text?: string } | null;
  /** The portfolio file that the decision was made on; null under base weights. */
  readonly portfolio: StoredFile | null;
  /** The futures that the decision asks for, null where it could not say; absent without a hedge. */
  readonly hedge?: DecidedHedge | null;
  /** The orders of a portfolio held in stocks; absent at index level. */
  readonly orders?: DecidedOrders;
}

/**
 * Decides one month at index level.
 *
 * @param k which month of the schedule.
 * @param values ₹ by position at the close of the decision.
 * @param futures held then.
 */
export async function decideIndexMonth(
  opened: OpenedBacktest,
  k: number,
  values: Float64Array,
  futures: readonly HeldContract[],
): Promise<DecidedMonth> {
  const { plan, schedule, market, book, labels } = opened;
  const asOf = schedule.sessions[schedule.months[k]!.decided]!;
  const total = sumOf(values);
  if (plan.weights === 'base') {
    const weights = baseWeights(labels[k]!, book.allocations, heldAt({ market, schedule }, k));
    if (weights === null)
      throw userError(
        'no-instruments',
        'backtest',
        `No sleeve of the ${labels[k]} bouquet can be held on ${displayDay(asOf)}.`,
        'Import index histories of its sleeves, or begin later with --from.',
      );
    return {
      decided: iso(asOf),
      label: labels[k]!,
      score: scoreOf(opened, k),
      opening: Array.from(values, (v) => v / total),
      weights: [...weights],
      target: null,
      decision: null,
      portfolio: null,
    };
  }
  return (await decideOn(opened, k, portfolioFile(iso(asOf), values, futures))).month;
}

/** Decides one month on a portfolio file, by the code of the monthly run. */
export async function decideOn(
  opened: OpenedBacktest,
  k: number,
  portfolio: StoredFile,
): Promise<{ readonly month: DecidedMonth; readonly run: MonthlyRun }> {
  const asOf = opened.schedule.sessions[opened.schedule.months[k]!.decided]!;
  const run = await decideMonth(opened.run, asOf, portfolio);
  const text = canonicalJson(run.decision);
  const { allocation } = run.decision;
  const inOrder = (weights: Weights): number[] => POSITIONS.map((id) => weights[id] ?? 0);
  return {
    run,
    month: {
      decided: iso(asOf),
      label: allocation.regime,
      score: scoreOf(opened, k),
      opening: inOrder(allocation.opening),
      weights: inOrder(allocation.final),
      target: inOrder(allocation.target),
      decision: { sha256: sha256(text), text },
      portfolio,
      ...(opened.plan.hedge && { hedge: decidedHedge(run.decision.hedge) }),
    },
  };
}

function scoreOf({ calls }: OpenedBacktest, k: number): number | null {
  const combined = calls[k]?.combined;
  return combined?.kind === 'scored' ? combined.score : null;
}

/** The holdings as a portfolio by value, in paise, with its futures in units of the index. */
const portfolioFile = (
  decided: string,
  values: Float64Array,
  futures: readonly HeldContract[],
): StoredFile => ({
  file: `${decided}.csv`,
  text: [
    'position,value',
    ...POSITIONS.flatMap((id, i) => (values[i]! >= 0.005 ? [`${id},${values[i]!.toFixed(2)}`] : [])),
    ...futures.map(({ expiry, units }) => `${contractOf(expiry)},${units}`),
    '',
  ].join('\n'),
});
