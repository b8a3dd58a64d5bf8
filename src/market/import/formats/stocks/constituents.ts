import type { SeriesId } from '../../../series.ts';
import { type Format, type FormatReader, exactly } from '../format.ts';
import { seriesOf } from '../series/series-name.ts';

/**
 * `ind_nifty500list` is `nifty-500`, `ind_niftymidcap100list` is `nifty-midcap-100`, `ind_nifty200Momentum30_list`
 * is `nifty200-momentum-30`: the same ids as from the index names.
 */
function named(stem: string): SeriesId {
  const run = /^(?:ind_)?(nifty[a-z0-9_]*?)_?list$/i.exec(stem)?.[1]?.toLowerCase();
  if (!run) return '';
  const words = run
    .replace('totalmarket', 'total-market')
    .replace(/^nifty(?=[a-z])/, 'nifty-')
    .replace(/([a-z])(\d+)$/, '$1-$2')
    .replace(/^(nifty\d+)(?=[a-z])/, '$1-');
  return words.replaceAll('_', '-').replace(/-+/g, '-');
}

/** NSE's list of an index's constituents: a snapshot on the day of download, not a history. */
export const constituents: Format = {
  id: 'nse-constituents',
  title: 'NSE index constituents',
  headerExample: 'Company Name,Industry,Symbol,Series,ISIN Code',
  ordered: false,
  matches: exactly('Company Name', 'Industry', 'Symbol', 'Series', 'ISIN Code'),
  begin: (file): FormatReader => {
    const { series, from } = seriesOf(file, named);
    const { receivedOn } = file;
    return {
      source: 'nse',
      calendar: 'any',
      numericDates: false,
      inferred: { series, field: 'constituents', from },
      rows: (cells) => {
        const symbol = cells.text('Symbol');
        const company = cells.text('Company Name');
        if (symbol === '') cells.reject('no symbol', `${company || 'the row'} has no symbol`);
        // NSE adds a placeholder line for a company in a demerger.
        if (symbol.startsWith('DUMMY'))
          cells.reject('placeholder', `${symbol} is NSE's placeholder, not a security`);
        return [
          {
            kind: 'constituent',
            series,
            observedOn: receivedOn,
            knownOn: receivedOn,
            symbol,
            company,
            industry: cells.text('Industry'),
            listing: cells.text('Series'),
            isin: cells.text('ISIN Code'),
          },
        ];
      },
    };
  },
};
