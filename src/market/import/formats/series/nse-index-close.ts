import type { Row } from '../../../store/rows.ts';
import { type Format, type FormatReader, exactly } from '../format.ts';
import { namedIndices } from './index-names.ts';

/** NSE's daily close of all indices, `ind_close_all_DDMMYYYY.csv`: levels, turnover, valuation, and India VIX. */
export const nseIndexClose: Format = {
  id: 'nse-index-close',
  title: 'NSE daily close of all indices',
  headerExample:
    'Index Name,Index Date,Open Index Value,High Index Value,Low Index Value,Closing Index Value,Points Change,Change(%),Volume,Turnover (Rs. Cr.),P/E,P/B,Div Yield',
  ordered: false,
  matches: exactly(
    'Index Name',
    'Index Date',
    'Open Index Value',
    'High Index Value',
    'Low Index Value',
    'Closing Index Value',
    'Points Change',
    'Change(%)',
    'Volume',
    'Turnover (Rs. Cr.)',
    'P/E',
    'P/B',
    'Div Yield',
  ),
  begin: (): FormatReader => {
    const names = namedIndices();
    return {
      source: 'nse',
      calendar: 'nse',
      numericDates: true,
      notes: names.notes,
      rows: (cells) => {
        const series = names.seriesOf(cells, 'Index Name');
        const observedOn = cells.day('Index Date', 'DD-MM-YYYY');
        const placed = { series, observedOn, knownOn: observedOn };
        const valuation = {
          kind: 'valuation',
          ...placed,
          pe: cells.number('P/E'),
          pb: cells.number('P/B'),
          dy: cells.number('Div Yield'),
        } as const;
        const bar: Row = {
          kind: 'bar',
          ...placed,
          open: cells.number('Open Index Value'),
          high: cells.number('High Index Value'),
          low: cells.number('Low Index Value'),
          close: cells.number('Closing Index Value'),
          volume: cells.number('Volume'),
          turnover: cells.number('Turnover (Rs. Cr.)'),
        };
        // Many indices, and India VIX, have no valuation ratios.
        const isValued = valuation.pe !== null || valuation.pb !== null || valuation.dy !== null;
        return isValued ? [bar, valuation] : [bar];
      },
    };
  },
};
