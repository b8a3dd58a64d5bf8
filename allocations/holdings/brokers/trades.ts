import type { Day } from '../../../src/market/day.ts';
import { paiseOf } from '../../../src/market/money.ts';
import { quoted } from '../parse-amount.ts';
import type { BrokerRow } from './broker-rows.ts';
import { figureOf } from './figures.ts';
import type { DateReader } from './broker-dates.ts';
import type { Trade } from './trades-to-lots.ts';

const BUYS = /^b$|^(buy|bought|purchase|sip|switch[ _-]?in|dividend[ _-]?reinvest|allot|new fund offer|nfo)/i;
const SELLS = /^s$|^(sell|sold|redemption|redeem|repurchase|switch[ _-]?out)/i;
/** Lines of fund statements that move money and no units. */
const NO_UNITS = /(stamp|tax|payout|charges|misc)/i;
/** Segments of shares and fund units; others are derivatives, currencies and commodities. */
const SEGMENTS = /^(eq|equity|cash|cm|mf|mutual funds?|nse|bse|)$/i;
const NOT_EXECUTED = /^(rejected|cancelled|canceled|open|pending|failed)/i;

type Report = (line: number, message: string, remedy: string) => void;

/** The trade of a line; null for one that trades nothing, or is reported as faulty. */
export function tradeOf({ line, cell }: BrokerRow, dateOf: DateReader, fault: Report): Trade | null {
  const type = cell('side');
  if (NOT_EXECUTED.test(cell('status'))) return null;
  if (NO_UNITS.test(type) && figureOf(cell('quantity')) === null) return null;
  const report = (message: string, remedy: string): null => {
    fault(line, message, remedy);
    return null;
  };
  if (!SEGMENTS.test(cell('segment')))
    return report(
      `is of the segment ${quoted(cell('segment'))}; only shares and fund units become lots.`,
      'Export the tradebook of equity, or remove these lines.',
    );
  const side = BUYS.test(type) ? 'buy' : SELLS.test(type) ? 'sell' : null;
  if (side === null) return report(`is neither a purchase nor a sale: ${quoted(type)}.`, 'Give buy or sell.');
  const on: Day | null = dateOf(cell('date'));
  if (on === null)
    return report(`is dated ${quoted(cell('date'))}, which is not a date.`, 'Give the date as YYYY-MM-DD.');
  // Statements of funds give units redeemed below zero.
  const quantity = Math.abs(figureOf(cell('quantity')) ?? NaN);
  if (!(quantity > 0))
    return report(`has the quantity ${quoted(cell('quantity'))}.`, 'Give a number above 0.');
  const price = figureOf(cell('price'));
  const amount = price === null ? figureOf(cell('amount')) : price * quantity;
  if (amount === null || !(Math.abs(amount) >= 0))
    return report(`has the price ${quoted(cell('price'))}.`, 'Give ₹ per share or unit, 0 or more.');
  return { on, side, quantity, paise: paiseOf(Math.abs(amount)), line };
}
