import type { Day } from '../../../day.ts';
import type { SeriesId } from '../../../series.ts';
import type { Row } from '../../../store/rows.ts';

/** The row of a day of which a file has the close and nothing else. */
export const closeAlone = (
  series: SeriesId,
  observedOn: Day,
  close: number | null,
  knownOn: Day = observedOn,
): Row => ({
  kind: 'bar',
  series,
  observedOn,
  knownOn,
  open: null,
  high: null,
  low: null,
  close,
  volume: null,
  turnover: null,
});
