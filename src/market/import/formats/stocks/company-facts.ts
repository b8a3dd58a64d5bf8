import { indexId } from '../../../series.ts';
import type { IndexMembership } from '../../../stocks/stock-row.ts';
import { dayOrNull, nativeFormat, seriesOfRow } from '../native-format.ts';

/** Free-float factors (NSE's investible weight factor), a row for every change. */
export const freeFloats = nativeFormat(
  'free-floats',
  'free-float factors (native format)',
  ['ISIN', 'Symbol', 'FromDate', 'FreeFloat', 'KnownOn'],
  (cells) => {
    const observedOn = cells.day('FromDate', 'YYYY-MM-DD');
    return [
      {
        kind: 'free-float',
        series: seriesOfRow(cells),
        observedOn,
        knownOn: dayOrNull(cells, 'KnownOn') ?? observedOn,
        share: cells.number('FreeFloat'),
      },
    ];
  },
);

/** Constituents of indices through time. Joining and leaving are known on their days, whenever the file was made. */
export const indexMembers = nativeFormat(
  'index-members',
  'index constituents through time (native format)',
  ['ISIN', 'Symbol', 'Index', 'FromDate', 'ToDate'],
  (cells) => {
    const name = cells.text('Index');
    if (name === '') cells.reject('no index', 'Index is blank');
    const from = cells.day('FromDate', 'YYYY-MM-DD');
    const to = dayOrNull(cells, 'ToDate');
    if (to !== null && to <= from)
      cells.reject('ends too early', 'ToDate, the last day as a constituent, is not after FromDate');
    const row = (on: typeof from, change: IndexMembership['change']): IndexMembership => ({
      kind: 'index-membership',
      series: seriesOfRow(cells),
      observedOn: on,
      knownOn: on,
      index: indexId(name),
      change,
    });
    return [row(from, 'joined'), ...(to === null ? [] : [row(to, 'left')])];
  },
);
