import { indexId } from '../../../series.ts';
import type { IndexMembership } from '../../../stocks/stock-row.ts';
import { dayOrNull, ownShape, series } from '../native-format.ts';

/** The share of a company's shares that the public holds, a row for every change: NSE's investible weight factor. */
export const freeFloats = ownShape(
  'free-floats',
  'free floats of companies (own shape)',
  ['ISIN', 'Symbol', 'FromDate', 'FreeFloat', 'KnownOn'],
  (cells) => {
    const observedOn = cells.day('FromDate', 'YYYY-MM-DD');
    return [
      {
        kind: 'free-float',
        series: series(cells),
        observedOn,
        knownOn: dayOrNull(cells, 'KnownOn') ?? observedOn,
        share: cells.number('FreeFloat'),
      },
    ];
  },
);

/** Who was a member of an index from when to when. Each end is known on its day, whenever the file was made. */
export const indexMembers = ownShape(
  'index-members',
  'members of indices through time (own shape)',
  ['ISIN', 'Symbol', 'Index', 'FromDate', 'ToDate'],
  (cells) => {
    const name = cells.text('Index');
    if (name === '') cells.reject('no index', 'the row does not say of which index');
    const from = cells.day('FromDate', 'YYYY-MM-DD');
    const to = dayOrNull(cells, 'ToDate');
    if (to !== null && to <= from)
      cells.reject('ends too early', 'ToDate, the last day of membership, is not after FromDate');
    const row = (on: typeof from, change: IndexMembership['change']): IndexMembership => ({
      kind: 'index-membership',
      series: series(cells),
      observedOn: on,
      knownOn: on,
      index: indexId(name),
      change,
    });
    return [row(from, 'joined'), ...(to === null ? [] : [row(to, 'left')])];
  },
);
