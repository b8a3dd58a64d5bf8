import { displayDay, type Day } from '../market/day.ts';
import { categoryTitle } from '../market/funds/categories.ts';
import { NO_FACTS, type Scheme, type SchemeFacts } from '../market/funds/scheme.ts';
import type { Problem } from '../market/problem.ts';
import { type BenchmarkData, type BenchmarkWindow, benchmarkWindow } from './benchmark-window.ts';
import { type FundFlag, flagsOf, thirdQuartile } from './flags.ts';
import { type FundMeasures, measureFund } from './measure-fund.ts';
import { navWarnings } from './nav-quality.ts';
import type { LevelSeries } from './nav-series.ts';
import { type FundScore, type RatingBands, type Scorecard, scoreFunds } from './scorecard.ts';
import { CARD_STATEMENT, type CardRecord, cardRecord } from './track-record.ts';

/** A fund of a card: what it is, what it measured, how it ranks. */
export interface CardFund extends FundScore {
  readonly scheme: Scheme;
  readonly measures: FundMeasures;
  readonly facts: SchemeFacts;
  readonly flags: readonly FundFlag[];
}

/** The scorecard of a peer group on a day. */
export interface FundCard {
  readonly asOf: Day;
  /** The last month-end measured. */
  readonly through: Day;
  readonly category: string;
  readonly benchmark: string;
  readonly window: number;
  readonly benchmarkReturns: BenchmarkWindow['benchmarkReturns'];
  readonly weights: Scorecard['weights'];
  /** By rank, then the unranked by code. */
  readonly funds: readonly CardFund[];
  readonly record: CardRecord;
  readonly statement: string;
  readonly problems: readonly Problem[];
}

/** A peer with its NAVs, adjusted. */
export interface Peer {
  readonly scheme: Scheme;
  readonly nav: LevelSeries;
  /** As known on the day of the card. */
  readonly facts?: SchemeFacts;
}

export interface CardRequest {
  readonly asOf: Day;
  readonly category: string;
  /** Months of the window, 36 by default. */
  readonly window?: number;
  readonly bands?: RatingBands;
}

const DEFAULT_WINDOW = 36;

/** A card that ends this many days before its day is out of date. */
const STALE_DAYS = 45;

/**
 * Measures and ranks a peer group.
 *
 * @param peers with NAVs of days up to the as-of date only.
 * @param data the benchmark, the sessions and the Treasury bills, as known on the as-of date.
 * @throws UserError if the benchmark is shorter than the window, or a Treasury-bill yield is missing.
 */
export function fundCard(peers: readonly Peer[], data: BenchmarkData, request: CardRequest): FundCard {
  const { asOf, category, window: months = DEFAULT_WINDOW, bands = 'stars' } = request;
  const window = benchmarkWindow(data, asOf, months);
  const measuredFunds = peers.map(({ scheme, nav }) => ({
    code: scheme.code,
    measures: measureFund(nav, window),
  }));
  const card = scoreFunds(measuredFunds, bands);
  const byCode = new Map(peers.map((peer, i) => [peer.scheme.code, { ...peer, ...measuredFunds[i]! }]));
  const highTer = thirdQuartile(peers.flatMap(({ facts }) => (facts?.ter ? [facts.ter] : [])));
  const through = window.ends.at(-1)!;
  const funds = card.scores.map((score): CardFund => {
    const { scheme, nav, measures, facts = NO_FACTS } = byCode.get(score.code)!;
    const firstNavOn = (nav.days[0] ?? asOf) as Day;
    return {
      ...score,
      scheme,
      measures,
      facts,
      flags: flagsOf({ category, measures, firstNavOn, facts, highTer, asOf }),
    };
  });
  return {
    asOf,
    through,
    category,
    benchmark: data.id,
    window: months,
    benchmarkReturns: window.benchmarkReturns,
    weights: card.weights,
    funds,
    record: cardRecord(
      peers.map(({ scheme, nav }) => ({ code: scheme.code, nav })),
      data,
      asOf,
      months,
    ),
    statement: CARD_STATEMENT,
    problems: [
      ...cardProblems(request, through, card, funds),
      ...navWarnings(
        peers.map(({ scheme, nav }) => ({ code: scheme.code, nav })),
        window.sessions,
      ),
    ],
  };
}

function cardProblems(
  { asOf, category }: CardRequest,
  through: Day,
  card: Scorecard,
  funds: readonly CardFund[],
): Problem[] {
  const problems: Problem[] = [];
  const say = (severity: Problem['severity'], code: string, message: string, remedy = ''): void => {
    problems.push({ severity, code, about: category, message, remedy });
  };
  if (asOf - through > STALE_DAYS)
    say(
      'warning',
      'old-card',
      `the last complete month with sessions ends on ${displayDay(through)}, long before ${displayDay(asOf)}.`,
      'Import the sessions of the Nifty 50 and the NAVs up to the as-of date.',
    );
  if (!card.ranked)
    say(
      'warning',
      'few-peers',
      `${categoryTitle(category)} has ${funds.length} peers with NAVs, fewer than 10: they are shown without ranks.`,
      'Import the NAVs of more funds of the category.',
    );
  const unranked = funds.filter((fund) => card.ranked && fund.rank === null);
  if (unranked.length > 0)
    say(
      'note',
      'unranked',
      `not ranked, because less than 80 % of the weight can be measured: ${unranked.map((f) => `${f.code} ${f.scheme.name} (${(100 * f.coverage).toFixed(1)} %)`).join(', ')}.`,
    );
  return problems;
}
