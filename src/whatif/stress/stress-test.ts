import { holdingExposures } from '../../../allocations/risk-model/sleeve-exposures.ts';
import type { Weights } from '../../../allocations/positions.ts';
import { sessionOnOrBefore } from '../../market/calendar/calendar.ts';
import { type Day, day, iso } from '../../market/day.ts';
import { type Problem, userError } from '../../market/problem.ts';
import { FACTORS } from '../../risk/factors.ts';
import type { Holding } from '../../risk/portfolio/portfolio-risk.ts';
import { type PortfolioBasis, roundTripCost, sleeveStocks, turnoverBetween } from '../portfolio-basis.ts';
import {
  type FactorModel,
  type FactorPortfolio,
  type FactorShock,
  propagate,
  reverseStress,
  type ReverseStress,
} from './factor-shock.ts';
import { levelHistoryOf } from './level-history.ts';
import { HORIZON_SESSIONS } from './market-shock.ts';
import { positionReturns } from './position-returns.ts';
import { type FactorDays, type FactorReplay, replayFactors } from './replay-factors.ts';
import {
  type PositionOutcome,
  type ReplayedWindow,
  replayWindow,
  type RulesInForce,
} from './replay-window.ts';
import { heldStocks } from './scenario-loss.ts';
import { type StressWindow, windowsOf } from './windows.ts';

/** A window with both replays. */
export interface StressedWindow extends ReplayedWindow {
  /** The three largest losses by position, largest first; fewer where fewer lose. */
  readonly worst: readonly PositionOutcome[];
  /** Today's exposures on the factor returns of the window; null outside the risk model's record. */
  readonly byFactors: FactorReplay | null;
}

/** Historical windows, a factor shock and a reverse stress of what is held. Returns are fractions. */
export interface StressTest {
  readonly asOf: string;
  readonly simulated: boolean;
  /** Hash of the rule book, and the last import: the same give the same figures. */
  readonly rulebook: string;
  readonly throughImport: number;
  readonly portfolio: {
    readonly source: 'file' | 'model';
    /** ₹; null without a portfolio file. */
    readonly value: number | null;
    readonly weights: Weights;
  } | null;
  readonly windows: readonly StressedWindow[];
  readonly shock: FactorShock | null;
  readonly reverse: ReverseStress | null;
  readonly problems: readonly Problem[];
}

/** What to test besides the windows. */
export interface StressQuestions {
  /** Moves by factor, decimals; none by default. */
  readonly shocks?: Readonly<Record<string, number>>;
  /** The return of a reverse stress, negative; none by default. */
  readonly loss?: number;
}

/** First and last day of each window that has begun by a day. */
export const windowSpans = ({ asOf, book }: PortfolioBasis): (readonly [Day, Day])[] =>
  begun(book.stress, asOf).map(({ first, last }) => [day(first), day(last)]);

const begun = (rules: Parameters<typeof windowsOf>[0], asOf: Day): StressWindow[] =>
  windowsOf(rules).filter(({ first }) => day(first) < asOf);

/**
 * Stress tests what is held.
 *
 * @param factorDays factor returns of the sessions within the windows, from `readFactorDays`.
 * @throws UserError for an unknown or collinear factor, or factor questions without a risk model.
 */
export function stressTest(
  basis: PortfolioBasis,
  factorDays: ReadonlyMap<Day, FactorDays> = new Map(),
  { shocks, loss }: StressQuestions = {},
): StressTest {
  const { asOf, book, view, portfolio, calls } = basis;
  const history = levelHistoryOf(view, portfolio?.stocks ?? null, book.allocations, book.stress.gsecDuration);
  const { sessions } = history;
  const rules = portfolio && rulesInForce(basis);
  const held = stocksOf(basis);
  const windows = begun(book.stress, asOf).map((window): StressedWindow => {
    const replayed = replayWindow(history, window, portfolio?.weights ?? null, rules && { ...rules, calls });
    const within = sessions.slice(
      sessionOnOrBefore(sessions, day(window.first)) + 1,
      sessionOnOrBefore(sessions, day(window.last)) + 1,
    );
    const stocks = portfolio?.stocks;
    return {
      ...replayed,
      worst: replayed.positions
        .filter((p) => p.contribution < 0)
        .sort((a, b) => a.contribution - b.contribution)
        .slice(0, 3),
      byFactors: stocks && !replayed.partial ? replayFactors(stocks, held, within, factorDays) : null,
    };
  });
  const asksFactors = shocks !== undefined || loss !== undefined;
  const model = asksFactors ? factorModel(basis, held) : null;
  return {
    asOf: iso(asOf),
    simulated: basis.simulated,
    rulebook: basis.rulebook,
    throughImport: basis.throughImport,
    portfolio: portfolio && {
      source: portfolio.source,
      value: portfolio.value,
      weights: portfolio.weights,
    },
    windows,
    shock: model && shocks !== undefined ? propagate(model, shocks, model) : null,
    reverse: model && loss !== undefined ? reverseStress(model, model, loss) : null,
    problems: basis.problems,
  };
}

/** The stocks held through all sleeves; empty without a risk model. */
function stocksOf({ portfolio, view, book }: PortfolioBasis): readonly Holding[] {
  if (!portfolio?.stocks) return [];
  const { stocks, holdings, weights } = portfolio;
  const returns = positionReturns({ view, stocks, holdings, rules: book.allocations }, { nifty: 0 });
  return heldStocks(weights, returns);
}

function factorModel({ portfolio }: PortfolioBasis, held: readonly Holding[]): FactorModel & FactorPortfolio {
  const stocks = portfolio?.stocks;
  if (!stocks || held.length === 0)
    throw userError(
      'no-risk-model',
      'factors',
      'The store has no stocks from which INEC-1 could be built, or the portfolio holds none, so factors cannot be shocked.',
      'Import at least two years of bhavcopies, or leave out --shock and --loss.',
    );
  const { covariance, specificVolatility } = stocks.riskModel;
  const x = holdingExposures(stocks.riskModel, held);
  return {
    factors: FACTORS,
    covariance: covariance.map((f) => f * HORIZON_SESSIONS),
    exposures: Object.fromEntries(FACTORS.map((name, k) => [name, x[k]!])),
    specificVariance: held.reduce(
      (sum, h) => sum + HORIZON_SESSIONS * (h.weight * specificVolatility[h.issuer]!) ** 2,
      0,
    ),
  };
}

/** What each label calls for, and the cost of changing between labels. */
function rulesInForce({ portfolio, book, asOf }: PortfolioBasis): Omit<RulesInForce, 'calls'> {
  const { targets, stocks } = portfolio!;
  const sleeves = sleeveStocks(stocks);
  const rate = roundTripCost(book.costs, asOf);
  return {
    weights: targets,
    cost: (from, to) => rate * turnoverBetween(targets[from], targets[to], sleeves),
  };
}
