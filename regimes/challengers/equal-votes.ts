import type { Regime } from '../regime.ts';
import { DEFAULT_REGIME_RULES } from '../rules.ts';
import { voteOf } from '../signal-report.ts';
import type { MonthCall } from '../walk.ts';
import type { Challenger } from './challenger.ts';

/**
 * A side with more than half of the votes has the label; otherwise, and on a tie, it is consolidation. With all five
 * signals that is the same as the most votes of the three, neutral among them. A signal without a score stays away.
 */
function byMajority({ judgements, combined }: MonthCall): Regime | null {
  // Too few signals for a call of TRRM's are too few for a vote.
  if (combined.kind === 'insufficient') return null;
  const votes = judgements
    .filter(({ on, verdict }) => on.signal.weight > 0 && verdict.score !== null)
    .map(({ verdict }) => voteOf(verdict.score, DEFAULT_REGIME_RULES));
  const count = (side: Regime) => votes.filter((vote) => vote === side).length;
  if (2 * count('bullish') > votes.length) return 'bullish';
  if (2 * count('bearish') > votes.length) return 'bearish';
  return 'consolidation';
}

export const equalVotes: Challenger = {
  id: 'equal-votes',
  title: 'Equal votes of the signals',
  source:
    "TRRM's own signals, each with one vote from |score| 0.33 on and no memory of the month before. Our choice: a side needs more than half of the votes.",
  label: ({ calls }) => calls.map(byMajority),
};
