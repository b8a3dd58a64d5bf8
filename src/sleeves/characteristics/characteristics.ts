import {
  earningsPerShare,
  latest,
  netIncome,
  totalAssets,
  trailing,
  yearly,
  type Accounts,
} from '../../market/stocks/companies/accounts.ts';
import { YEAR } from '../../market/stocks/sessions.ts';
import { change, quotient } from '../../math/linear-algebra/columns.ts';
import { rowAgo } from '../../math/windows/ring.ts';
import { ringDeviations, ringIntercepts } from '../../math/windows/ring-statistics.ts';
import { earningsGrowthVariability } from './earnings-growth.ts';
import type { MarketMemory } from './rolling-market.ts';
import type { Measure } from './characteristic.ts';

/** Daily returns of the last year that a volatility or an alpha needs (our choice: four in five). */
const LEAST_RETURNS = 200;
/** Year-on-year growths that their variability needs, of five (our choice). */
const LEAST_GROWTHS = 3;

/** A measure of every share at the memory's last session; NaN where it cannot be said. Made anew. */
export function measured(memory: MarketMemory, measure: Measure): Float64Array {
  const { marketCap } = memory;
  const out = new Float64Array(memory.issuers.length);
  switch (measure.kind) {
    case 'risk-adjusted-momentum': {
      const { monthPrices } = memory;
      // NSE: P[M−1] is the month-end before the change, which is that of the cut-off.
      change(rowAgo(monthPrices, measure.skipMonths), rowAgo(monthPrices, measure.months), out);
      quotient(out, volatility(memory), out);
      return out;
    }
    case 'total-return': {
      const { monthIndices } = memory;
      change(rowAgo(monthIndices, measure.toMonthsAgo), rowAgo(monthIndices, measure.fromMonthsAgo), out);
      return out;
    }
    case 'jensen-alpha':
      return jensenAlpha(memory, measure.riskFree);
    case 'volatility':
      return volatility(memory);
    case 'earnings-to-price':
      quotient(ofAccounts(memory, earnings), marketCap, out);
      return out;
    case 'book-to-price':
      quotient(ofAccounts(memory, bookEquity), marketCap, out);
      return out;
    case 'sales-to-price':
      quotient(
        ofAccounts(memory, (a) => trailing(a, (s) => s.sales)),
        marketCap,
        out,
      );
      return out;
    case 'dividend-yield':
      return dividendYield(memory);
    case 'dividend-to-average-cap': {
      const { capOfYear, capsInYear } = memory;
      const yields = dividendYield(memory);
      return yields.map((y, i) => (y * marketCap[i]! * capsInYear.totals[i]!) / capOfYear.totals[i]!);
    }
    case 'return-on-equity':
      return ofAccounts(memory, (a) => over(earnings(a), bookEquity(a)));
    case 'return-on-assets':
      return ofAccounts(memory, (a) => over(earnings(a), latest(a, totalAssets)));
    case 'debt-to-equity':
      return ofAccounts(memory, (a) => over(debt(a), bookEquity(a)));
    case 'earnings-growth-variability':
      // Five growths take six years; `yearly` allows half a year of grace.
      return ofAccounts(memory, (a) =>
        earningsGrowthVariability(yearly(a, earningsPerShare, 6), LEAST_GROWTHS),
      );
  }
}

const ofAccounts = ({ accounts }: MarketMemory, figure: (a: Accounts) => number): Float64Array =>
  Float64Array.from(accounts.accounts, figure);

/** ₹ crore over twelve months. */
export const earnings = (a: Accounts): number => trailing(a, netIncome);
const bookEquity = (a: Accounts): number => latest(a, (s) => s.bookEquity);
/** Where the accounts name only one kind of debt, that is the debt. */
const debt = (a: Accounts): number =>
  latest(a, (s) =>
    s.longTermDebt === null && s.shortTermDebt === null
      ? null
      : (s.longTermDebt ?? 0) + (s.shortTermDebt ?? 0),
  );
/** Over something positive; missing where it is not. */
const over = (figure: number, base: number): number => (base > 0 ? figure / base : NaN);

/** Annualised deviation of a year's daily log returns; missing where a price never moved. */
const volatility = ({ logReturns }: MarketMemory): Float64Array =>
  ringDeviations(logReturns, LEAST_RETURNS).map((d) => (d > 0 ? d * Math.sqrt(YEAR) : NaN));

/** Of returns over the riskless one, on the market's over it, both a day's; a fraction a year. */
function jensenAlpha({ logReturns, marketReturns }: MarketMemory, riskFree: number): Float64Array {
  const daily = riskFree / YEAR;
  const excess = { ...logReturns, rows: logReturns.rows.map((r) => Math.expm1(r) - daily) };
  const market = { ...marketReturns, rows: marketReturns.rows.map((r) => r - daily) };
  return ringIntercepts(excess, market, LEAST_RETURNS).map((a) => a * YEAR);
}

/** ₹ gone ex in a year over the price; 0 where there was none. */
function dividendYield({ dividendsOfYear, prices }: MarketMemory): Float64Array {
  const yields = new Float64Array(prices.close.length);
  for (let i = 0; i < yields.length; i++)
    yields[i] = (dividendsOfYear.totals[i]! * prices.terms[i]!) / prices.close[i]!;
  return yields;
}
