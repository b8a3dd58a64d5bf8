import {
  counted,
  fractionAsPercent,
  grouped,
  orNone,
  percent,
  probability,
  signed,
} from '../../format/numbers.ts';
import { day, displayDay } from '../../market/day.ts';
import { MONTHS } from '../objective/figures.ts';
import type { SweepReport } from '../report-schema.ts';
import { CLUSTER_CORRELATION } from './effective-trials.ts';

const ANNUAL = Math.sqrt(MONTHS);

/** A ratio per month as people read it: a year. */
const yearly = (ratio: number): string => grouped(ratio * ANNUAL, 2);

/** What a measure is called. */
export const measureName = (measure: SweepReport['objective']['measure']): string =>
  measure === 'sharpe' ? 'Sharpe ratio' : 'information ratio';

/**
 * The adjustment for multiple testing: how much was tried, and what that leaves of its best result. Ratios are a year; the adjustments are
 * computed per month.
 */
export function searchLines(report: Omit<SweepReport, 'lines'>): string[] {
  return [
    trialsLine(report),
    bestLine(report),
    deflatedLine(report),
    overfittingLine(report),
    plateauLine(report),
    holdoutLine(report),
  ];
}

function trialsLine({
  search,
  plateau,
  triedBefore,
  designed,
  duplicates,
  rejected,
}: Omit<SweepReport, 'lines'>): string {
  const left = rejected.reduce((sum, { count }) => sum + count, 0);
  const notRun = [
    duplicates > 0 ? `${grouped(duplicates, 0)} repeat another` : '',
    left > 0 ? `${grouped(left, 0)} not valid or against a constraint` : '',
  ].filter((t) => t !== '');
  const neighbours = plateau.rows.flatMap((row) => row.neighbours).filter((n) => n.ratio !== null).length;
  return `Trials: ${counted(search.trials, 'rule book')} run of ${grouped(designed, 0)} designed${notRun.length > 0 ? ` (${notRun.join('; ')})` : ''}, and ${counted(neighbours, 'neighbour')} of the best. Ever tried on this data: ${grouped(search.counted, 0)}${triedBefore > 0 ? `, of which about ${grouped(triedBefore, 0)} before the count began` : ''}.`;
}

function bestLine({ search, objective }: Omit<SweepReport, 'lines'>): string {
  const { best, spread, expectedBest, effective, trials, counted: all } = search;
  const rho = orNone(effective.meanCorrelation, (x) => grouped(x, 2));
  const clusters = `${counted(effective.clusters, 'cluster')}${effective.clustered < trials ? ` among ${grouped(effective.clustered, 0)} of them` : ''}`;
  return `Best ${measureName(objective.measure)} ${yearly(best)} a year (spread over trials ${yearly(spread)}). The best without any skill would be expected at ${yearly(expectedBest.counted)} of ${grouped(all, 0)} independent trials, ${yearly(expectedBest.effective)} of ${grouped(effective.byCorrelation, 1)} effective ones (mean correlation ${rho}), ${yearly(expectedBest.clusters)} of ${clusters} (correlation ${grouped(CLUSTER_CORRELATION, 1)} and above).`;
}

function deflatedLine({ search }: Omit<SweepReport, 'lines'>): string {
  const { deflated, skewness, kurtosis, months } = search;
  if (!deflated) return 'Deflated Sharpe ratio: none, because the best trial’s returns do not vary.';
  return `Deflated Sharpe ratio: probability ${probability(deflated.counted)} that the best is above what luck gives, counting all trials; ${probability(deflated.effective)} by the effective number, ${probability(deflated.clusters)} by clusters (skewness ${signed(skewness!, 2)}, kurtosis ${grouped(kurtosis!, 1)}, ${grouped(months, 0)} months). Below 95 % the search has shown nothing.`;
}

function overfittingLine({ search: { overfitting, months } }: Omit<SweepReport, 'lines'>): string {
  if (!overfitting)
    return `Probability of overfitting: not measured; it needs two trials and two months a group, and there are ${months} months.`;
  const { probability: p, splits, slope, probabilityOfLoss, groups } = overfitting;
  return `Probability of overfitting (PBO): ${fractionAsPercent(p, 1)} of ${grouped(splits, 0)} splits in ${groups} groups; slope of out-of-sample on in-sample ratio ${orNone(slope, (x) => signed(x, 2))}; the chosen trial loses out of sample in ${fractionAsPercent(probabilityOfLoss, 1)}. A choice at random has 50 %.`;
}

function plateauLine({ plateau, search }: Omit<SweepReport, 'lines'>): string {
  const size = percent(100 * plateau.size, 0);
  if (plateau.verdict === 'unknown')
    return `Plateau: unknown; no parameter of the best can be moved by ${size}.`;
  const range = `within ±${size} of each parameter the ratio falls to ${yearly(plateau.lowest!)} at worst, from ${yearly(search.best)}`;
  return plateau.verdict === 'peak'
    ? `A peak, not a plateau: ${range}; a neighbour loses more than half of the lead over the median trial.`
    : `A plateau: ${range}.`;
}

function holdoutLine({ holdout, sweep }: Omit<SweepReport, 'lines'>): string {
  if (!holdout) return 'Holdout: none. No data were kept back, so nothing here can be confirmed.';
  const from = displayDay(day(holdout.from));
  if (holdout.looks.length === 0)
    return `Holdout: from ${from} on, unseen by this search. Look once, with trrm sweep confirm.`;
  const looks = holdout.looks.map(
    (look) =>
      `${displayDay(day(look.day))}, trial ${look.trial.slice(0, 8)} of sweep ${look.sweep.slice(0, 8)}, ${displayDay(day(look.from))} to ${displayDay(day(look.to))}, ${grouped(look.confirmed, 2)} a year over ${look.months} months, against ${grouped(look.searched, 2)} in the search`,
  );
  const isSeen = holdout.looks.length > 1 || holdout.looks[0]!.sweep !== sweep;
  return `Holdout: from ${from} on, looked at ${looks.length === 1 ? 'once' : counted(looks.length, 'time')}: ${looks.join('; ')}.${isSeen ? ' After the first look it is no longer unseen.' : ''}`;
}
