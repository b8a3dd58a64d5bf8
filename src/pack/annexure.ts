import type { AccountRows } from '../market/accounts/read-account.ts';
import { type Day, day, dayOf, iso, monthNumber } from '../market/day.ts';
import { isEquity } from '../market/stocks/isin.ts';
import type { SubPeriod } from '../backtest/statistics/sub-periods.ts';
import type { TearSheet } from '../backtest/statistics/tear-sheet.ts';

/**
 * The contents of the monthly report as SEBI asks for it. Its form is data with the source and its date, to be confirmed by compliance:
 * second-hand copies of the circular were read, not the original.
 */
export const ANNEXURE_FORM = {
  source: 'SEBI/HO/IMD/IMD-PoD-2/P/CIR/2022/172',
  date: '2022-12-16',
  filing: 'within seven working days of the end of the month',
} as const;

/** Strategy tags of the circular. */
const STRATEGIES = ['equity', 'debt', 'hybrid', 'multi-asset'] as const;
export type StrategyTag = (typeof STRATEGIES)[number];

/** What the firm says of the approach; null where it was not given. */
export interface ApproachDetails {
  readonly approach: string | null;
  readonly strategy: StrategyTag | null;
}

/** Money of one calendar month. ₹; null where the record has no trades. */
export interface AnnexureMonth {
  readonly from: string;
  readonly to: string;
  readonly opening: number | null;
  readonly closing: number | null;
  readonly inflow: number;
  readonly outflow: number;
  readonly fees: number;
  readonly purchases: number | null;
  readonly sales: number | null;
  readonly charges: number | null;
  /** The lesser of purchases and sales over the mean of opening and closing value. */
  readonly turnoverRatio: number | null;
}

export interface Annexure extends ApproachDetails {
  readonly benchmark: string | null;
  /** Trailing periods and the financial year to date; net of fees. */
  readonly performance: readonly SubPeriod[];
  readonly month: AnnexureMonth;
  /** Value by class on the last day with holdings; null without holdings. */
  readonly assets: {
    readonly day: string;
    readonly classes: readonly { readonly name: string; readonly value: number }[];
  } | null;
  readonly holdings: readonly {
    readonly isin: string;
    readonly quantity: number | null;
    readonly value: number | null;
  }[];
  readonly transactions: readonly {
    readonly day: string;
    readonly isin: string;
    readonly side: 'buy' | 'sell';
    readonly quantity: number;
    readonly price: number;
    readonly charges: number;
  }[];
  /** Cells that stay blank, by name, with what would fill them. */
  readonly blanks: readonly string[];
}

/** The annexure of the month that a day lies in, from an account’s own record only. */
export function annexure(
  sheet: TearSheet,
  { days, trades, holdings }: AccountRows,
  asOf: Day,
  { approach, strategy }: ApproachDetails,
): Annexure {
  const months = monthNumber(asOf);
  const from = dayOf(Math.floor(months / 12), (months % 12) + 1, 1)!;
  const valued = days.filter((d) => d.value !== null && d.day <= asOf);
  const within = days.filter((d) => d.day >= from && d.day <= asOf);
  const opening = valued.findLast((d) => d.day < from)?.value ?? null;
  const closing = valued.at(-1)?.value ?? null;
  const traded = trades.filter((t) => t.day >= from && t.day <= asOf);
  const hasTrades = trades.length > 0;
  const amountOf = (side: 'buy' | 'sell'): number =>
    traded.reduce((sum, t) => sum + (t.side === side ? t.quantity * t.price : 0), 0);
  const [purchases, sales] = hasTrades ? [amountOf('buy'), amountOf('sell')] : [null, null];
  const mean = opening !== null && closing !== null ? (opening + closing) / 2 : null;
  const held = holdings.filter((h) => h.day === holdings.findLast((x) => x.day <= asOf)?.day);
  const month: AnnexureMonth = {
    from: iso(from),
    to: iso(asOf),
    opening,
    closing,
    inflow: within.reduce((sum, d) => sum + Math.max(0, d.flow), 0),
    outflow: within.reduce((sum, d) => sum - Math.min(0, d.flow), 0),
    fees: within.reduce((sum, d) => sum + d.fees, 0),
    purchases,
    sales,
    charges: hasTrades ? traded.reduce((sum, t) => sum + t.charges, 0) : null,
    turnoverRatio:
      purchases !== null && sales !== null && mean !== null ? Math.min(purchases, sales) / mean : null,
  };
  const thisYear = sheet.financialYears.at(-1);
  return {
    approach,
    strategy,
    benchmark: sheet.benchmark,
    performance: [
      ...sheet.trailing,
      ...(thisYear && day(thisYear.to) <= asOf
        ? [{ ...thisYear, name: `Financial year ${thisYear.name} to date` }]
        : []),
    ],
    month,
    assets: assetsOf(held, valued),
    holdings: held.map(({ isin, quantity, value }) => ({ isin, quantity, value })),
    transactions: traded.map(({ day: on, isin, side, quantity, price, charges }) => ({
      day: iso(on),
      isin,
      side,
      quantity,
      price,
      charges,
    })),
    blanks: [
      ...(approach === null ? ['investment approach (--approach)'] : []),
      ...(strategy === null ? ['strategy (--strategy)'] : []),
      ...(sheet.benchmark === null ? ['benchmark (--benchmark)'] : []),
      ...(opening === null ? ['value at the beginning of the month'] : []),
      ...(hasTrades
        ? []
        : ['sales, purchases, expenses and portfolio turnover ratio (import the account’s trades)']),
      ...(held.length > 0 ? [] : ['assets by class and holdings (import the account’s holdings)']),
    ],
  };
}

function assetsOf(held: AccountRows['holdings'], valued: AccountRows['days']): Annexure['assets'] {
  const on = held[0]?.day;
  if (on === undefined) return null;
  const total = valued.findLast((d) => d.day <= on)?.value ?? null;
  const sum = (of: (isin: string) => boolean): number =>
    held.reduce((s, h) => s + (of(h.isin) ? (h.value ?? 0) : 0), 0);
  const [equity, other] = [sum(isEquity), sum((isin) => !isEquity(isin))];
  const classes = [
    { name: 'Listed equity', value: equity },
    { name: 'Funds and other securities', value: other },
    ...(total === null ? [] : [{ name: 'Cash and what is not listed', value: total - equity - other }]),
  ];
  return { day: iso(on), classes };
}
