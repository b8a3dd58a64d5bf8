import type { Day } from '../../src/market/day.ts';
import type { CostRules } from '../cost-rules.ts';
import { type TariffProvenance, type DatedTable, inForce } from './dated-table.ts';
import { EXCHANGE_CHARGE } from './exchange-charge.ts';
import { impactRate, type Liquidity } from './impact.ts';
import { INVESTOR_PROTECTION } from './investor-protection.ts';
import { paiseOf } from '../../src/market/money.ts';
import { NO_EXCHANGE_CHARGE } from './fund-charges.ts';
import { SEBI_FEE } from './sebi-fee.ts';
import { SECURITIES_TRANSACTION_TAX } from './securities-transaction-tax.ts';
import { isDelivered, isFund, type Segment, type Side, type SideRates } from './segment.ts';
import { SERVICE_TAX } from './service-tax.ts';
import { STAMP_DUTY } from './stamp-duty.ts';

export interface PlannedTrade {
  readonly segment: Segment;
  readonly side: Side;
  /** ₹, 0 or more: price × quantity, or premium × quantity for options. */
  readonly value: number;
  readonly day: Day;
  /** Liquidity of a stock; null if not known. */
  readonly liquidity: Liquidity | null;
  /** Number of ISINs that leave the depository account; 0 (the default) for an aggregate trade or a rate. */
  readonly isinsSold?: number;
}

export const CHARGES = [
  'brokerage',
  'securities-transaction-tax',
  'exchange-charge',
  'investor-protection',
  'sebi-fee',
  'stamp-duty',
  'service-tax',
  'depository-charge',
  'impact',
] as const;
export type ChargeId = (typeof CHARGES)[number];

/** One component of a trade's cost. */
export interface ChargeLine {
  readonly id: ChargeId;
  /** A fraction; of the depository charge, ₹ for each ISIN sold. */
  readonly rate: number;
  /** ₹ on which the rate is charged; of the depository charge, the number of ISINs. */
  readonly base: number;
  /** ₹, unrounded: rate × base. */
  readonly exact: number;
  /** `exact` in whole paise. */
  readonly paise: number;
  readonly source: string;
  readonly confidence: TariffProvenance | 'rule-book';
}

/**
 * The cost of a trade. Lines in `CHARGES` order, zero lines included, except that of the depository: it is there only if
 * the rule book sets a charge.
 */
export interface Charges {
  readonly lines: readonly ChargeLine[];
  /** The sum of the lines' paise. */
  readonly paise: number;
}

/**
 * Charges and market impact of a trade, line by line. Each line is rounded to the paisa and the total is the sum of the
 * rounded lines (our choice; a broker's contract note rounds a day's transaction tax to the whole rupee, a difference of
 * less than a rupee).
 *
 * @throws UserError if a table does not cover the day.
 */
export function chargesOf(trade: PlannedTrade, rules: CostRules): Charges {
  const { segment, side, value, day } = trade;
  if (!(value >= 0 && value < Infinity))
    throw new RangeError(`a trade value must be finite and 0 or more: ₹ ${value}`);

  const byTable = (id: ChargeId, table: DatedTable<SideRates>): ChargeLine => {
    const { value: rates, source, confidence } = inForce(table, day);
    return line(id, rates[side], value, source, confidence);
  };
  const byRule = (id: ChargeId, rate: number, source: string): ChargeLine =>
    line(id, rate, value, source, 'rule-book');

  const brokerage = byRule('brokerage', rules.brokerage[segment], 'rule book, costs.brokerage');
  const exchange = byTable('exchange-charge', EXCHANGE_CHARGE[segment]);
  const sebi = byTable('sebi-fee', isFund(segment) ? NO_EXCHANGE_CHARGE : SEBI_FEE);
  const { value: tax, source, confidence } = inForce(SERVICE_TAX, day);
  const taxed = brokerage.exact + exchange.exact + (tax.onSebiFee ? sebi.exact : 0);
  const lines = [
    brokerage,
    byTable('securities-transaction-tax', SECURITIES_TRANSACTION_TAX[segment]),
    exchange,
    byTable('investor-protection', INVESTOR_PROTECTION[segment]),
    sebi,
    byTable('stamp-duty', STAMP_DUTY[segment]),
    line('service-tax', tax.rate, taxed, source, confidence),
    ...depositoryLine(trade, rules),
    byRule('impact', ...impactOf(trade, rules.impact)),
  ];
  return { lines, paise: lines.reduce((sum, l) => sum + l.paise, 0) };
}

/** The depository debits each ISIN once a day, whatever the amount. */
const depositoryLine = (
  { side, isinsSold = 0 }: PlannedTrade,
  { depositoryCharge }: CostRules,
): ChargeLine[] =>
  depositoryCharge > 0 && side === 'sell'
    ? [
        line(
          'depository-charge',
          depositoryCharge,
          isinsSold,
          'rule book, costs.depositoryCharge',
          'rule-book',
        ),
      ]
    : [];

/** The impact rate and its source. Fund units trade at net asset value whatever the amount. */
function impactOf({ segment, value, liquidity }: PlannedTrade, rules: CostRules['impact']): [number, string] {
  if (isFund(segment)) return [0, 'fund units trade at net asset value'];
  if (!isDelivered(segment)) return [rules[segment], `rule book, costs.impact.${segment}`];
  const source = liquidity ? 'square-root law' : 'rule book, costs.impact.unknown';
  return [impactRate(value, liquidity, rules), source];
}

function line(
  id: ChargeId,
  rate: number,
  base: number,
  source: string,
  confidence: ChargeLine['confidence'],
): ChargeLine {
  const exact = rate * base;
  return { id, rate, base, exact, paise: paiseOf(exact), source, confidence };
}
