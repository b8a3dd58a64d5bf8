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
import type { RollingMarket } from './rolling-market.ts';
import type { Characteristic } from './characteristic.ts';

/** Volatility and alpha need this many daily returns of the last year (our choice: four in five). */
const MINIMUM_RETURNS = 200;
/** Earnings growth variability needs this many annual growth rates out of five (our choice). */
const MINIMUM_GROWTHS = 3;

/** The values of a characteristic at the market's current session, by column; NaN where unknown. A new array. */
export function characteristicValues(market: RollingMarket, characteristic: Characteristic): Float64Array {
  const { marketCap } = market;
  const out = new Float64Array(market.issuers.length);
  switch (characteristic.kind) {
    case 'risk-adjusted-momentum': {
      const { monthPrices } = market;
      // NSE: P[M−1] is the month-end before the change, i.e. that of the cut-off.
      change(rowAgo(monthPrices, characteristic.skipMonths), rowAgo(monthPrices, characteristic.months), out);
      quotient(out, volatility(market), out);
      return out;
    }
    case 'total-return': {
      const { monthIndices } = market;
      change(
        rowAgo(monthIndices, characteristic.toMonthsAgo),
        rowAgo(monthIndices, characteristic.fromMonthsAgo),
        out,
      );
      return out;
    }
    case 'jensen-alpha':
      return jensenAlpha(market, characteristic.riskFree);
    case 'volatility':
      return volatility(market);
    case 'earnings-to-price':
      quotient(fromAccounts(market, earnings), marketCap, out);
      return out;
    case 'book-to-price':
      quotient(fromAccounts(market, bookEquity), marketCap, out);
      return out;
    case 'sales-to-price':
      quotient(
        fromAccounts(market, (a) => trailing(a, (s) => s.sales)),
        marketCap,
        out,
      );
      return out;
    case 'dividend-yield':
      return dividendYield(market);
    case 'dividend-to-average-cap': {
      const { capSumYear, capCountYear } = market;
      const yields = dividendYield(market);
      return yields.map((y, i) => (y * marketCap[i]! * capCountYear.totals[i]!) / capSumYear.totals[i]!);
    }
    case 'return-on-equity':
      return fromAccounts(market, (a) => ratio(earnings(a), bookEquity(a)));
    case 'return-on-assets':
      return fromAccounts(market, (a) => ratio(earnings(a), latest(a, totalAssets)));
    case 'debt-to-equity':
      return fromAccounts(market, (a) => ratio(debt(a), bookEquity(a)));
    case 'earnings-growth-variability':
      // Five growths take six years; `yearly` allows half a year of grace.
      return fromAccounts(market, (a) =>
        earningsGrowthVariability(yearly(a, earningsPerShare, 6), MINIMUM_GROWTHS),
      );
  }
}

const fromAccounts = ({ accounts }: RollingMarket, figure: (a: Accounts) => number): Float64Array =>
  Float64Array.from(accounts.accounts, figure);

/** ₹ crore over twelve months. */
export const earnings = (a: Accounts): number => trailing(a, netIncome);
const bookEquity = (a: Accounts): number => latest(a, (s) => s.bookEquity);
/** Long-term plus short-term debt. If the accounts report only one of them, that one is the debt. */
const debt = (a: Accounts): number =>
  latest(a, (s) =>
    s.longTermDebt === null && s.shortTermDebt === null
      ? null
      : (s.longTermDebt ?? 0) + (s.shortTermDebt ?? 0),
  );
/** NaN unless the base is positive. */
const ratio = (figure: number, base: number): number => (base > 0 ? figure / base : NaN);

/** Annualised standard deviation of one year of daily log returns; NaN if the price never moved. */
const volatility = ({ logReturns }: RollingMarket): Float64Array =>
  ringDeviations(logReturns, MINIMUM_RETURNS).map((d) => (d > 0 ? d * Math.sqrt(YEAR) : NaN));

/** Intercept of the regression of daily excess returns on the market's, annualised: a fraction. Both are in excess of the risk-free rate. */
function jensenAlpha({ logReturns, marketReturns }: RollingMarket, riskFree: number): Float64Array {
  const daily = riskFree / YEAR;
  const excess = { ...logReturns, rows: logReturns.rows.map((r) => Math.expm1(r) - daily) };
  const market = { ...marketReturns, rows: marketReturns.rows.map((r) => r - daily) };
  return ringIntercepts(excess, market, MINIMUM_RETURNS).map((a) => a * YEAR);
}

/** Dividends per share with ex-dates in the last year ÷ price; 0 if there were none. */
function dividendYield({ dividendSumYear, prices }: RollingMarket): Float64Array {
  const yields = new Float64Array(prices.close.length);
  for (let i = 0; i < yields.length; i++)
    yields[i] = (dividendSumYear.totals[i]! * prices.terms[i]!) / prices.close[i]!;
  return yields;
}
