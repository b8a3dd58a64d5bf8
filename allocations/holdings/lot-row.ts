import { rupeesAndPaise } from '../../src/format/rupees.ts';
import { type Day, displayDay, parseIso } from '../../src/market/day.ts';
import { issuerPart } from '../../src/market/stocks/isin.ts';
import { paiseOf } from '../../src/market/money.ts';
import { type PositionId, POSITIONS } from '../positions.ts';
import type { Lot } from '../tax/lot.ts';
import { holdingKind, TRADED } from './holding-kind.ts';
import type { LotHolding } from './portfolio-by-lot.ts';
import type { StocksInStore } from './stocks-in-store.ts';
import { type HeldFuture, isFuture, readFuture } from './held-future.ts';
import { amountRemedy, type LineFault, notAPosition } from './cell-faults.ts';
import { parseAmount, quoted } from './parse-amount.ts';

/** Columns of a file by lot; those in `REQUIRED` are mandatory. */
export const COLUMNS = [
  'holding',
  'position',
  'bought',
  'quantity',
  'cost',
  'price',
  'price-2018',
  'value',
  'traded',
] as const;
export const REQUIRED = ['holding', 'bought', 'quantity', 'cost', 'price'] as const;
export type ColumnName = (typeof COLUMNS)[number];

/** One valid line of the file. */
export type LotRow =
  | {
      readonly kind: 'lot';
      readonly holding: Omit<LotHolding, 'lots' | 'value' | 'line'>;
      readonly lot: Lot;
      /** Paise: quantity × price. */
      readonly value: number;
    }
  | { readonly kind: 'future'; readonly future: Omit<HeldFuture, 'line'> }
  | { readonly kind: 'cash' | 'total'; readonly value: number };

/** What the lines of a portfolio file are checked against. */
export interface HoldingsContext {
  readonly asOf: Day;
  /** Issuer parts of the ISINs that the store knows; null to skip the check. */
  readonly knownIssuers: ReadonlySet<string> | null;
  /** Symbols, prices and corporate actions of the store's stocks, for brokers' files; none if left out. */
  readonly stocks?: StocksInStore;
}

/** Reads one line and returns all its faults at once, so that a file can be corrected in one pass. */
export function readLotRow(
  cell: (column: ColumnName) => string,
  context: HoldingsContext,
): LotRow | LineFault[] {
  const id = cell('holding');
  if (id === 'cash' || id === 'total') return sumRow(id, cell);
  if (isFuture(id)) return futureRow(id, cell, context.asOf);
  const faults: LineFault[] = [];
  const fault = (message: string, remedy: string): void => void faults.push({ message, remedy });

  const traded = cell('traded').toLowerCase();
  const found = holdingKind(id, traded);
  const kind = typeof found === 'string' ? found : null;
  if (typeof found !== 'string') {
    fault(found.message, found.remedy);
  } else if (found === 'stock' && context.knownIssuers && !context.knownIssuers.has(issuerPart(id))) {
    fault(`${id} is not in the store.`, 'Check the ISIN, or import prices of this stock.');
  }
  if (traded !== '' && !(TRADED.some((t) => t === traded) && (kind === 'fund' || kind === 'etf'))) {
    fault(
      `traded is ${quoted(cell('traded'))}, which is not valid for ${id}.`,
      'Leave it empty, or for fund units give exchange (an ETF) or fund.',
    );
  }
  const position = kind === 'position' ? id : cell('position');
  if (position !== '' && !isPosition(position)) {
    const { message, remedy } = notAPosition(position);
    fault(message, remedy);
  }

  const bought = parseIso(cell('bought'));
  if (bought === null) {
    fault(`bought is ${quoted(cell('bought'))}, which is not a date.`, 'Give the date as YYYY-MM-DD.');
  } else if (bought > context.asOf) {
    fault(
      `was bought on ${displayDay(bought)}, after ${displayDay(context.asOf)}.`,
      'Remove lots bought after the as-of date, or choose a later as-of date.',
    );
  }

  const figure = (column: ColumnName, least: 'above 0' | '0 or more', unit: string): number => {
    const x = parseAmount(cell(column));
    if (x !== null && (x > 0 || least === '0 or more')) return x;
    fault(
      `${column} is ${quoted(cell(column))}, which is not a valid number.`,
      amountRemedy(cell(column), `Give ${unit}, ${least}, like 1234.50.`),
    );
    return NaN;
  };
  const quantity = figure('quantity', 'above 0', 'a number of shares or units');
  if ((kind === 'stock' || kind === 'etf') && quantity % 1 > 0) {
    const what = kind === 'stock' ? 'shares' : 'units';
    const remedy =
      kind === 'stock'
        ? ''
        : ' If these units are not traded on the exchange, give fund in the column traded.';
    fault(`quantity is ${quantity}, which is not a whole number of ${what}.`, `Give whole ${what}.${remedy}`);
  }
  const cost = figure('cost', '0 or more', '₹ per share');
  const price = figure('price', 'above 0', '₹ per share');
  const priceOf2018 = cell('price-2018') === '' ? null : figure('price-2018', 'above 0', '₹ per share');

  const stated = cell('value') === '' ? null : figure('value', 'above 0', '₹');
  const amount = quantity * price;
  if (stated !== null && Math.abs(stated - amount) > PAISA) {
    fault(
      `does not add up: ${quantity} × ${price} is ${rupeesAndPaise(amount)}, not ${rupeesAndPaise(stated)}.`,
      'Correct quantity, price or value.',
    );
  }
  if (!isSupported(amount) || !isSupported(quantity * cost)) {
    if (faults.length === 0)
      fault('exceeds the largest supported value of ₹ 10,000 crore.', 'Check quantity, cost and price.');
  }
  if (faults.length > 0) return faults;
  return {
    kind: 'lot',
    holding: { kind: kind!, id, position: position === '' ? null : (position as PositionId), price },
    lot: { bought: bought!, quantity, cost: paiseOf(quantity * cost), priceOf2018 },
    value: paiseOf(amount),
  };
}

/** Tolerance: amounts in ₹ may be rounded to the paisa. */
const PAISA = 0.01;
/** ₹ 10,000 crore: larger than any portfolio, and a sum of a thousand such amounts is still exact in paise. */
const LARGEST = 1e11;
const isSupported = (rupees: number): boolean => rupees <= LARGEST;

const isPosition = (text: string): text is PositionId => POSITIONS.some((p) => p === text);

/** A line of futures gives the contract and the quantity alone: they have no lots for tax and no value of their own. */
function futureRow(id: string, cell: (column: ColumnName) => string, asOf: Day): LotRow | LineFault[] {
  const filled = COLUMNS.filter((c) => c !== 'holding' && c !== 'quantity' && cell(c) !== '');
  const read = readFuture(id, cell('quantity'), asOf);
  const faults = [
    ...(Array.isArray(read) ? read : []),
    ...filled.map((column) => ({
      message: `${column} is ${quoted(cell(column))}; a line of futures has a quantity alone.`,
      remedy: 'Leave the cell empty: futures are settled every day and valued at the store’s prices.',
    })),
  ];
  return Array.isArray(read) || faults.length > 0 ? faults : { kind: 'future', future: read };
}

function sumRow(kind: 'cash' | 'total', cell: (column: ColumnName) => string): LotRow | LineFault[] {
  const value = parseAmount(cell('value'));
  if (value !== null && isSupported(value)) return { kind, value: paiseOf(value) };
  const message = `${kind} has the value ${quoted(cell('value'))}, which is not a valid amount.`;
  return [
    { message, remedy: amountRemedy(cell('value'), 'Give an amount of ₹ 0 or more in the column value.') },
  ];
}
