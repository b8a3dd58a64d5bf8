import type { FundFactRow } from '../../../funds/fund-row.ts';
import { schemeCode } from '../../../funds/fund-row.ts';
import type { Problem } from '../../../problem.ts';
import type { Format, FormatReader } from '../format.ts';
import { expenseRatioFault, identityFault } from './check-stated-facts.ts';
import { factsOfLine } from './fund-facts.ts';
import { schemeOfCell } from './scheme-cell.ts';

const COLUMNS = [
  'amfi_code',
  'fund_name',
  'category',
  'plan',
  'option',
  'expense_ratio_pct',
  'aum_cr',
  'launch_date',
  'benchmark_name',
] as const;

/**
 * A third party's table of funds. Such tables have wrong codes and expense ratios of the other plan, so each line is
 * compared with AMFI's lists in the store: a line that describes another scheme is rejected, and an expense ratio of the
 * other plan is not stored. It has no date and describes the day of receipt.
 */
export const fundMaster: Format = {
  id: 'fund-master',
  title: 'table of mutual funds with codes',
  headerExample: COLUMNS.join(','),
  ordered: false,
  needsSchemes: true,
  matches: (header) => header.length === COLUMNS.length && COLUMNS.every((column, i) => column === header[i]),
  begin: (file): FormatReader => {
    const wrongRatios: Problem[] = [];
    return {
      source: 'third-party',
      calendar: 'any',
      numericDates: false,
      rows: (cells) => {
        const series = schemeOfCell(cells, 'amfi_code');
        const stated = {
          code: schemeCode(series)!,
          name: cells.text('fund_name'),
          category: cells.text('category'),
          plan: cells.text('plan'),
          option: cells.text('option'),
          ter: cells.number('expense_ratio_pct'),
        };
        const fault = identityFault(stated, file.schemes);
        if (fault !== null) cells.reject('another scheme', fault.message);
        const place = { series, observedOn: file.receivedOn, knownOn: file.receivedOn };
        const rows = factsOfLine(cells, place, [
          ['category', 'category', 'text'],
          ['plan', 'plan', 'text'],
          ['option', 'option', 'text'],
          ['expense_ratio_pct', 'ter', 'number'],
          ['aum_cr', 'aum', 'number'],
          ['launch_date', 'launched', 'day'],
          ['benchmark_name', 'benchmark', 'text'],
        ]);
        // A rejected line's ratio is compared with the scheme that it seems to mean.
        const scheme = fault === null ? file.schemes.scheme(stated.code) : (fault.meant[0] ?? null);
        const ratioFault = expenseRatioFault(stated, scheme, file.schemes);
        if (ratioFault === null) return rows;
        wrongRatios.push({
          severity: 'warning',
          code: 'other-plans-ter',
          about: file.about,
          message: `${stated.code}: ${ratioFault}`,
          remedy: 'It is not stored; take the ratio of the plan from AMFI.',
        });
        return rows.filter((row) => (row as FundFactRow).fact !== 'ter');
      },
      notes: () => wrongRatios,
    };
  },
};
