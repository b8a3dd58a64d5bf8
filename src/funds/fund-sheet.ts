import type { Store } from '../market/store/store.ts';
import { userError } from '../market/problem.ts';
import { displayDay } from '../market/day.ts';
import type { CardFund, FundCard } from './fund-card.ts';
import { cardOf, type LoadCardRequest } from './load-card.ts';

/** One fund among its peers. */
export interface FundSheet {
  readonly fund: CardFund;
  readonly card: FundCard;
  /** Ranked peers beside it. */
  readonly others: number;
}

/**
 * A fund with its place among the live growth plans of its own kind; a fund that belongs to no peer group is measured
 * alone.
 *
 * @throws UserError if the store has no NAV of the fund by the day, or it pays out income of which no payout is known.
 */
export async function loadFundSheet(
  store: Store,
  code: string,
  request: Omit<LoadCardRequest, 'codes' | 'category' | 'plan'>,
): Promise<FundSheet> {
  const { asOf, throughImport } = request;
  const market = await store.funds({ asOf, ...(throughImport !== undefined && { throughImport }) });
  const scheme = market.schemes.find((each) => each.code === code);
  if (!scheme)
    throw userError(
      'unknown-scheme',
      code,
      `the store knows no scheme of that code by ${displayDay(asOf)}.`,
      'Choose among `trrm funds list`, or import its NAVs.',
    );
  const { category, plan } = scheme;
  const isPeer = category !== '' && plan !== 'unknown' && scheme.option === 'growth';
  const peers = isPeer ? await cardOf(store, market, { ...request, category, plan }).catch(() => null) : null;
  const card =
    peers?.funds.some((fund) => fund.code === code) === true
      ? peers
      : await cardOf(store, market, { ...request, codes: [code], category });
  const fund = card.funds.find((each) => each.code === code)!;
  return {
    fund,
    card,
    others: card.funds.filter((each) => each.rank !== null).length - (fund.rank === null ? 0 : 1),
  };
}
