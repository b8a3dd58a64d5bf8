import type { Day } from '../day.ts';
import type { Problem } from '../problem.ts';
import type { DaySlice, Statement } from './day-slice.ts';
import { impliedDividend } from './prices/implied-dividend.ts';
import type { IssuerList } from './companies/issuer-list.ts';
import { sharesFor, sharesOfCapital, type TermChange } from './share-terms.ts';
import type { KnownAccounts } from './companies/statement-feed.ts';
import type { BarRow, SharesRow } from './stock-tables.ts';

/** What became known since the session before, and the session's bars, at most one a column. */
export interface SessionNews {
  readonly day: Day;
  readonly bars: readonly BarRow[];
  readonly accounts: readonly KnownAccounts[];
  readonly shares: readonly SharesRow[];
  /** Dividends gone ex since the session before. */
  readonly dividends: readonly { readonly column: number; readonly perShare: number }[];
}

/** Makes slices of rows, one session after the other; remembers of each share what the next session needs. */
export interface SliceBuilder {
  next(news: SessionNews): DaySlice;
  problems(): Problem[];
}

/** Rupees and shares in a crore. */
const CRORE = 1e7;

export function newSliceBuilder(
  { issuers, firstTerms }: IssuerList,
  changes: readonly (readonly TermChange[])[],
): SliceBuilder {
  const n = issuers.length;
  const terms = [...firstTerms];
  const last: (BarRow | null)[] = issuers.map(() => null);
  const outstanding: ({ readonly shares: number; readonly from: Day } | null)[] = issuers.map(() => null);
  const seen = { basisChanged: new Set<number>(), ratioFell: 0, noShares: new Set<number>() };
  let before: Day | null = null;

  const isAsTraded = (i: number): boolean => terms[i]!.basis === 'as-traded';
  /** What shares of a day are in the terms of the prices of `day`. */
  const inTermsOf = (i: number, from: Day, day: Day): number =>
    sharesFor(changes[i]!, from, isAsTraded(i) ? day : terms[i]!.on);

  const settle = (i: number, shares: number, from: Day): void => {
    const known = outstanding[i];
    if (!known || from >= known.from) outstanding[i] = { shares, from };
  };

  /** The accounts as the model takes them: shares, in crore, comparable with the prices' terms. */
  const statementOf = ({ statement, equityCapital }: KnownAccounts): Statement => {
    const i = statement.issuer;
    const { faceValue } = issuers[i]!;
    const inOwnTerms =
      statement.shares ??
      (equityCapital !== null && faceValue !== null
        ? sharesOfCapital(equityCapital, faceValue, changes[i]!, statement.periodEnd)
        : null);
    if (inOwnTerms === null) return statement;
    settle(i, inOwnTerms * CRORE, statement.periodEnd);
    return {
      ...statement,
      // Prices put on later terms come without adjustments, so the shares must be put on these terms here.
      shares: isAsTraded(i)
        ? inOwnTerms
        : inOwnTerms * sharesFor(changes[i]!, statement.periodEnd, terms[i]!.on),
    };
  };

  const dividendOf = (i: number, bar: BarRow): number => {
    const previous = last[i];
    if (previous?.terms.basis !== 'split-adjusted' || bar.terms.basis !== 'split-adjusted') return 0;
    if (previous.adjustedClose === null || bar.adjustedClose === null) return 0;
    const [was, is] = [previous, bar].map(({ close, adjustedClose }) => ({
      close: close!,
      adjustedClose: adjustedClose!,
    }));
    const dividend = impliedDividend(was!, is!);
    if (dividend === null) seen.ratioFell++;
    return dividend ?? 0;
  };

  return {
    next: ({ day, bars, accounts, shares, dividends }) => {
      const nans = (): Float64Array => new Float64Array(n).fill(NaN);
      const [close, high, low, sharesOutstanding] = [nans(), nans(), nans(), nans()];
      const [volume, tradedValue, dividend] = [new Float64Array(n), new Float64Array(n), new Float64Array(n)];
      const adjustment = new Float64Array(n).fill(1);
      for (const bar of bars) {
        const i = bar.column;
        // A line without a trade repeats the last price; that is no price of the day.
        if (bar.close === null || bar.volume === null || bar.volume === 0) continue;
        if (bar.terms.basis !== terms[i]!.basis) seen.basisChanged.add(i);
        terms[i] = bar.terms;
        close[i] = bar.close;
        high[i] = bar.high ?? bar.close;
        low[i] = bar.low ?? bar.close;
        volume[i] = bar.volume;
        tradedValue[i] = bar.tradedValue ?? bar.volume * bar.close;
        dividend[i] = dividendOf(i, bar);
        last[i] = bar;
      }
      for (let i = 0; i < n; i++)
        if (isAsTraded(i) && before !== null) adjustment[i] = 1 / sharesFor(changes[i]!, before, day);
      for (const { column, perShare } of dividends) if (isAsTraded(column)) dividend[column]! += perShare;
      const statements = accounts.map(statementOf);
      for (const { column, outstanding: count, from } of shares) settle(column, count, from);
      for (let i = 0; i < n; i++) {
        const known = outstanding[i];
        if (known) sharesOutstanding[i] = known.shares * inTermsOf(i, known.from, day);
        else if (!Number.isNaN(close[i]!)) seen.noShares.add(i);
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
      if (seen.basisChanged.size > 0)
        warn(
          'price-terms-change',
          `${seen.basisChanged.size} shares go from prices on later terms to prices as traded or back (${names(seen.basisChanged)}): the step between may hold a split.`,
          'Use one kind of file for a share.',
        );
      if (seen.ratioFell > 0)
        warn(
          'adjusted-close-falls',
          `on ${seen.ratioFell === 1 ? '1 day' : `${seen.ratioFell} days`} an adjusted close loses against the close, which no dividend does; no dividend is taken there.`,
          'Get the panel again if there are many.',
        );
      const never = [...seen.noShares].filter((i) => outstanding[i] === null);
      if (never.length > 0)
        warn(
          'no-shares-outstanding',
          `${never.length} traded shares have no number of shares known (${names(never)}), so no market value.`,
          'Import shares outstanding or accounts (docs/data-shapes.md).',
        );
      return problems;
    },
  };
}
