import { iso, type Day } from '../../../day.ts';
import type { FundFactId } from '../../../funds/fund-row.ts';
import type { Row } from '../../../store/rows.ts';
import type { Cells } from '../../decoding/cells.ts';
import type { Format, FormatReader } from '../format.ts';
import { type FactPlace, numberFact, terFault, textFact } from './fact-rows.ts';
import { schemeOfCell, textOrNull } from './scheme-cell.ts';

const SCHEME = 'scheme';
const KNOWN_ON = 'known-on';

type FactKind = 'number' | 'text' | 'day';

/** The columns of the native format, any of which may be missing, with the fact and how it is written. */
const FACT_COLUMNS: Readonly<Record<string, readonly [FundFactId, FactKind]>> = {
  category: ['category', 'text'],
  plan: ['plan', 'text'],
  option: ['option', 'text'],
  ter: ['ter', 'number'],
  'aum-crore': ['aum', 'number'],
  manager: ['manager', 'text'],
  'manager-since': ['manager-since', 'day'],
  launched: ['launched', 'day'],
  benchmark: ['benchmark', 'text'],
  'exit-load': ['exit-load', 'text'],
  ytm: ['ytm', 'number'],
  'modified-duration': ['modified-duration', 'number'],
};

/** The facts of one line, by column and fact. Blank cells are missing. */
export function factsOfLine(
  cells: Cells,
  place: FactPlace,
  columns: readonly (readonly [column: string, FundFactId, FactKind])[],
): Row[] {
  return columns.flatMap(([column, fact, kind]): Row[] => {
    if (textOrNull(cells, column) === null) return [];
    if (kind === 'text') return textFact(place, fact, textOrNull(cells, column));
    if (kind === 'day') {
      const day = cells.day(column, 'YYYY-MM-DD');
      return textFact(place, fact, iso(day));
    }
    const number = cells.number(column);
    const fault = fact === 'ter' ? terFault(number) : null;
    if (fault !== null || (number !== null && number < 0))
      cells.reject('out of range', fault ?? `${column} is ${number}, below 0`);
    return numberFact(place, fact, number);
  });
}

/** Facts about schemes that no publisher lists in one file, each with the day from which it was known. */
export const fundFacts: Format = {
  id: 'fund-facts',
  title: 'facts about mutual funds (native format)',
  headerExample: [SCHEME, KNOWN_ON, ...Object.keys(FACT_COLUMNS)].join(','),
  ordered: false,
  mayBeParquet: true,
  matches: (header) =>
    header.length > 2 &&
    header.includes(SCHEME) &&
    header.includes(KNOWN_ON) &&
    header.every((column) => column === SCHEME || column === KNOWN_ON || Object.hasOwn(FACT_COLUMNS, column)),
  begin: (file): FormatReader => {
    const columns = file.header.flatMap((column) => {
      const fact = FACT_COLUMNS[column];
      return fact ? [[column, ...fact] as const] : [];
    });
    return {
      source: 'third-party',
      calendar: 'any',
      numericDates: false,
      rows: (cells) => {
        const known: Day = cells.day(KNOWN_ON, 'YYYY-MM-DD');
        const series = schemeOfCell(cells, SCHEME);
        return factsOfLine(cells, { series, observedOn: known, knownOn: known }, columns);
      },
    };
  },
};
