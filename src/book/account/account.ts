import { rupeesAndPaise } from '../../format/rupees.ts';
import {
  type ColumnName,
  COLUMNS,
  type HoldingsContext,
  readLotRow,
} from '../../../allocations/holdings/lot-row.ts';
import { LotValidator } from '../../../allocations/holdings/lot-validation.ts';
import type { LotHolding } from '../../../allocations/holdings/portfolio-by-lot.ts';
import { rupeesOf } from '../../market/money.ts';
import { type Problem, UserError } from '../../market/problem.ts';
import type { ApproachModel } from '../model/approach-model.ts';
import type { BookClient, CashMovement, ClientInputs, LotLine } from '../files/client.ts';
import { CASH } from '../files/cash.ts';
import { LOTS } from '../files/lots.ts';
import { stockKey } from '../files/stock-key.ts';

/** What an account holds at the as-of date. Money in paise. */
export interface Account {
  readonly holdings: readonly LotHolding[];
  /** Settled cash. */
  readonly cash: number;
  /** Money on its way in, which is not spent before it has settled. */
  readonly unsettled: number;
  /** Money that is to be paid out. */
  readonly due: number;
  /** Of holdings and settled cash. */
  readonly value: number;
}

const format = (paise: number): string => rupeesAndPaise(rupeesOf(paise));

/**
 * The account of a client from its lines: lots at the prices of the as-of date, and cash.
 *
 * @throws UserError with every fault of its lines: an unknown ISIN, a lot that does not add up, a missing price, cash below 0.
 */
export function readAccount(
  { lots, cash }: Pick<ClientInputs, 'lots' | 'cash'>,
  client: BookClient,
  model: ApproachModel,
): Account {
  const problems: Problem[] = [];
  const fault = (file: string) => (line: number, message: string, remedy: string) =>
    void problems.push({
      severity: 'error',
      code: 'account',
      about: line > 0 ? `${file}:${line}` : `${file} (${client.id})`,
      message,
      remedy,
    });
  const holdings = readLots(lots, model, fault(LOTS));
  const known = cash.filter((m) => m.day <= model.asOf);
  const sum = (of: (m: CashMovement) => boolean): number =>
    known.reduce((total, m) => (of(m) ? total + m.paise : total), 0);
  const settled = sum((m) => m.settled);
  const due = -sum((m) => !m.settled && m.paise < 0);
  if (settled < 0)
    fault(CASH)(
      0,
      `Its settled cash is ${format(settled)}, below 0.`,
      'Add the money that was paid in, or correct the movements.',
    );
  const value = holdings.reduce((total, h) => total + h.value, Math.max(0, settled));
  if (problems.length === 0 && value <= 0)
    fault(CASH)(0, 'The account is empty.', 'Add its lots or its cash, or give it the status closed.');
  if (problems.length === 0 && due + client.cashFloor > value)
    fault(CASH)(
      0,
      `${format(due)} are due and ${format(client.cashFloor)} are to stay in cash, but the account is worth ${format(value)}.`,
      'Correct the movements of cash, or lower the cash floor.',
    );
  if (problems.length > 0) throw new UserError(problems);
  return { holdings, cash: settled, unsettled: sum((m) => !m.settled && m.paise > 0), due, value };
}

type Report = (line: number, message: string, remedy: string) => void;

function readLots(lines: readonly LotLine[], model: ApproachModel, fault: Report): readonly LotHolding[] {
  if (lines.length === 0) return [];
  const context = contextOf(model);
  const prices = pricesOf(model);
  const validator = new LotValidator(fault);
  for (const { line, cells } of lines) {
    const cell = (column: ColumnName): string => cells[AT.get(column)!] ?? '';
    const holding = cell('holding');
    if (holding === 'cash' || holding === 'total') {
      fault(line, `${holding} is not a lot.`, `Give cash in ${CASH}.`);
      continue;
    }
    const known = prices.get(stockKey(holding));
    if (cell('price') === '' && known === undefined) {
      fault(
        line,
        `${holding} has no price, neither here nor in the store.`,
        'Give its price in the column price.',
      );
      continue;
    }
    const row = readLotRow(
      (column) => (column === 'price' && cell(column) === '' ? String(known) : cell(column)),
      context,
    );
    if (Array.isArray(row)) for (const f of row) fault(line, f.message, f.remedy);
    else if (row.kind === 'lot' && isFundWithoutPosition(row.holding))
      fault(line, `${holding} has no position.`, 'Give funds a position, such as gold.');
    else validator.add(row, line);
  }
  // Where a line stands in the file depends on other clients, so nothing of the decision may.
  return validator.finish().holdings.map((holding) => ({ ...holding, line: 0 }));
}

const isFundWithoutPosition = ({ kind, position }: Pick<LotHolding, 'kind' | 'position'>): boolean =>
  kind !== 'stock' && position === null;

const AT: ReadonlyMap<ColumnName, number> = new Map(COLUMNS.map((column, i) => [column, i]));

const contexts = new WeakMap<ApproachModel, HoldingsContext>();
function contextOf(model: ApproachModel): HoldingsContext {
  const known = contexts.get(model);
  if (known) return known;
  const context = {
    asOf: model.asOf,
    knownIssuers: new Set(model.stocks.issuers.map(({ isin }) => stockKey(isin))),
  };
  contexts.set(model, context);
  return context;
}

const storePrices = new WeakMap<ApproachModel, ReadonlyMap<string, number>>();
/** ₹ a share by stock key, to the paisa. */
function pricesOf(model: ApproachModel): ReadonlyMap<string, number> {
  const known = storePrices.get(model);
  if (known) return known;
  const { issuers, price } = model.stocks;
  const prices = new Map(
    issuers.flatMap(({ isin }, column) =>
      price[column]! > 0 ? [[stockKey(isin), Math.round(100 * price[column]!) / 100] as const] : [],
    ),
  );
  storePrices.set(model, prices);
  return prices;
}
