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
import type { ClassifierRecord } from './result.ts';
import type { Month } from './sample.ts';

/** A classifier with what it said of each month. */
export interface Labelled {
  readonly id: string;
  readonly title: string;
  readonly source: string;
  readonly labels: readonly (Regime | null)[];
}

/** Months that a classifier labelled, with its label. */
interface LabelledMonth extends Month {
  readonly label: Regime;
}

/** κ of bear against not bear over the months whose phase is settled by the closes known; null where it says nothing. */
export function kappaOf(labels: readonly (Regime | null)[], months: readonly Month[]): number | null {
  const judged = labelledMonths(labels, months).filter((m) => m.dated);
  if (judged.length === 0) return null;
  const kappa = cohenKappa(
    contingency(
      judged.map((m) => m.label === 'bearish'),
      judged.map((m) => m.phase === 'bear'),
    ),
  );
  return Number.isFinite(kappa) ? kappa : null;
}

export function classifierRecord(
  { labels, ...named }: Labelled,
  months: readonly Month[],
  test: SwitchTest | null,
  random: RandomStream,
): ClassifierRecord {
  const labelled = labelledMonths(labels, months);
  const judged = labelled.filter((m) => m.dated);
  const bearish = judged.map((m) => m.label === 'bearish');
  const kappa = kappaOf(labels, months);
  const given = labelled.map((m) => m.label);
  const ahead = labelled.flatMap(({ label, next }) => (next === null ? [] : [{ label, next }]));
  return {
    ...named,
    labels,
    labelled: labelled.length,
    judged: judged.length,
    kappa,
    kappaP:
      kappa === null
        ? null
        : circularShiftP(
            bearish,
            judged.map((m) => m.phase === 'bear'),
          ),
    lags: lagsOf(
      bearish,
      judged.map((m) => m.phase),
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

const labelledMonths = (labels: readonly (Regime | null)[], months: readonly Month[]): LabelledMonth[] =>
  months.flatMap((month, i) => {
    const label = labels[i];
    return label ? [{ ...month, label }] : [];
  });
