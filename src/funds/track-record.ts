import { type Day, monthNumber } from '../market/day.ts';
import { UserError } from '../market/problem.ts';
import { type BenchmarkData, benchmarkWindow } from './benchmark-window.ts';
import { measureFund } from './measure-fund.ts';
import { type LevelSeries, upTo, valueOn } from './nav-series.ts';
import { completeMonthEnds } from './month-ends.ts';
import { scoreFunds } from './scorecard.ts';

/** What the card of an earlier year-end was worth: its scores beside the returns of the following twelve months. */
export interface RecordYear {
  /** The month-end of the card, and the end of the twelve months after it. */
  readonly cardOn: Day;
  readonly until: Day;
  /** Ranked funds with a return. */
  readonly funds: number;
  /** Spearman's rank correlation of score and next return. */
  readonly rankCorrelation: number;
  /** Mean return of the best quartile by score, and of the worst. */
  readonly topQuartile: number;
  readonly bottomQuartile: number;
}

/** The card's own record. It is shown wherever the card is. */
export interface CardRecord {
  /** Newest first. */
  readonly years: readonly RecordYear[];
  /** Null without years. */
  readonly meanRankCorrelation: number | null;
  /** Always true for funds that are chosen because they live today. */
  readonly survivorsOnly: boolean;
}

/** The statement that goes with every card. */
export const CARD_STATEMENT = 'The scorecard describes the past; it does not predict returns.';

const MOST_YEARS = 10;
const FEWEST_FUNDS = 10;

/**
 * Draws up the card again for the same month-end of earlier years, each with what was known then, and compares it with the
 * following twelve months. The funds are those of today's card, so funds that were merged or wound up are missing.
 */
export function cardRecord(
  funds: readonly { readonly code: string; readonly nav: LevelSeries }[],
  data: BenchmarkData,
  asOf: Day,
  months: number,
): CardRecord {
  const ends = completeMonthEnds(data.sessions, asOf);
  const last = ends.at(-1);
  const years: RecordYear[] = [];
  for (let back = 1; back <= (last === undefined ? 0 : MOST_YEARS); back++) {
    const cardOn = ends.find((end) => monthNumber(end) === monthNumber(last!) - 12 * back);
    const until = ends.find((end) => monthNumber(end) === monthNumber(last!) - 12 * (back - 1));
    if (cardOn === undefined || until === undefined) break;
    const year = recordYear(funds, data, cardOn, until, months);
    if (year === null) break;
    years.push(year);
  }
  const sum = years.reduce((total, year) => total + year.rankCorrelation, 0);
  return {
    years,
    meanRankCorrelation: years.length === 0 ? null : sum / years.length,
    survivorsOnly: true,
  };
}

function recordYear(
  funds: readonly { readonly code: string; readonly nav: LevelSeries }[],
  data: BenchmarkData,
  cardOn: Day,
  until: Day,
  months: number,
): RecordYear | null {
  let window;
  try {
    window = benchmarkWindow(data, cardOn, months);
  } catch (error) {
    // The benchmark or the Treasury bills begin later: there is no card of that year.
    if (error instanceof UserError) return null;
    throw error;
  }
  const card = scoreFunds(
    funds
      .map(({ code, nav }) => ({ code, measures: measureFund(upTo(nav, cardOn), window) }))
      .filter(({ measures }) => measures.standardDeviation.value !== null),
  );
  const navs = new Map(funds.map(({ code, nav }) => [code, nav]));
  const pairs = card.scores.flatMap(({ code, score, quartile }) => {
    const nav = navs.get(code)!;
    const growth = valueOn(nav, until) / valueOn(nav, cardOn) - 1;
    return score === null || !Number.isFinite(growth) ? [] : [{ score, quartile, growth }];
  });
  if (pairs.length < FEWEST_FUNDS) return null;
  const meanOf = (quartile: number): number => {
    const own = pairs.filter((pair) => pair.quartile === quartile);
    return own.reduce((sum, { growth }) => sum + growth, 0) / own.length;
  };
  return {
    cardOn,
    until,
    funds: pairs.length,
    rankCorrelation: rankCorrelation(
      pairs.map((p) => p.score),
      pairs.map((p) => p.growth),
    ),
    topQuartile: meanOf(1),
    bottomQuartile: meanOf(4),
  };
}

/** Spearman's rank correlation, ties with their mean rank. */
export function rankCorrelation(a: readonly number[], b: readonly number[]): number {
  const [x, y] = [meanRanks(a), meanRanks(b)];
  const centre = (a.length + 1) / 2;
  let [xy, xx, yy] = [0, 0, 0];
  for (let i = 0; i < a.length; i++) {
    xy += (x[i]! - centre) * (y[i]! - centre);
    xx += (x[i]! - centre) ** 2;
    yy += (y[i]! - centre) ** 2;
  }
  return xx > 0 && yy > 0 ? xy / Math.sqrt(xx * yy) : 0;
}

const meanRanks = (values: readonly number[]): number[] =>
  values.map(
    (value) =>
      values.filter((other) => other < value).length +
      (values.filter((other) => other === value).length + 1) / 2,
  );
