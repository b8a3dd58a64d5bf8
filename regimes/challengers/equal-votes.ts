import type { Regime } from '../regime.ts';
import { DEFAULT_REGIME_RULES } from '../model/rules.ts';
import { voteOf } from '../model/signal-report.ts';
import type { MonthCall } from '../model/history.ts';
import type { Challenger } from './challenger.ts';

/**
 * The side with more votes gives the label; a tie gives consolidation. Neutral signals and signals without a score vote for
 * neither side; signals without a weight in the rule book have no vote.
 */
function byPlurality({ evaluated, combined }: MonthCall): Regime | null {
  // Where TRRM has too few signals for a call, there is no vote either.
  if (combined.kind === 'insufficient') return null;
  const votes = evaluated
    .filter(({ aligned }) => aligned.signal.weight > 0)
    .map(({ evaluation }) => voteOf(evaluation.score, DEFAULT_REGIME_RULES));
  const count = (side: Regime) => votes.filter((vote) => vote === side).length;
  const lead = count('bullish') - count('bearish');
  if (lead === 0) return 'consolidation';
  return lead > 0 ? 'bullish' : 'bearish';
}

export const equalVotes: Challenger = {
  id: 'equal-votes',
  title: 'Equal votes of the signals',
  source:
    'TRRM’s own signals with equal weights: each votes from |score| 0.33, independently of the previous month. Our choice: the side with more votes gives the label, neutral signals abstain, a tie is consolidation.',
  label: ({ calls }) => calls.map(byPlurality),
};
