import { fillStudentScales } from '../random/student-scales.ts';
import { WORD_BLOCK } from '../random/word-buffer.ts';
import { fillLabelPaths } from './label-path.ts';
import type { PairShape, PathPair, PathStates, PolicyRule, SwitchingNormal } from './path-pair.ts';
import { fillSwitchingReturns } from './switching-draws.ts';
import { walkPair } from './wealth-walk.ts';

/** A pair of paths in plain code. */
export function plainPathPair(
  { months, labels: count, variables: d, marks, mirrored, pairs }: PairShape,
  moments: SwitchingNormal | null,
  policies: readonly PolicyRule[],
): PathPair {
  const numbers = (length: number) => new Float64Array(length);
  const labels = [new Uint8Array(months), new Uint8Array(months)] as const;
  const returns = [numbers(months * d), numbers(months * d)] as const;
  const changes = new Int32Array(marks.length * count * count);
  const allMonths = Uint16Array.from({ length: months }, (_, t) => t);
  const draws = numbers(months * d);
  const one = numbers(months).fill(1);
  const scales = [one, mirrored ? one : one.slice()] as const;
  return {
    words: { labels: new Uint32Array(WORD_BLOCK), returns: new Uint32Array(WORD_BLOCK) },
    labels,
    changes,
    draws,
    scales,
    returns,
    fillLabels: (limits, start, source) =>
      fillLabelPaths(limits, count, start, source, mirrored, labels, marks, changes),
    fillScales: (side, law, source) => fillStudentScales(law, source, scales[side]),
    fillReturns: (side) =>
      fillSwitchingReturns(
        moments!,
        d,
        labels[side],
        draws,
        scales[side],
        mirrored && side === 1,
        returns[side],
      ),
    policies: policies.map((policy) => {
      const wealth = numbers(2 * months);
      const holdings = policy.rule.kind === 'hold' ? Array.from(marks, () => numbers(d)) : [];
      const states = Array.from(marks, (): PathStates => {
        const row = () => numbers(2 * pairs);
        return { wealth: row(), trough: row(), underWater: row(), lowest: row() };
      });
      return {
        wealth,
        holdings,
        states,
        // All months may be, as far as plain code knows.
        near: [allMonths, allMonths],
        nearBefore: Int32Array.from({ length: 2 * marks.length }, (_, k) =>
          policy.variances === null ? 0 : marks[k >> 1]!,
        ),
        walk: (k) => walkPair(policy, d, count, marks, labels, returns, wealth, holdings, states, 2 * k),
      };
    }),
  };
}
