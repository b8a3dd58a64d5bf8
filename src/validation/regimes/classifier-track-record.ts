import { cohenKappa, contingency } from './measures/agreement.ts';
import { circularShiftP } from './measures/circular-shift.ts';
import { lagsOf } from './measures/lags.ts';
import { switchesAYear, whipsaws } from './measures/runs.ts';
import { estimateMean } from './measures/mean-estimate.ts';
import type { SwitchTest } from './measures/switch-test.ts';
import { volatilityRatioWithInterval } from './measures/volatility-ratio.ts';
import type { Regime } from '../../../regimes/regime.ts';
import type { RandomStream } from '../../math/random/random.ts';
import { byRegime } from './by-regime.ts';
import type { ClassifierTrackRecord } from './result.ts';
import type { SampleMonth } from './sample.ts';

/** A classifier and its label of each month; null where it gave none. */
export interface LabelledClassifier {
  readonly id: string;
  readonly title: string;
  readonly source: string;
  readonly labels: readonly (Regime | null)[];
}

/** A month with the classifier's label. */
interface LabelledMonth extends SampleMonth {
  readonly label: Regime;
}

/** κ of bear against not bear, over the months whose phase is settled by the known closes; null where undefined. */
export function kappaOf(labels: readonly (Regime | null)[], months: readonly SampleMonth[]): number | null {
  const settled = labelledMonths(labels, months).filter((m) => m.settled);
  if (settled.length === 0) return null;
  const kappa = cohenKappa(
    contingency(
      settled.map((m) => m.label === 'bearish'),
      settled.map((m) => m.phase === 'bear'),
    ),
  );
  return Number.isFinite(kappa) ? kappa : null;
}

/** Measures one classifier's labels against the ex-post phases and the returns of the following months. */
export function classifierTrackRecord(
  { labels, ...named }: LabelledClassifier,
  months: readonly SampleMonth[],
  test: SwitchTest | null,
  random: RandomStream,
): ClassifierTrackRecord {
  const labelled = labelledMonths(labels, months);
  const settled = labelled.filter((m) => m.settled);
  const bearish = settled.map((m) => m.label === 'bearish');
  const kappa = kappaOf(labels, months);
  const given = labelled.map((m) => m.label);
  const ahead = labelled.flatMap(({ label, next }) => (next === null ? [] : [{ label, next }]));
  return {
    ...named,
    labels,
    labelled: labelled.length,
    settled: settled.length,
    kappa,
    kappaP:
      kappa === null
        ? null
        : circularShiftP(
            bearish,
            settled.map((m) => m.phase === 'bear'),
          ),
    lags: lagsOf(
      bearish,
      settled.map((m) => m.phase),
    ),
    switchesAYear: given.length > 0 ? switchesAYear(given) : 0,
    whipsaws: whipsaws(given),
    volatilityRatio: volatilityRatioWithInterval(ahead, random),
    nextMonth: byRegime((regime) =>
      estimateMean(ahead.filter((m) => m.label === regime).map((m) => 100 * m.next)),
    ),
    switchTest: test,
  };
}

const labelledMonths = (
  labels: readonly (Regime | null)[],
  months: readonly SampleMonth[],
): LabelledMonth[] =>
  months.flatMap((month, i) => {
    const label = labels[i];
    return label ? [{ ...month, label }] : [];
  });
