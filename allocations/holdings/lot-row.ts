import { type Day, displayDay, parseIso } from '../../src/market/day.ts';
import { isEquity, isIsin, issuerPart } from '../../src/market/stocks/isin.ts';
import { paiseOf } from '../../src/market/money.ts';
import { type PositionId, POSITIONS } from '../positions.ts';
import type { Lot } from '../tax/lot.ts';
import { hasCheckDigit } from './isin-check.ts';
import type { Holding } from './portfolio-by-lot.ts';
import { readWritten, shown } from './parse-amount.ts';

/** Columns of a file of lots; those in `REQUIRED` must be there. */
export const COLUMNS = [
  'holding',
  'position',
  'bought',
  'quantity',
  'cost',
  'price',
  'price-2018',
  'value',
] as const;
export const REQUIRED = ['holding', 'bought', 'quantity', 'cost', 'price'] as const;
export type ColumnName = (typeof COLUMNS)[number];

/** One line of the file that can be taken. */
export type LotRow =
  | {
      readonly kind: 'lot';
      readonly holding: Omit<Holding, 'lots' | 'value' | 'line'>;
      readonly lot: Lot;
      /** Paise: quantity × price. */
      readonly value: number;
    }
  | { readonly kind: 'cash' | 'total'; readonly value: number };

/** What is wrong with a line, and what to do about it. */
export interface LineFault {
  readonly message: string;
  readonly remedy: string;
}

/** What a line is held against. */
export interface Against {
  readonly asOf: Day;
  /** Of the ISINs of shares that the store knows, the parts that stay with the issuer; null where shares are not to be checked. */
  readonly known: ReadonlySet<string> | null;
}

/** Reads one line. All its faults come at once, so that a file can be put right in one go. */
export function readLotRow(cell: (column: ColumnName) => string, against: Against): LotRow | LineFault[] {
  const id = cell('holding');
  if (id === 'cash' || id === 'total') return sumRow(id, cell);
  const faults: LineFault[] = [];
  const fault = (message: string, remedy: string): void => void faults.push({ message, remedy });

  const kind = kindOf(id);
  if (kind === null) {
    fault(
      `there is no holding ${shown(id)}.`,
      `Use an ISIN, an AMFI scheme code, cash, or one of ${POSITIONS.join(', ')}.`,
    );
  } else if (isIsin(id) && !hasCheckDigit(id)) {
    fault(`${id} is no ISIN: its check digit does not fit.`, 'Check it for a slip.');
  } else if (kind === 'stock' && against.known && !against.known.has(issuerPart(id))) {
    fault(`${id} is not known.`, 'Check it, or import prices that name it.');
  }
  const position = kind === 'position' ? id : cell('position');
  if (position !== '' && !isPosition(position)) {
    fault(`there is no position ${shown(position)}.`, `Use one of ${POSITIONS.join(', ')}.`);
  }

  const bought = parseIso(cell('bought'));
  if (bought === null) {
    fault(`bought is ${shown(cell('bought'))}.`, 'Give the day as YYYY-MM-DD.');
  } else if (bought > against.asOf) {
    fault(
      `was bought on ${displayDay(bought)}, after ${displayDay(against.asOf)}.`,
      'Leave out what was not yet held, or choose a later as-of date.',
    );
  }

  const figure = (column: ColumnName, least: 'above 0' | '0 or more', unit: string): number => {
    const x = readWritten(cell(column));
    if (x !== null && (x > 0 || least === '0 or more')) return x;
    fault(`${column} is ${shown(cell(column))}.`, `Give ${unit} ${least}, like 1234.50.`);
    return NaN;
  };
  const quantity = figure('quantity', 'above 0', 'a number of shares or units');
  if (kind === 'stock' && quantity % 1 > 0)
    fault(`${quantity} is no number of shares.`, 'Give whole shares.');
  const cost = figure('cost', '0 or more', '₹ a share');
  const price = figure('price', 'above 0', '₹ a share');
  const priceOf2018 = cell('price-2018') === '' ? null : figure('price-2018', 'above 0', '₹ a share');

  const stated = cell('value') === '' ? null : figure('value', 'above 0', '₹');
  const amount = quantity * price;
  if (stated !== null && Math.abs(stated - amount) > PAISA) {
    fault(
      `does not add up: ${quantity} × ${price} is ₹ ${amount.toFixed(2)}, not ${stated}.`,
      'Put quantity, price or value right.',
    );
  }
  if (!countable(amount) || !countable(quantity * cost)) {
    if (faults.length === 0)
      fault('is worth more than can be counted in paise.', 'Check quantity, cost and price.');
  }
  if (faults.length > 0) return faults;
  return {
    kind: 'lot',
    holding: { kind: kind!, id, position: position === '' ? null : (position as PositionId), price },
    lot: { bought: bought!, quantity, cost: paiseOf(quantity * cost), priceOf2018 },
    value: paiseOf(amount),
  };
}

/** Figures in ₹ are written to the paisa, and may have been rounded to it. */
const PAISA = 0.01;
/** ₹ 10,000 crore: beyond any portfolio, and its paise are still exact when a thousand are added up. */
const MOST = 1e11;
const countable = (rupees: number): boolean => rupees <= MOST;

const isPosition = (text: string): text is PositionId => POSITIONS.some((p) => p === text);

function kindOf(id: string): Holding['kind'] | null {
  if (isPosition(id)) return 'position';
  if (isEquity(id)) return 'stock';
  return isIsin(id) || /^\d{5,6}$/.test(id) ? 'fund' : null;
}

function sumRow(kind: 'cash' | 'total', cell: (column: ColumnName) => string): LotRow | LineFault[] {
  const value = readWritten(cell('value'));
  if (value !== null && countable(value)) return { kind, value: paiseOf(value) };
  const message = `${kind} has the value ${shown(cell('value'))}.`;
  return [{ message, remedy: 'Give ₹ of 0 or more in the column value.' }];
}
