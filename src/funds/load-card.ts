import { type Day, displayDay } from '../market/day.ts';
import type { FundMarket } from '../market/funds/fund-market.ts';
import type { Scheme } from '../market/funds/scheme.ts';
import { type Problem, userError } from '../market/problem.ts';
import type { Store } from '../market/store/store.ts';
import { reinvestPayouts, splice } from './adjusted-nav.ts';
import { benchmarkData, benchmarkKeys } from './benchmark-data.ts';
import { benchmarkOf } from './category-benchmarks.ts';
import { fundCard, type FundCard, type Peer } from './fund-card.ts';
import { type LevelSeries, NO_LEVELS } from './nav-series.ts';
import { type PeerPlan, peersOf } from './peers.ts';
import type { RatingBands } from './scorecard.ts';

/** Which card to draw up. */
export interface LoadCardRequest {
  readonly asOf: Day;
  /** A category id; with `codes` it may be left out. */
  readonly category?: string;
  /** These schemes only, instead of the whole peer group. */
  readonly codes?: readonly string[];
  readonly plan?: PeerPlan;
  /** The benchmark's id; that of the category by default. */
  readonly benchmark?: string;
  readonly window?: number;
  readonly bands?: RatingBands;
  /** The highest import-file id to read. */
  readonly throughImport?: number;
}

/**
 * Reads a peer group from the store and draws up its card, with what was known on the as-of date: NAVs up to that day,
 * facts known by then.
 *
 * @throws UserError if there are no such funds, or the benchmark or Treasury bills are missing.
 */
export async function loadFundCard(store: Store, request: LoadCardRequest): Promise<FundCard> {
  const { asOf, throughImport } = request;
  const market = await store.funds({ asOf, ...(throughImport !== undefined && { throughImport }) });
  return cardOf(store, market, request);
}

/** The same, over funds that are read already. */
export async function cardOf(store: Store, market: FundMarket, request: LoadCardRequest): Promise<FundCard> {
  const { asOf, plan = 'direct', throughImport } = request;
  const schemes =
    request.codes === undefined
      ? peersOf(market.schemes, { category: request.category ?? '', plan, asOf })
      : schemesOf(market, request.codes);
  const category = request.category ?? schemes[0]?.category ?? '';
  const benchmark = request.benchmark ?? benchmarkOf(category);
  const peers = await loadPeers(market, schemes);
  const view = (
    await store.load(benchmarkKeys(benchmark), throughImport === undefined ? {} : { throughImport })
  ).view(asOf);
  const card = fundCard(peers, benchmarkData(view, benchmark), {
    asOf,
    category,
    ...(request.window !== undefined && { window: request.window }),
    ...(request.bands && { bands: request.bands }),
  });
  return { ...card, problems: [...knowledgeProblems(market, schemes, category), ...card.problems] };
}

/** Schemes by their codes, which may be of one plan only. */
function schemesOf(market: FundMarket, codes: readonly string[]): Scheme[] {
  const found = codes.map((code) => {
    const scheme = market.schemes.find((each) => each.code === code);
    if (!scheme || scheme.lastNavOn === null)
      throw userError(
        'unknown-scheme',
        code,
        `the store has no NAV of the scheme by ${displayDay(market.asOf)}.`,
        'Import its NAVs, or choose among `trrm funds list`.',
      );
    return scheme;
  });
  const plans = new Set(found.map(({ plan }) => plan).filter((plan) => plan !== 'unknown'));
  if (plans.size > 1)
    throw userError(
      'mixed-plans',
      codes.join(', '),
      'direct and regular plans are mixed; their returns differ by the distributor’s commission.',
      'Choose schemes of one plan.',
    );
  return found;
}

/**
 * The NAVs of schemes with their events: payouts reinvested, histories of earlier codes put before.
 *
 * @throws UserError for a scheme that pays out income of which no payout is known.
 */
export async function loadPeers(market: FundMarket, schemes: readonly Scheme[]): Promise<Peer[]> {
  const changes = market.events.filter(({ event }) => event === 'code-changed');
  const earlier = changes.filter(({ other }) => schemes.some(({ code }) => code === other));
  const navs = await market.navs([
    ...new Set([...schemes.map(({ code }) => code), ...earlier.map(({ code }) => code)]),
  ]);
  return schemes.map((scheme) => {
    const payouts = market.events.filter(({ code, event }) => code === scheme.code && event === 'idcw');
    if (scheme.option === 'idcw' && payouts.length === 0)
      throw userError(
        'payouts-unknown',
        `amfi:${scheme.code}`,
        `${scheme.name} pays out income, and its NAV falls by every payout, of which none is in the store.`,
        'Use the growth option, or import its payouts as scheme events.',
      );
    const own: LevelSeries = navs.get(scheme.code) ?? NO_LEVELS;
    const spliced = earlier
      .filter(({ other }) => other === scheme.code)
      .reduce((nav, change) => splice(nav, navs.get(change.code) ?? NO_LEVELS, change), own);
    const facts = market.facts.get(scheme.code);
    return { scheme, nav: reinvestPayouts(spliced, payouts), ...(facts && { facts }) };
  });
}

function knowledgeProblems(market: FundMarket, schemes: readonly Scheme[], category: string): Problem[] {
  const later = schemes.filter(({ seenOn }) => seenOn > market.asOf);
  if (later.length === 0) return [];
  const first = Math.min(...later.map(({ seenOn }) => seenOn)) as Day;
  return [
    {
      severity: 'warning',
      code: 'category-known-later',
      about: category,
      message: `no list of schemes was known on ${displayDay(market.asOf)}; category, plan and name of ${later.length} funds are those of the list of ${displayDay(first)}. Funds that were merged, renamed or wound up before then are missing (survivorship bias).`,
      remedy: 'Import a list of schemes of the time, if there is one.',
    },
  ];
}
