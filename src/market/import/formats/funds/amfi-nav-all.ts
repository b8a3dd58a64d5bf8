import type { Day } from '../../../day.ts';
import { displayDay } from '../../../day.ts';
import { navKnownOn, type NavRow, type SchemeRow } from '../../../funds/fund-row.ts';
import type { Problem } from '../../../problem.ts';
import type { Format, FormatReader, ReadRow } from '../format.ts';
import { CODE, DATE, isNavHistory, isSchemeList, NAV, newSchemeReader } from './amfi-columns.ts';
import { newNavCells } from './nav-cell.ts';
import { schemeOfCell } from './scheme-cell.ts';
import { schemeListFindings, schemeListNotes } from './scheme-list-notes.ts';

/** Days after the list that a NAV may be dated: liquid funds value the days of a long weekend in advance (our choice). */
const MOST_DAYS_AHEAD = 3;

/** The day of a list: that of most of its NAVs. */
function dayOfList(navs: readonly NavRow[]): Day {
  const counts = new Map<Day, number>();
  for (const { observedOn } of navs) counts.set(observedOn, (counts.get(observedOn) ?? 0) + 1);
  return [...counts].reduce((a, b) => (b[1] > a[1] || (b[1] === a[1] && b[0] > a[0]) ? b : a))[0];
}

const begin: Format['begin'] = (file): FormatReader => {
  const schemes = newSchemeReader(file.header);
  const cellsOfNav = newNavCells();
  let about: readonly Problem[] = [];
  return {
    source: 'amfi',
    calendar: 'any',
    numericDates: false,
    daysAhead: MOST_DAYS_AHEAD,
    heading: schemes.heading,
    rows: (cells) => {
      const observedOn = cells.day(DATE, 'DD Mon YYYY');
      const series = schemeOfCell(cells, CODE);
      const nav = cellsOfNav.nav(cells, NAV, series);
      return [
        schemes.scheme(cells, observedOn),
        { kind: 'nav', series, observedOn, knownOn: navKnownOn(observedOn), nav },
      ];
    },
    settle: (rows, reject) => {
      const schemeRows = rows.flatMap(({ row }) => (row.kind === 'scheme' ? [row] : []));
      if (schemeRows.length === 0) return rows;
      const dated: readonly NavRow[] = schemeRows.map(({ series, observedOn, knownOn }) => ({
        kind: 'nav',
        series,
        observedOn,
        knownOn,
        nav: null,
      }));
      const listedOn = dayOfList(dated);
      about = schemeListNotes(file.about, schemeListFindings(schemeRows, dated, listedOn), listedOn);
      const tooLate = new Set<number>();
      for (const { row, line } of rows)
        if (row.observedOn > listedOn + MOST_DAYS_AHEAD && !tooLate.has(line)) {
          tooLate.add(line);
          reject(line, {
            reason: 'dated after the list',
            message: `${displayDay(row.observedOn)} is more than ${MOST_DAYS_AHEAD} days after ${displayDay(listedOn)}, the day of the list`,
          });
        }
      // A scheme is as the list of its day describes it, however old its NAV is.
      return rows
        .filter(({ line }) => !tooLate.has(line))
        .map((read): ReadRow => {
          const { row, line } = read;
          if (row.kind !== 'scheme') return read;
          const seen: SchemeRow = { ...row, observedOn: listedOn, knownOn: listedOn };
          return { row: seen, line };
        });
    },
    notes: (name) => [...cellsOfNav.notes(name), ...about],
  };
};

/** AMFI's list of the latest NAVs of all schemes, until 18 August 2026: names contain plan and option. */
export const amfiNavAll: Format = {
  id: 'amfi-nav-all',
  title: 'AMFI latest NAVs of all schemes (NAVAll.txt)',
  headerExample:
    'Scheme Code;ISIN Div Payout/ ISIN Growth;ISIN Div Reinvestment;Scheme Name;Net Asset Value;Date',
  ordered: false,
  separator: ';',
  matches: (header) => isSchemeList(header) && !isNavHistory(header) && !header.includes('Plan'),
  begin,
};

/** The same since 19 August 2026, with plan and option in columns of their own. */
export const amfiNavAll2: Format = {
  ...amfiNavAll,
  id: 'amfi-nav-all-2',
  title: 'AMFI latest NAVs of all schemes (NAVAll.txt since August 2026)',
  headerExample:
    'Scheme Code;ISIN Div Payout/ ISIN Growth;ISIN Div Reinvestment;Scheme Name;Plan;Option;Net Asset Value;Date',
  matches: (header) => isSchemeList(header) && !isNavHistory(header) && header.includes('Plan'),
};
