import type { Problem } from '../../problem.ts';
import { type Row, TABLE_SCHEMAS, type Valuation } from '../../store/rows.ts';
import type { RowField, SeriesId } from '../../series.ts';
import type { Fault } from '../decoding/cells.ts';
import { contradictionOf } from './contradiction.ts';
import { exampleNote, noExamples, addExample } from '../reporting/examples.ts';

/** The plausible range of a value. Outside it the row is a misprint or another series, and is rejected (our choice). */
type Range = readonly [low: number, high: number];

const RANGES: Readonly<Record<RowField, Range>> = {
  open: [1e-6, 1e7],
  high: [1e-6, 1e7],
  low: [1e-6, 1e7],
  close: [1e-6, 1e7],
  volume: [0, 1e12],
  turnover: [0, 1e8],
  tri: [1e-6, 1e8],
  pe: [0, 1e4],
  pb: [0, 1e3],
  dy: [0, 100],
  buy: [0, 1e6],
  sell: [0, 1e6],
  net: [-1e6, 1e6],
  smb: [-100, 100],
  hml: [-100, 100],
  wml: [-100, 100],
  mf: [-100, 100],
  rf: [-5, 50],
  nav: [1e-4, 1e8],
};
const VIX: Range = [1, 200];
/** India's government yields have never been near zero; 0 is a missing figure. */
const YIELD: Range = [0.01, 50];
const ANY: Range = [-1e15, 1e15];
const POSITIVE: Range = [0, 1e15];
const PER_SHARE: Range = [1e-4, 1e6];
const SHARES: Range = [1, 1e13];
const FREE_FLOAT: Range = [1e-4, 1];

/** The reason of a row in which every value is missing. */
export const NO_VALUE = 'no value';

/** Kinds of row without numeric values. */
const TEXT_ONLY: ReadonlySet<Row['kind']> = new Set([
  'constituent',
  'classification',
  'index-membership',
  'scheme',
  'fund-fact',
]);

const PRICES: ReadonlySet<string> = new Set(['open', 'high', 'low', 'close']);

function rangeOf(series: SeriesId, kind: Row['kind'], figure: string): Range {
  if (kind === 'future') return POSITIVE;
  if (kind === 'corporate-action') return PER_SHARE;
  if (kind === 'shares') return SHARES;
  if (kind === 'free-float') return FREE_FLOAT;
  if (kind === 'statement') return ANY;
  if (PRICES.has(figure)) {
    if (series.endsWith('-vix')) return VIX;
    if (series.startsWith('gsec-')) return YIELD;
    // FRED has rates, price levels and changes of any sign under one kind of header.
    if (series.startsWith('fred-')) return ANY;
  }
  return RANGES[figure as RowField] ?? ANY;
}

/** Validates rows one by one and collects notes about unusual ones. One for each file. */
export interface RowValidator {
  /** The row to keep, or why it is rejected. */
  validate(row: Row, line: number): Row | Fault;
  notes(about: string): Problem[];
}

export function newRowValidator(): RowValidator {
  const zeros = noExamples();
  const outside = noExamples();
  const unvalued = noExamples();
  const boundsOf = boundsBySeries();
  return {
    validate: (row, line) => {
      if (TEXT_ONLY.has(row.kind)) return row;
      let kept = row;
      if (row.kind === 'bar') {
        const { open, high, low, close } = row;
        if (open === 0 || high === 0 || low === 0) {
          // A close of 0 is rejected: it fails the range check below.
          kept = { ...row, open: open || null, high: high || null, low: low || null };
          addExample(zeros, () => `line ${line}`);
        } else if (isOutside(open, low, high) || isOutside(close, low, high))
          addExample(outside, () => `line ${line}`);
      }
      if (row.kind === 'valuation') {
        kept = withoutImpossible(row);
        if (kept !== row) addExample(unvalued, () => `line ${line}: ${impossibleText(row)}`);
      }
      return faultOf(kept, boundsOf(kept)) ?? contradictionOf(kept) ?? kept;
    },
    notes: (about) => [
      ...exampleNote(
        about,
        'no-valuation',
        unvalued,
        'rows with a P/E or P/B of 0 or below or a dividend yield below 0, read as missing',
      ),
      ...exampleNote(about, 'zero-price', zeros, 'rows with 0 for open, high or low, read as missing'),
      ...exampleNote(
        about,
        'outside-range',
        outside,
        'rows with an open or close outside the range from low to high, kept as published',
      ),
    ],
  };
}

/**
 * A price-to-earnings or price-to-book ratio of 0 or below, or a yield below 0, is impossible for a traded index: files
 * contain 0 where a figure is missing, and a negative ratio where earnings are negative.
 */
type Ratio = 'pe' | 'pb' | 'dy';

function impossibleIn({ pe, pb, dy }: Valuation): readonly Ratio[] {
  const missing: Ratio[] = [];
  if (pe !== null && pe <= 0) missing.push('pe');
  if (pb !== null && pb <= 0) missing.push('pb');
  // A yield of 0 is possible, but beside a ratio of 0 it fills the row like the other.
  if (dy !== null && (dy < 0 || (dy === 0 && missing.length > 0))) missing.push('dy');
  return missing;
}

/** The row without impossible ratios; the same object if it has none. */
function withoutImpossible(row: Valuation): Valuation {
  const missing = impossibleIn(row);
  return missing.length === 0
    ? row
    : { ...row, ...Object.fromEntries(missing.map((ratio) => [ratio, null])) };
}

const TITLES = { pe: 'P/E', pb: 'P/B', dy: 'dividend yield' } as const;
const impossibleText = (row: Valuation): string =>
  impossibleIn(row)
    .map((ratio) => `${TITLES[ratio]} ${row[ratio]}`)
    .join(', ');

const isOutside = (x: number | null, low: number | null, high: number | null): boolean =>
  x !== null && ((low !== null && x < low) || (high !== null && x > high));

/** A numeric value that a row of a series can have, with its range; made once for each series of a file. */
interface Bounds {
  readonly property: string;
  readonly range: Range;
}

function boundsBySeries(): (row: Row) => readonly Bounds[] {
  const known = new Map<Row['kind'], Map<string, readonly Bounds[]>>();
  return ({ series, kind }) => {
    let ofKind = known.get(kind);
    if (ofKind === undefined) {
      ofKind = new Map();
      known.set(kind, ofKind);
    }
    let bounds = ofKind.get(series);
    if (bounds === undefined) {
      bounds = TABLE_SCHEMAS[kind].values
        .filter(({ type }) => type === 'DOUBLE')
        .map(({ property }) => ({ property, range: rangeOf(series, kind, property) }));
      ofKind.set(series, bounds);
    }
    return bounds;
  };
}

/** The first value out of its range, or the absence of all values; null if the row is valid. */
function faultOf(row: Row, bounds: readonly Bounds[]): Fault | null {
  let present = 0;
  for (const { property, range } of bounds) {
    const figure = (row as unknown as Readonly<Record<string, number | null>>)[property]!;
    if (figure === null) continue;
    present++;
    if (!(figure >= range[0] && figure <= range[1]))
      return {
        reason: 'out of range',
        message: `${property} of ${row.series} is ${figure}, outside the range ${range[0]} to ${range[1]}`,
      };
  }
  // An action or event says something without any figure.
  return present > 0 || row.kind === 'corporate-action' || row.kind === 'scheme-event'
    ? null
    : { reason: NO_VALUE, message: `no value of ${row.series}: every cell is blank or -` };
}
