import { POSITIONS } from '../../allocations/positions.ts';
import type { Regime } from '../../regimes/regime.ts';
import { canonicalJson } from '../decision/canonical-json.ts';
import type { StoredFile } from '../decision/ledger-entry.ts';
import { decideMonth } from '../decision/monthly-run.ts';
import { sha256 } from '../decision/sha256.ts';
import { iso } from '../market/day.ts';
import { userError } from '../market/problem.ts';
import { displayDay } from '../market/day.ts';
import type { OpenedBacktest } from './open-backtest.ts';
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
  /** Hash and text of `decision.json`; null under base weights. */
  readonly decision: { readonly sha256: string; readonly text: string } | null;
  /** The portfolio file that the decision was made on; null under base weights. */
  readonly portfolio: StoredFile | null;
}

/**
 * Decides one month at index level.
 *
 * @param k which month of the schedule.
 * @param values ₹ by position at the close of the decision.
 */
export async function decideIndexMonth(
  opened: OpenedBacktest,
  k: number,
  values: Float64Array,
): Promise<DecidedMonth> {
  const { plan, schedule, market, book, labels, calls } = opened;
  const asOf = schedule.sessions[schedule.months[k]!.decided]!;
  const total = sumOf(values);
  const combined = calls[k]?.combined;
  const month = {
    decided: iso(asOf),
    label: labels[k]!,
    score: combined?.kind === 'scored' ? combined.score : null,
  };
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
      ...month,
      opening: Array.from(values, (v) => v / total),
      weights: [...weights],
      target: null,
      decision: null,
      portfolio: null,
    };
  }
  const portfolio = portfolioFile(iso(asOf), values);
  const { decision } = await decideMonth(opened.run, asOf, portfolio);
  const text = canonicalJson(decision);
  const { allocation } = decision;
  const inOrder = (weights: Readonly<Partial<Record<(typeof POSITIONS)[number], number>>>): number[] =>
    POSITIONS.map((id) => weights[id] ?? 0);
  return {
    ...month,
    label: allocation.regime,
    opening: inOrder(allocation.opening),
    weights: inOrder(allocation.final),
    target: inOrder(allocation.target),
    decision: { sha256: sha256(text), text },
    portfolio,
  };
}

/** The holdings as a portfolio by value, in paise. */
export const portfolioFile = (decided: string, values: Float64Array): StoredFile => ({
  file: `${decided}.csv`,
  text: [
    'position,value',
    ...POSITIONS.flatMap((id, i) => (values[i]! >= 0.005 ? [`${id},${values[i]!.toFixed(2)}`] : [])),
    '',
  ].join('\n'),
});
