import type { Bands } from '../../regimes/model/classify.ts';
import { INITIAL_REGIME, type MonthCall, nextRegime } from '../../regimes/model/history.ts';
import { overrideOn } from '../../regimes/model/override.ts';
import type { RegimeRules } from '../../regimes/model/rules.ts';
import type { Regime } from '../../regimes/regime.ts';
import type { OpenedBacktest } from './open-backtest.ts';

/** The labels in force at each decision, under other thresholds of the score. */
export interface LabelVariant {
  readonly id: string;
  readonly title: string;
  readonly labels: readonly Regime[];
}

/** Thresholds times a number: all four, or the distance from where a regime is entered to where it is left. */
const scaled = (b: Bands, by: number): Bands => ({
  enterBullish: by * b.enterBullish,
  leaveBullish: by * b.leaveBullish,
  enterBearish: by * b.enterBearish,
  leaveBearish: by * b.leaveBearish,
});
const widened = (b: Bands, by: number): Bands => ({
  ...b,
  leaveBullish: b.enterBullish - by * (b.enterBullish - b.leaveBullish),
  leaveBearish: b.enterBearish - by * (b.enterBearish - b.leaveBearish),
});

const VARIANTS: readonly (readonly [id: string, title: string, bands: (b: Bands) => Bands])[] = [
  ['bouquets', 'Bouquets of the labels alone', (b) => b],
  ['thresholds-0.7', 'Bouquets, thresholds of the score 30 % lower', (b) => scaled(b, 0.7)],
  ['thresholds-1.3', 'Bouquets, thresholds of the score 30 % higher', (b) => scaled(b, 1.3)],
  ['bands-0.7', 'Bouquets, hysteresis bands 30 % narrower', (b) => widened(b, 0.7)],
  ['bands-1.3', 'Bouquets, hysteresis bands 30 % wider', (b) => widened(b, 1.3)],
];

/**
 * The labels of a back-test's months with thresholds and hysteresis bands 30 % lower and higher, from the scores as they were.
 * Overrides stay in force.
 */
export function labelVariants({ run, schedule, book }: OpenedBacktest): LabelVariant[] {
  const days = schedule.months.map((m) => schedule.sessions[m.decided]!);
  return VARIANTS.map(([id, title, bands]) => {
    const labels = labelled(run.walk.calls, { ...book.regimes, ...bands(book.regimes) });
    return {
      id,
      title,
      labels: days.map((on) => {
        const at = run.walk.calls.findLastIndex((c) => c.monthEnd <= on);
        return overrideOn(on, book.regimes)?.regime ?? labels[at] ?? INITIAL_REGIME;
      }),
    };
  });
}

/** Labels of all months from their scores, one after the other; a month without a score keeps its label. */
function labelled(calls: readonly MonthCall[], rules: RegimeRules): Regime[] {
  let label = INITIAL_REGIME;
  return calls.map(({ combined }) => (label = nextRegime(label, combined, rules)));
}
