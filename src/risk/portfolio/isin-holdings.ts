import { type Problem, UserError, userError } from '../../market/problem.ts';
import type { Issuer } from '../../market/stocks/daily-slice.ts';
import { isIsin, issuerPart } from '../../market/stocks/isin.ts';
import type { Holding } from './portfolio-risk.ts';

/** A stock by its ISIN and its weight, a fraction of the portfolio; negative for a short position. */
export interface StockHolding {
  readonly isin: string;
  readonly weight: number;
}

/** A portfolio of stocks: a list, or weights by ISIN. Weights may have any sum; the rest is cash without risk. */
export type StockHoldings = readonly StockHolding[] | Readonly<Record<string, number>>;

/** Beyond it a weight is a mistake, whatever the leverage (our choice). */
const MAXIMUM_WEIGHT = 1000;

/** Holdings by column of the model, and those whose issuer the model does not have. */
export interface ResolvedHoldings {
  /** In column order, so that results do not depend on the order of the input. Without weights of 0. */
  readonly holdings: readonly Holding[];
  readonly unknown: readonly StockHolding[];
}

/**
 * Finds the issuers of holdings. An ISIN from before or after a split finds its issuer too.
 *
 * @param about what the holdings are, for messages.
 * @throws UserError for no holdings, a text that is not an ISIN, a weight that is not finite or beyond sense, or an issuer listed twice.
 */
export function resolveHoldings(
  given: StockHoldings,
  issuers: readonly Issuer[],
  about: string,
): ResolvedHoldings {
  const list = isList(given) ? given : Object.entries(given).map(([isin, weight]) => ({ isin, weight }));
  if (list.length === 0)
    throw userError(
      'no-holdings',
      about,
      'there are no holdings.',
      'Give at least one ISIN with its weight.',
    );
  const columnOf = columnsByIsin(issuers);
  const faults: Problem[] = [];
  const reject = (message: string, remedy: string): void => {
    faults.push({ severity: 'error', code: 'holdings', about, message, remedy });
  };
  const holdings = new Map<number, number>();
  const unknown = new Map<string, number>();
  for (const { isin, weight } of list) {
    const column = columnOf(isin);
    if (!isIsin(isin)) reject(`${JSON.stringify(isin)} is not an ISIN.`, 'Write ISINs such as INE002A01018.');
    else if (!Number.isFinite(weight))
      reject(`the weight of ${isin} is ${weight}.`, 'Give fractions of the portfolio: 0.05 for 5 %.');
    else if (Math.abs(weight) > MAXIMUM_WEIGHT)
      reject(
        `the weight of ${isin} is ${weight}, beyond ${MAXIMUM_WEIGHT} times the portfolio.`,
        'Give fractions of the portfolio: 0.05 for 5 %.',
      );
    else if (column === undefined ? unknown.has(isin) : holdings.has(column))
      reject(`${isin} is listed twice.`, 'Combine its positions in one weight.');
    else if (column === undefined) unknown.set(isin, weight);
    else holdings.set(column, weight);
  }
  if (faults.length > 0) throw new UserError(faults);
  return {
    holdings: [...holdings]
      .filter(([, weight]) => weight !== 0)
      .map(([issuer, weight]) => ({ issuer, weight }))
      .sort((a, b) => a.issuer - b.issuer),
    unknown: [...unknown]
      .filter(([, weight]) => weight !== 0)
      .map(([isin, weight]) => ({ isin, weight }))
      .sort((a, b) => (a.isin < b.isin ? -1 : 1)),
  };
}

const isList = (given: StockHoldings): given is readonly StockHolding[] => Array.isArray(given);

/** Looks up the column of an ISIN: itself, or else the only issuer with the same issuer part. */
export function columnsByIsin(issuers: readonly Issuer[]): (isin: string) => number | undefined {
  const exact = new Map(issuers.map(({ isin }, column) => [isin, column]));
  const byIssuer = new Map<string, number | null>();
  for (const [column, { isin }] of issuers.entries())
    byIssuer.set(issuerPart(isin), byIssuer.has(issuerPart(isin)) ? null : column);
  return (isin) => exact.get(isin) ?? byIssuer.get(issuerPart(isin)) ?? undefined;
}
