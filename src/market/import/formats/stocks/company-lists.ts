import type { Classification } from '../../../stocks/stock-row.ts';
import type { Cells } from '../../decoding/cells.ts';
import { exactly, type FileFacts, type Format, type Reading } from '../format.ts';
import { stockSeries } from './stock-name.ts';

/** What a list of companies says in one row; it is right on the day on which it was received, as it has no date. */
function listed(
  columns: readonly string[],
  id: string,
  title: string,
  told: (cells: Cells) => Partial<Pick<Classification, 'company' | 'industry' | 'faceValue'>>,
): Format {
  return {
    id,
    title,
    looks: columns.join(','),
    ordered: false,
    cellsMayBreak: true,
    matches: exactly(...columns),
    begin: ({ receivedOn }: FileFacts): Reading => ({
      source: 'third-party',
      calendar: 'any',
      numericDates: false,
      rows: (cells) => {
        const symbol = cells.text(columns[0]!);
        return [
          {
            kind: 'classification',
            list: id,
            series: stockSeries(cells, symbol, ''),
            observedOn: receivedOn,
            knownOn: receivedOn,
            symbol,
            isin: null,
            company: null,
            industry: null,
            faceValue: null,
            ...told(cells),
          },
        ];
      },
    }),
  };
}

/** Names and face values beside the accounts of `screener-accounts.ts`. */
export const screenerCompanies = listed(
  ['id', 'company_name', 'face_value', 'book_value', 'roce_percentage', 'roe_percentage'],
  'screener-companies',
  'companies with face value',
  (cells) => ({
    company: cells.text('company_name').replace(/\s+/g, ' ') || null,
    faceValue: cells.number('face_value'),
  }),
);

/** Their sectors. The narrower one is the industry. */
export const screenerSectors = listed(
  ['company_id', 'broad_sector', 'sub_sector'],
  'screener-sectors',
  'sectors of companies',
  (cells) => ({ industry: cells.text('sub_sector') || null }),
);
