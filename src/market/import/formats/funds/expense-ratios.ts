import { parseIso, type Day } from '../../../day.ts';
import { schemeNameSeries } from '../../../funds/fund-row.ts';
import { plainSchemeName } from '../../../funds/plan-and-option.ts';
import type { Row } from '../../../store/rows.ts';
import type { Cells } from '../../decoding/cells.ts';
import type { FileFacts, Format, FormatReader } from '../format.ts';
import { type FactPlace, numberFact, terFault } from './fact-rows.ts';

/*
 * AMFI's lists of total expense ratios name schemes and no codes, with one line for both plans. They are stored under the
 * plain name, and matched to the schemes of AMFI's list of NAVs when they are used.
 */

interface TerColumns {
  readonly name: string;
  readonly total: readonly [regular: string, direct: string];
  /** The first that a file has. */
  readonly base: readonly (readonly [regular: string, direct: string])[];
}

/** The expense ratios of one line, in percent; 0 where the scheme lacks the plan. */
function expenseRatios(
  cells: Cells,
  header: readonly string[],
  { name, total, base }: TerColumns,
  days: { readonly observedOn: Day; readonly knownOn: Day },
): readonly Row[] {
  const plain = plainSchemeName(cells.text(name));
  if (plain === '') cells.reject('no scheme name', `${name} is blank`);
  const ratio = (column: string): number | null => {
    const value = cells.number(column);
    const fault = terFault(value);
    if (fault !== null) cells.reject('out of range', `${column}: ${fault}`);
    return value === 0 ? null : value;
  };
  const place: FactPlace = { series: schemeNameSeries(plain), ...days };
  const bases = base.find(([regular]) => header.includes(regular));
  return (['regular', 'direct'] as const).flatMap((plan, i) => [
    ...numberFact(place, 'ter', ratio(total[i]!), plan),
    ...(bases ? numberFact(place, 'base-ter', ratio(bases[i]!), plan) : []),
  ]);
}

const FILE: TerColumns = {
  name: 'Scheme Name',
  total: ['Regular Plan - Total TER (%)', 'Direct Plan - Total TER (%)'],
  base: [['Regular Plan - Base TER (%)', 'Direct Plan - Base TER (%)']],
};

/** The date in a file name such as `amfi_ter_2026-06-28`, if it is not after the day of receipt; else that day. */
function dateInName({ stem, receivedOn }: FileFacts): Day {
  const named = parseIso(/\d{4}-\d{2}-\d{2}/.exec(stem)?.[0] ?? '');
  return named !== null && named <= receivedOn ? named : receivedOn;
}

const needs =
  ({ name, total }: TerColumns, ...others: readonly string[]): Format['matches'] =>
  (header) =>
    [name, ...total, ...others].every((column) => header.includes(column));

/** AMFI's list of expense ratios as a table. It has no date: that of its name, else the day of receipt. */
export const amfiTer: Format = {
  id: 'amfi-ter',
  title: 'AMFI total expense ratios',
  headerExample: [FILE.name, ...FILE.base[0]!, ...FILE.total].map((column) => `"${column}"`).join(','),
  ordered: false,
  matches: needs(FILE),
  begin: (file): FormatReader => {
    const day = dateInName(file);
    return {
      source: 'amfi',
      calendar: 'any',
      numericDates: false,
      rows: (cells) => expenseRatios(cells, file.header, FILE, { observedOn: day, knownOn: day }),
    };
  },
};

const JSON_COLUMNS: TerColumns = {
  name: 'Scheme_Name',
  total: ['R_TER', 'D_TER'],
  // Base expense ratio since the SEBI regulations of 2026, base TER before.
  base: [
    ['R_BER', 'D_BER'],
    ['R_BaseTER', 'D_BaseTER'],
  ],
};

const TER_DATE = 'TER_Date';

/** The answer of AMFI's service of expense ratios, by day: `2026-09-01T00:00:00.000Z`. */
export const amfiTerJson: Format = {
  id: 'amfi-ter-json',
  title: 'AMFI total expense ratios (JSON)',
  headerExample: ['NSDLSchemeCode', JSON_COLUMNS.name, TER_DATE, ...JSON_COLUMNS.total].join(','),
  ordered: false,
  matches: needs(JSON_COLUMNS, TER_DATE),
  begin: (file): FormatReader => ({
    source: 'amfi',
    calendar: 'any',
    numericDates: false,
    rows: (cells) => {
      const day = parseIso(cells.text(TER_DATE).slice(0, 10));
      if (day === null)
        cells.reject('not a date', `${TER_DATE} is ${JSON.stringify(cells.text(TER_DATE))}, not an ISO date`);
      const on = day ?? (0 as Day);
      return expenseRatios(cells, file.header, JSON_COLUMNS, { observedOn: on, knownOn: on });
    },
  }),
};
