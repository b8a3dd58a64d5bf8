import { REGIMES, type Regime } from '../../regimes/regime.ts';
import { randomStream } from '../../src/math/random/random.ts';
import type { StudyMonth } from './study-market.ts';

/** The month-end labels that decisions follow. */
export interface Labels {
  readonly name: string;
  of(months: readonly StudyMonth[], seed: number): readonly Regime[] | Promise<readonly Regime[]>;
}

/** The hidden regime at the month-end, which no model knows. */
export const TRUE_LABELS: Labels = {
  name: 'the hidden regime at the month-end',
  of: (months) => months.map((m) => m.regime),
};

/** Mean duration of a spell of wrong labels, in months (our choice: a classifier errs in spells, not month by month). */
const SPELL = 3;

/**
 * Labels that are wrong in spells. In a spell one other regime is called throughout; a fraction `wrong` of months belongs
 * to spells.
 */
export const mistakenLabels = (name: string, wrong: number): Labels => ({
  name,
  of(months, seed) {
    const random = randomStream(seed).split(`labels ${wrong}`);
    const leave = 1 / SPELL;
    const enter = (leave * wrong) / (1 - wrong);
    let called: Regime | null = null;
    return months.map(({ regime }) => {
      if (called === null ? random.uniform() < enter : random.uniform() < leave) {
        const others = REGIMES.filter((r) => r !== regime);
        called = called === null ? others[Math.floor(random.uniform() * others.length)]! : null;
      }
      return called ?? regime;
    });
  },
});

/** Agreement of labels with the hidden regimes of the days that they were in force. */
export function agreement(
  walks: readonly { readonly months: readonly StudyMonth[]; readonly labels: readonly Regime[] }[],
): { readonly days: number; readonly kappa: number } {
  let [right, total] = [0, 0];
  const byLabel = new Map<Regime, number>();
  const byTruth = new Map<Regime, number>();
  for (const { months, labels } of walks)
    months.forEach(({ sessions }, t) => {
      for (const regime of REGIMES) {
        const days = sessions[regime];
        total += days;
        byLabel.set(labels[t]!, (byLabel.get(labels[t]!) ?? 0) + days);
        byTruth.set(regime, (byTruth.get(regime) ?? 0) + days);
        if (regime === labels[t]) right += days;
      }
    });
  const chance = REGIMES.reduce(
    (sum, r) => sum + ((byLabel.get(r) ?? 0) * (byTruth.get(r) ?? 0)) / total ** 2,
    0,
  );
  return { days: right / total, kappa: (right / total - chance) / (1 - chance) };
}
