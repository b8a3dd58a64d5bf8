import { rupeesAndPaise } from '../../src/format/rupees.ts';
import { iso } from '../../src/market/day.ts';
import { issuerPart } from '../../src/market/stocks/isin.ts';
import { rupeesOf } from '../../src/market/money.ts';
import type { LotHolding, PortfolioByLot } from './portfolio-by-lot.ts';
import type { Lot } from '../tax/lot.ts';
import type { HeldFuture } from './held-future.ts';
import type { LotRow } from './lot-row.ts';

/** Reports a fault of a line of the file; line 0 is the file as a whole. */
export type Fault = (line: number, message: string, remedy: string) => void;

/** A holding to which lots are still added. */
interface HoldingInProgress extends LotHolding {
  readonly lots: Lot[];
  value: number;
}

/** Collects the lines of a file and checks them against each other: no duplicates, one price per holding, a correct total. */
export class LotValidator {
  readonly #fault: Fault;
  readonly #holdings = new Map<string, HoldingInProgress>();
  /** The price of each issuer's stock and of each fund, with the line that gave it first. */
  readonly #priced = new Map<
    string,
    { readonly id: string; readonly price: number; readonly line: number }
  >();
  readonly #seen = new Map<string, number>();
  readonly #futures: HeldFuture[] = [];
  #cash = 0;
  #total: { readonly value: number; readonly line: number } | null = null;

  constructor(fault: Fault) {
    this.#fault = fault;
  }

  add(row: LotRow, line: number): void {
    if (this.#total) this.#fault(line, 'comes after the total.', 'Put the total on the last line.');
    if (this.#isRepeated(row, line)) return;
    if (row.kind === 'cash') this.#cash = row.value;
    if (row.kind === 'total') this.#total = { value: row.value, line };
    if (row.kind === 'future') this.#futures.push({ ...row.future, line });
    if (row.kind === 'lot') this.#hold(row, line);
  }

  finish(): Pick<PortfolioByLot, 'holdings' | 'cash' | 'value' | 'futures'> {
    const holdings = [...this.#holdings.values()];
    const value = holdings.reduce((sum, h) => sum + h.value, this.#cash);
    const total = this.#total;
    // Each line may have been rounded to the paisa before summing.
    if (total && Math.abs(total.value - value) > this.#seen.size) {
      const [stated, sum] = [total.value, value].map((p) => rupeesAndPaise(rupeesOf(p)));
      this.#fault(
        total.line,
        `does not add up: the lines sum to ${sum}, not ${stated}.`,
        'Add the missing lines, or correct the total.',
      );
    }
    if (value === 0) this.#fault(0, 'has no holdings.', 'Add a line for each lot.');
    const futures = this.#futures;
    return { holdings, cash: this.#cash, value, ...(futures.length > 0 && { futures }) };
  }

  #isRepeated(row: LotRow, line: number): boolean {
    const key =
      row.kind === 'lot'
        ? `${row.holding.id} ${row.holding.position} ${row.lot.bought} ${row.lot.quantity} ${row.lot.cost}`
        : nameOf(row);
    const before = this.#seen.get(key);
    if (before === undefined) {
      this.#seen.set(key, line);
      return false;
    }
    const name = nameOf(row);
    this.#fault(line, `${name} is already on line ${before}.`, 'Combine the lines, or remove one.');
    return true;
  }

  #hold({ holding, lot, value }: Extract<LotRow, { kind: 'lot' }>, line: number): void {
    // A stock may belong to several sleeves; the lots of a fund cannot be attributed to sleeves, so a fund has one position.
    const key = holding.kind === 'stock' ? `${holding.id} ${holding.position}` : holding.id;
    const held = this.#holdings.get(key);
    // Lots under the ISINs before and after a split belong to one stock, in terms after the split.
    const what = holding.kind === 'stock' ? issuerPart(holding.id) : holding.id;
    const priced = this.#priced.get(what);
    if (!priced) this.#priced.set(what, { id: holding.id, price: holding.price, line });
    if (priced && priced.price !== holding.price) {
      const other = priced.id === holding.id ? '' : `${priced.id} has `;
      this.#fault(
        line,
        `${holding.id} has the price ${holding.price}, but ${other}${priced.price} on line ${priced.line}.`,
        priced.id === holding.id
          ? 'Give one price, that of the as-of date.'
          : 'Both ISINs belong to one issuer: give quantity, cost and price in the terms of the as-of date.',
      );
    } else if (held && held.kind !== holding.kind) {
      this.#fault(
        line,
        `${holding.id} is traded otherwise on line ${held.line}.`,
        'Give the same in the column traded on all lines of a fund.',
      );
    } else if (held && held.position !== holding.position) {
      this.#fault(
        line,
        `${holding.id} has another position on line ${held.line}.`,
        'Give the fund one position.',
      );
    } else if (held) {
      held.lots.push(lot);
      held.value += value;
    } else {
      const { kind, id, position, price } = holding;
      this.#holdings.set(key, { kind, id, position, price, lots: [lot], value, line });
    }
  }
}

/** A line as its faults name it. */
function nameOf(row: LotRow): string {
  if (row.kind === 'future') return row.future.contract;
  if (row.kind !== 'lot') return `the line ${row.kind}`;
  return `a lot of ${row.lot.quantity} ${row.holding.id} of ${iso(row.lot.bought)}`;
}
