import type { Regime } from '../regime.ts';
import { DEFAULT_REGIME_RULES } from '../model/rules.ts';
import { voteOf } from '../model/signal-report.ts';
import type { MonthCall } from '../model/history.ts';
import type { Challenger } from './challenger.ts';

/**
 * The side with more votes has the label; with as many for either, or none for any, it is consolidation. A neutral
 * signal and one without a score vote for no side, and a signal without a weight in the rule book has no vote.
 */
function byPlurality({ judgements, combined }: MonthCall): Regime | null {
  // Too few signals for a call of TRRM's are too few for a vote.
  if (combined.kind === 'insufficient') return null;
  const votes = judgements
    .filter(({ on }) => on.signal.weight > 0)
    .map(({ verdict }) => voteOf(verdict.score, DEFAULT_REGIME_RULES));
  const count = (side: Regime) => votes.filter((vote) => vote === side).length;
  const lead = count('bullish') - count('bearish');
  if (lead === 0) return 'consolidation';
  return lead > 0 ? 'bullish' : 'bearish';
}

export const equalVotes: Challenger = {
  id: 'equal-votes',
  title: 'Equal votes of the signals',
  source:
    "TRRM's own signals, each with one vote from |score| 0.33 on and no memory of the month before. Our choice: the side with more votes has the label, neutral signals stand aside, a tie is consolidation.",
  label: ({ calls }) => calls.map(byPlurality),
};
