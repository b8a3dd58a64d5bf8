import { estimateDifference, estimateMean } from './measures/mean-estimate.ts';
import type { Regime } from '../../../regimes/regime.ts';
import { day, monthNumber } from '../../market/day.ts';
import { byRegime } from './by-regime.ts';
import type { PremiumTrackRecord } from './result.ts';
import type { PremiumSeries } from './premium-series.ts';
import type { SampleMonth } from './sample.ts';

/** A premium by the label of the month before. */
export function premiumTrackRecord(
  series: PremiumSeries,
  months: readonly SampleMonth[],
  labels: readonly (Regime | null)[],
): PremiumTrackRecord {
  const { byMonth, id, title, source, liveFrom } = series;
  const after = months.flatMap((month, i) => {
    const label = labels[i];
    const earnedIn = monthNumber(month.monthEnd) + 1;
    const value = byMonth.get(earnedIn);
    return label && value !== undefined ? [{ label, value, earnedIn }] : [];
  });
  const where = (is: (label: Regime) => boolean) => after.filter((a) => is(a.label)).map((a) => a.value);
  const of = (regime: Regime) => where((label) => label === regime);
  return {
    id,
    title,
    source,
    liveFrom,
    backTested:
      liveFrom === null ? 0 : after.filter((a) => a.earnedIn < monthNumber(day(`${liveFrom}-01`))).length,
    byRegime: byRegime((regime) => estimateMean(of(regime))),
    bullMinusBear: estimateDifference(of('bullish'), of('bearish')),
    againstRest: byRegime((regime) =>
      estimateDifference(
        of(regime),
        where((l) => l !== regime),
      ),
    ),
  };
}
