import { navKnownOn } from '../../../funds/fund-row.ts';
import type { Row } from '../../../store/rows.ts';
import type { Format, FormatReader } from '../format.ts';
import { CODE, DATE, isNavHistory, isSchemeList, NAV, newSchemeReader } from './amfi-columns.ts';
import { newNavCells } from './nav-cell.ts';
import { schemeOfCell } from './scheme-cell.ts';

/**
 * AMFI's history of NAVs, up to 90 days of all schemes a file. Its headings and names are those of the day of the
 * download, whatever the days of the NAVs, so a scheme is stored once a file, as seen on the day of receipt.
 */
export const amfiNavHistory: Format = {
  id: 'amfi-nav-history',
  title: 'AMFI history of NAVs',
  headerExample:
    'Scheme Code;Scheme Name;ISIN Div Payout/ISIN Growth;ISIN Div Reinvestment;Net Asset Value;Repurchase Price;Sale Price;Date',
  ordered: false,
  separator: ';',
  matches: (header) => isSchemeList(header) && isNavHistory(header),
  begin: (file): FormatReader => {
    const schemes = newSchemeReader(file.header);
    const seen = new Set<string>();
    const navs = newNavCells();
    return {
      source: 'amfi',
      calendar: 'any',
      numericDates: false,
      heading: schemes.heading,
      rows: (cells) => {
        const observedOn = cells.day(DATE, 'DD Mon YYYY');
        const series = schemeOfCell(cells, CODE);
        const nav = navs.nav(cells, NAV, series);
        const rows: Row[] = [{ kind: 'nav', series, observedOn, knownOn: navKnownOn(observedOn), nav }];
        if (cells.fault === null && !seen.has(series)) {
          seen.add(series);
          rows.push(schemes.scheme(cells, file.receivedOn));
        }
        return rows;
      },
      notes: navs.notes,
    };
  },
};
