import type { Day } from '../day.ts';
import type { Problem } from '../problem.ts';
import type { DailySlice, Statement } from './daily-slice.ts';
import { contradictsPrice, type Distribution, remainingFraction } from './actions/distributions.ts';
import { type AdjustedPrice, impliedDividend } from './prices/implied-dividend.ts';
import type { IssuerList } from './companies/issuer-list.ts';
import {
  shareRatio,
  sharesFromCapital,
  termsOfCount,
  type CapitalChange,
  type ShareCount,
} from './capital-changes.ts';
import type { KnownAccounts } from './companies/statement-feed.ts';
import { type BarRange, isTrade } from './prices/bars.ts';
import type { SharesRow } from './stock-tables.ts';

/** The bars of a session, at most one per stock, and what became known since the previous session. */
export interface SessionNews {
  readonly day: Day;
  readonly bars: BarRange;
  readonly accounts: readonly KnownAccounts[];
  readonly shares: readonly SharesRow[];
  /** Dividends that went ex since the previous session. */
  readonly dividends: readonly { readonly column: number; readonly perShare: number }[];
  /** Rights issues and demergers that went ex since the previous session. */
  readonly distributions: readonly Distribution[];
}

/** Builds daily slices from rows, session by session; keeps the state of each stock that the next session needs. */
export interface SliceBuilder {
  next(news: SessionNews): DailySlice;
  problems(): Problem[];
}

/** A figure, or another where it is missing. */
const orElse = (x: number, other: number): number => (Number.isNaN(x) ? other : x);

/** Units in a crore, of rupees or shares. */
const CRORE = 1e7;

export function newSliceBuilder(
  { issuers, firstAdjustment }: IssuerList,
  changes: readonly (readonly CapitalChange[])[],
): SliceBuilder {
  const n = issuers.length;
  // Of the last trade of each stock; before it, the adjustment of the first one.
  const asTraded = Uint8Array.from(firstAdjustment, ({ basis }) => (basis === 'as-traded' ? 1 : 0));
  const adjustedThrough = Int32Array.from(firstAdjustment, ({ through }) => through);
  const lastClose = new Float64Array(n).fill(NaN);
  const lastAdjustedClose = new Float64Array(n).fill(NaN);
  const outstanding: (ShareCount | null)[] = issuers.map(() => null);
  const findings = {
    adjustmentChanged: new Set<number>(),
    adjustedCloseFell: 0,
    missingShares: new Set<number>(),
    distributionsIgnored: new Set<number>(),
    distributionsDoubtful: new Set<number>(),
  };
  let before: Day | null = null;

  const isAsTraded = (i: number): boolean => asTraded[i] === 1;
  /** The factor from shares counted on `from` to shares on the price adjustment of `day`. */
  const shareFactor = (i: number, from: Day, day: Day): number =>
    shareRatio(changes[i]!, from, isAsTraded(i) ? day : adjustedThrough[i]!);

  const setOutstanding = (i: number, shares: number, from: Day): void => {
    const known = outstanding[i];
    if (!known || from >= known.from) outstanding[i] = { shares, from };
  };

  /** The accounts for the model, with shares in crore on the price adjustment of the stock. */
  const statementOf = ({ statement, equityCapital }: KnownAccounts): Statement => {
    const i = statement.issuer;
    const { faceValue } = issuers[i]!;
    const asReported =
      statement.shares ??
      (equityCapital !== null && faceValue !== null
        ? sharesFromCapital(equityCapital, faceValue, changes[i]!, statement.periodEnd)
        : null);
    if (asReported === null) return statement;
    setOutstanding(i, asReported * CRORE, statement.periodEnd);
    return {
      ...statement,
      // Split-adjusted prices come without adjustment factors, so shares are put on the same adjustment here.
      shares: isAsTraded(i)
        ? asReported
        : asReported * shareRatio(changes[i]!, statement.periodEnd, adjustedThrough[i]!),
    };
  };

  /** What adjusted closes imply; only a stock with split-adjusted prices in both sessions has them. */
  const impliedDividendOf = (i: number, now: AdjustedPrice): number => {
    const was = { close: lastClose[i]!, adjustedClose: lastAdjustedClose[i]! };
    if (Number.isNaN(was.close) || isAsTraded(i)) return 0;
    if (Number.isNaN(was.adjustedClose) || Number.isNaN(now.adjustedClose)) return 0;
    const dividend = impliedDividend(was, now);
    if (dividend === null) findings.adjustedCloseFell++;
    return dividend ?? 0;
  };

  return {
    next: ({ day, bars, accounts, shares, dividends, distributions }) => {
      const nans = (): Float64Array => new Float64Array(n).fill(NaN);
      const [close, high, low, sharesOutstanding] = [nans(), nans(), nans(), nans()];
      const [volume, tradedValue, dividend] = [new Float64Array(n), new Float64Array(n), new Float64Array(n)];
      const adjustment = new Float64Array(n).fill(1);
      const previous = distributions.length === 0 ? lastClose : lastClose.slice();
      const open = nans();
      const { bars: row } = bars;
      for (let r = bars.from; r < bars.to; r++) {
        if (!isTrade(row, r)) continue;
        const i = row.column[r]!;
        const price = row.close[r]!;
        if (row.isAsTraded[r] !== asTraded[i]) findings.adjustmentChanged.add(i);
        else if (row.isAsTraded[r] === 0)
          dividend[i] = impliedDividendOf(i, { close: price, adjustedClose: row.adjustedClose[r]! });
        asTraded[i] = row.isAsTraded[r]!;
        adjustedThrough[i] = row.adjustedThrough[r]!;
        close[i] = price;
        open[i] = row.open[r]!;
        high[i] = orElse(row.high[r]!, price);
        low[i] = orElse(row.low[r]!, price);
        volume[i] = row.volume[r]!;
        tradedValue[i] = orElse(row.tradedValue[r]!, row.volume[r]! * price);
        lastClose[i] = price;
        lastAdjustedClose[i] = row.adjustedClose[r]!;
      }
      for (let i = 0; i < n; i++)
        if (isAsTraded(i) && before !== null) adjustment[i] = 1 / shareRatio(changes[i]!, before, day);
      for (const distribution of distributions) {
        const i = distribution.column;
        if (!isAsTraded(i)) continue;
        // Before a split of the same day, in its terms.
        const price = previous[i]! * adjustment[i]!;
        const remaining = remainingFraction(distribution, price, open[i]! > 0 ? open[i]! : null);
        const isDoubtful = remaining !== null && contradictsPrice(remaining, close[i]! / price);
        if (isDoubtful) findings.distributionsDoubtful.add(i);
        else if (remaining === null) findings.distributionsIgnored.add(i);
        else adjustment[i]! *= remaining;
      }
      for (const { column, perShare } of dividends) if (isAsTraded(column)) dividend[column]! += perShare;
      const statements = accounts.map(statementOf);
      for (const { column, outstanding: count, from } of shares) {
        const terms = termsOfCount(changes[column]!, outstanding[column]!, { shares: count, from });
        setOutstanding(column, count, terms);
      }
      for (let i = 0; i < n; i++) {
        const known = outstanding[i];
        if (known) sharesOutstanding[i] = known.shares * shareFactor(i, known.from, day);
        else if (!Number.isNaN(close[i]!)) findings.missingShares.add(i);
      }
      before = day;
      return {
        day,
        close,
        high,
        low,
        volume,
        tradedValue,
        adjustment,
        dividend,
        sharesOutstanding,
        statements,
      };
    },
    problems: () => {
      const problems: Problem[] = [];
      const warn = (code: string, message: string, remedy: string): void => {
        problems.push({ severity: 'warning', code, about: 'stocks', message, remedy });
      };
      const names = (columns: Iterable<number>): string =>
        Array.from(columns, (i) => issuers[i]!.symbol)
          .slice(0, 8)
          .join(', ');
      if (findings.adjustmentChanged.size > 0)
        warn(
          'price-adjustment-change',
          `${findings.adjustmentChanged.size} stocks switch between split-adjusted and as-traded prices (${names(findings.adjustmentChanged)}): the return at the switch may include a split.`,
          'Use one kind of price file for each stock.',
        );
      if (findings.adjustedCloseFell > 0)
        warn(
          'adjusted-close-falls',
          `on ${findings.adjustedCloseFell === 1 ? '1 day' : `${findings.adjustedCloseFell} days`} an adjusted close falls relative to the close, which no dividend can cause; no dividend is assumed there.`,
          'If there are many such days, download the price panel again.',
        );
      if (findings.distributionsIgnored.size > 0)
        warn(
          'distribution-ignored',
          `${findings.distributionsIgnored.size} rights issues or demergers are not adjusted for (${names(findings.distributionsIgnored)}): there is no price before the ex-date, or the value taken out is neither given nor shown by the opening price.`,
          'Give the value per share in PerShare (docs/reference/file-formats.md) and import the action again.',
        );
      if (findings.distributionsDoubtful.size > 0)
        warn(
          'doubtful-action',
          `${findings.distributionsDoubtful.size} rights issues or demergers contradict the price on their ex-date (${names(findings.distributionsDoubtful)}) and are not applied.`,
          'Check symbol, terms and ex-date with the exchange, and import the corrected action.',
        );
      const never = [...findings.missingShares].filter((i) => outstanding[i] === null);
      if (never.length > 0)
        warn(
          'no-shares-outstanding',
          `${never.length} traded stocks have no shares outstanding (${names(never)}), so no market value.`,
          'Import shares outstanding or accounts (docs/reference/file-formats.md).',
        );
      return problems;
    },
  };
}
