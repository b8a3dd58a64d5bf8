import { issuerPart } from '../../../src/market/stocks/isin.ts';
import { paiseOf } from '../../../src/market/money.ts';
import { type PositionId, POSITIONS } from '../../positions.ts';
import { holdingKind } from '../holding-kind.ts';
import type { Fault, LotValidator } from '../lot-validation.ts';
import type { HoldingsContext } from '../lot-row.ts';
import { notAPosition } from '../cell-faults.ts';
import { NO_STOCKS_IN_STORE, type StocksInStore } from '../stocks-in-store.ts';
import { brokerDates } from './broker-dates.ts';
import type { BrokerFormat } from './broker-format.ts';
import type { BrokerRow } from './broker-rows.ts';
import { figureOf } from './figures.ts';
import { FORM } from './read-holdings.ts';
import { securityOf, tradedOf } from './security-of.ts';
import { tradeOf } from './trades.ts';
import { type Trade, tradesToLots } from './trades-to-lots.ts';

/** The trades of one stock, under all its ISINs, or of one fund. */
interface TradedHolding {
  /** The latest ISIN, or the scheme code. */
  id: string;
  traded: string;
  position: string;
  /** ₹ from a column with the last price; null if the file has none. */
  price: number | null;
  readonly trades: Trade[];
  readonly line: number;
}

/** Lots from a tradebook or a statement of fund transactions: every purchase, less what was sold since. */
export function readTradebook(
  rows: readonly BrokerRow[],
  { name, columns }: BrokerFormat,
  context: HoldingsContext,
  validator: LotValidator,
  fault: Fault,
): void {
  const dateOf = brokerDates(rows.map((row) => row.cell('date')));
  if (dateOf === null) {
    fault(
      columns.line,
      `is ${name} whose dates do not show which part is the day and which the month.`,
      'Write the dates as YYYY-MM-DD.',
    );
    return;
  }
  const stocks = context.stocks ?? NO_STOCKS_IN_STORE;
  const holdings = new Map<string, TradedHolding>();
  for (const row of rows) {
    const trade = tradeOf(row, dateOf, fault);
    if (trade === null) continue;
    const security = securityOf(row, stocks);
    if ('message' in security) fault(row.line, security.message, security.remedy);
    else collect(holdings, security.id, row, trade);
  }
  for (const holding of holdings.values()) addLots(holding, stocks, context, validator, fault);
}

function collect(holdings: Map<string, TradedHolding>, id: string, row: BrokerRow, trade: Trade): void {
  // A split gives a stock another ISIN of the same issuer.
  const key = id.startsWith('IN') && !id.startsWith('INF') ? issuerPart(id) : id;
  const held: TradedHolding = holdings.get(key) ?? {
    id,
    traded: tradedOf(id, row),
    position: '',
    price: null,
    trades: [],
    line: row.line,
  };
  holdings.set(key, held);
  if (id > held.id) held.id = id;
  held.position = row.cell('position').toLowerCase() || held.position;
  held.price = figureOf(row.cell('lastPrice')) ?? held.price;
  held.trades.push(trade);
}

function addLots(
  { id, traded, position, price: stated, trades, line }: TradedHolding,
  stocks: StocksInStore,
  { asOf, knownIssuers }: HoldingsContext,
  validator: LotValidator,
  fault: Fault,
): void {
  const result = tradesToLots(trades, stocks.actionsOf(id), asOf);
  if (result.kind === 'fault') return fault(result.line, `${id} ${result.message}`, result.remedy);
  if (result.lots.length === 0) return;
  const kind = holdingKind(id, traded);
  if (typeof kind !== 'string') return fault(line, kind.message, kind.remedy);
  if (kind === 'stock' && knownIssuers && !knownIssuers.has(issuerPart(id)))
    return fault(line, `${id} is not in the store.`, 'Check the ISIN, or import prices of this stock.');
  const price = stated ?? stocks.priceOf(id);
  if (price === null || !(price > 0)) {
    return fault(
      line,
      `${id} has no price: a tradebook has none of the as-of date, and the store has none of the last quarter.`,
      `Import its prices, add a column closing_price, or write the lots as ${FORM}.`,
    );
  }
  if (position !== '' && !isPosition(position)) {
    const { message, remedy } = notAPosition(position);
    return fault(line, message, remedy);
  }
  for (const lot of result.lots) {
    const holding = { kind, id, price, position: position === '' ? null : position } as const;
    validator.add({ kind: 'lot', holding, lot, value: paiseOf(lot.quantity * price) }, line);
  }
}

const isPosition = (text: string): text is PositionId => POSITIONS.some((p) => p === text);
