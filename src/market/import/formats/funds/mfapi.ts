import { navKnownOn } from '../../../funds/fund-row.ts';
import type { Row } from '../../../store/rows.ts';
import type { Format, FormatReader } from '../format.ts';
import { newNavCells } from './nav-cell.ts';
import { schemeOfCell, textOrNull } from './scheme-cell.ts';

const CODE = 'meta.scheme_code';

/** The answer of api.mfapi.in for one scheme: `{"meta":{…},"data":[{"date","nav"},…]}`, newest first, a copy of AMFI's. */
export const mfapi: Format = {
  id: 'mfapi',
  title: 'NAVs of one scheme from mfapi.in (JSON)',
  headerExample: 'date,nav,meta.scheme_code,meta.scheme_name',
  ordered: true,
  matches: (header) => header.includes('date') && header.includes('nav') && header.includes(CODE),
  begin: (file): FormatReader => {
    const navs = newNavCells();
    let isDescribed = false;
    return {
      source: 'third-party',
      calendar: 'any',
      numericDates: true,
      rows: (cells) => {
        const observedOn = cells.day('date', 'DD-MM-YYYY');
        const series = schemeOfCell(cells, CODE);
        const rows: Row[] = [
          {
            kind: 'nav',
            series,
            observedOn,
            knownOn: navKnownOn(observedOn),
            nav: navs.nav(cells, 'nav', series),
          },
        ];
        if (!isDescribed && cells.fault === null) {
          isDescribed = true;
          rows.push({
            kind: 'scheme',
            series,
            observedOn: file.receivedOn,
            knownOn: file.receivedOn,
            name: textOrNull(cells, 'meta.scheme_name'),
            house: textOrNull(cells, 'meta.fund_house'),
            structure: textOrNull(cells, 'meta.scheme_type'),
            category: textOrNull(cells, 'meta.scheme_category'),
            plan: null,
            option: null,
            isin: textOrNull(cells, 'meta.isin_growth'),
            isinReinvestment: textOrNull(cells, 'meta.isin_div_reinvestment'),
          });
        }
        return rows;
      },
      notes: navs.notes,
    };
  },
};
