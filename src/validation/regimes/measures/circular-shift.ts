import { cohenKappa, contingency } from './agreement.ts';

/**
 * The circular-shift p-value: the fraction of all circular shifts of the labels, the unshifted one included, whose κ with
 * the phases is at least the observed one. Unlike shuffling, shifting preserves the lengths of runs. Exact: no random draws.
 */
export function circularShiftP(labels: readonly boolean[], phases: readonly boolean[]): number {
  const n = labels.length;
  const kappaAt = (shift: number) =>
    cohenKappa(
      contingency(
        labels.map((_, i) => labels[(i + shift) % n]!),
        phases,
      ),
    );
  const observed = kappaAt(0);
  let atLeast = 0;
  for (let shift = 0; shift < n; shift++) if (kappaAt(shift) >= observed - 1e-12) atLeast++;
  return atLeast / n;
}
