import type { Classification } from '../../../stocks/stock-row.ts';
import type { Cells } from '../../decoding/cells.ts';
import { exactly, type FileFacts, type Format, type FormatReader } from '../format.ts';
import { stockSeries } from './stock-name.ts';

/** A list of companies without dates: it is taken to describe the day of receipt. */
function companyList(
  columns: readonly string[],
  id: string,
  title: string,
  values: (cells: Cells) => Partial<Pick<Classification, 'company' | 'industry' | 'faceValue'>>,
): Format {
  return {
    id,
    title,
    headerExample: columns.join(','),
    ordered: false,
    cellsMayBreak: true,
    matches: exactly(...columns),
    begin: ({ receivedOn }: FileFacts): FormatReader => ({
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
            ...values(cells),
          },
        ];
      },
    }),
  };
}

/** Names and face values that accompany the accounts of `screener-accounts.ts`. */
export const screenerCompanies = companyList(
  ['id', 'company_name', 'face_value', 'book_value', 'roce_percentage', 'roe_percentage'],
  'screener-companies',
  'company names and face values',
  (cells) => ({
    company: cells.text('company_name').replace(/\s+/g, ' ') || null,
    faceValue: cells.number('face_value'),
  }),
);

/** Sectors of the same companies; the narrower one is the industry. */
export const screenerSectors = companyList(
  ['company_id', 'broad_sector', 'sub_sector'],
  'screener-sectors',
  'company sectors',
  (cells) => ({ industry: cells.text('sub_sector') || null }),
);
