import type { PriceRecord } from '../market/stocks/price-record.ts';
import { capWeights } from '../math/cap-weights.ts';
import { type Decision, noRoom } from './decide.ts';
import { sift } from './funnel.ts';

/** Sessions without a trade after which a name counts as suspended (our choice). */
export const SUSPENDED_AFTER = 10;

/**
 * A decision without the names that count as suspended when it comes into force, since nobody can trade them. Their
 * weights go to the others pro rata within their limits (our choice); the funnel has a sixth step that counts them.
 */
export function withoutSuspended(decision: Decision, { idle }: PriceRecord): Decision {
  const { funnel: before, outcome } = decision;
  if (outcome.kind === 'infeasible') return decision;
  const { left, count } = sift(
    'rebalance',
    outcome.members.map((m) => m.issuer),
    [
      {
        reason: `not traded for ${SUSPENDED_AFTER} sessions at the change`,
        passes: (i) => idle[i]! < SUSPENDED_AFTER,
      },
    ],
  );
  const funnel = [...before, count];
  if (left.length === outcome.members.length) return { ...decision, funnel };
  const staying = new Set(left);
  const members = outcome.members.filter((m) => staying.has(m.issuer));
  const weights = capWeights(
    Float64Array.from(members, (m) => m.weight),
    Float64Array.from(members, (m) => m.limit),
  );
  if (weights.kind === 'infeasible')
    return {
      ...decision,
      funnel,
      outcome: { kind: 'infeasible', reason: noRoom(members.length, weights.room) },
    };
  return {
    ...decision,
    funnel,
    outcome: {
      kind: 'members',
      members: members.map((m, k) => ({ ...m, weight: weights.weights[k]! })),
    },
  };
}
