import type { CostRules } from '../../allocations/cost-rules.ts';
import { inForceOr } from '../../allocations/costs/in-force-or.ts';
import { overrideOn } from '../../regimes/model/override.ts';
import type { MonthCall } from '../../regimes/model/history.ts';
import type { Regime } from '../../regimes/regime.ts';
import { type ModelSessions, openRiskSessions } from '../decision/stocks/risk-sessions.ts';
import { openRun, type OpenedRun, type RunSettings } from '../decision/run/open-run.ts';
import { sha256 } from '../market/files/sha256.ts';
import { canonicalJson } from '../decision/document/canonical-json.ts';
import { END_OF_TIME } from '../market/as-of-date.ts';
import { sessionsOf } from '../market/calendar/calendar.ts';
import { type Day, iso, monthNumber } from '../market/day.ts';
import { userError } from '../market/problem.ts';
import { NIFTY, type SeriesId } from '../market/series.ts';
import type { StockMarket } from '../market/stocks/stock-market.ts';
import type { Store } from '../market/store/store.ts';
import { type RuleBook } from '../rulebook/rule-book.ts';
import { tradingRates } from './fill/trading-rates.ts';
import { type IndexMarket, indexMarket, indexMarketSeries } from './instruments/index-market.ts';
import { type MeasuredIndices } from './instruments/one-kind-of-level.ts';
import { firstHoldable, hasLevels, refuseUnheld } from './holdable.ts';
import { laterStart, measuredFrom } from './measured-start.ts';
import { type BacktestChoices, type BacktestPlan, requestedDay } from './plan.ts';
import type { FuturePrices } from './hedge/future-prices.ts';
import { openFutures } from './hedge/open-futures.ts';
import { refuseOutside, type Schedule, scheduleMonths } from './schedule.ts';
import { canHoldStocks, levelWithModel, startInStocks } from './stocks/start-in-stocks.ts';

/** Benchmarks that every back-test shows where the store has them, the default first. */
const BENCHMARKS: readonly SeriesId[] = ['nifty-500', NIFTY];

export interface BacktestRequest extends RunSettings {
  readonly choices: BacktestChoices;
}

/** What a back-test reads from the store and computes once. */
export interface OpenedBacktest {
  readonly plan: BacktestPlan;
  readonly book: RuleBook;
  readonly schedule: Schedule;
  readonly market: IndexMarket;
  /** What levels there are, of which the market uses one kind. */
  readonly levelsOf: Pick<MeasuredIndices, 'view' | 'instruments' | 'benchmarks'>;
  /** The stock market of the span; null where sleeves are held by their indices. */
  readonly stocks: StockMarket | null;
  /** Prices of the futures of the hedge; null without one. */
  readonly futures: FuturePrices | null;
  readonly run: OpenedRun;
  /** The risk model’s record of the span, from the session before the first fill; null for a store without stocks. */
  readonly riskSessions: () => Promise<ModelSessions | null>;
  /** TRRM's call of each month, from the one walk through history; null before the first. */
  readonly calls: readonly (MonthCall | null)[];
  /** The labels in force at each decision and at the month-end before it. */
  readonly labels: readonly Regime[];
  readonly earlierLabels: readonly Regime[];
}

/**
 * Opens a back-test: resolves the plan, reads the store and walks the regimes once.
 *
 * @throws UserError for a span that the store cannot serve, or data that cannot be used.
 */
export const openBacktest = (store: Store, request: BacktestRequest): Promise<OpenedBacktest> =>
  openWith(store, request, null);

/** @param opened a run of the same settings for all days of the span and perhaps earlier ones; null to open one. */
async function openWith(
  store: Store,
  request: BacktestRequest,
  opened: OpenedRun | null,
): Promise<OpenedBacktest> {
  const { choices, ...settings } = request;
  const { book, throughImport } = settings;
  const rules = book.allocations;
  const wanted = choices.benchmark === undefined ? [] : [choices.benchmark];
  const benchmarks = [...new Set([...wanted, ...BENCHMARKS])];
  const data = await store.load([...indexMarketSeries(rules.instruments, benchmarks), `${NIFTY}.close`], {
    throughImport,
  });
  const sessions = sessionsOf(data.view(END_OF_TIME));
  const to = requestedDay(choices.to, '--to') ?? sessions.at(-1);
  if (to === undefined)
    throw userError('no-sessions', NIFTY, 'The store has no Nifty 50 closes.', 'Import market files first.');
  const asked = requestedDay(choices.from, '--from');
  refuseOutside(sessions, asked, to);
  const weights = choices.weights ?? 'rules';
  // The decision's own day too: the look-ahead line of the sensitivities trades on it.
  const isCharged = (s: number): boolean =>
    choices.costs === false ||
    (hasCharges(sessions[s], book.costs) && hasCharges(sessions[s + 1], book.costs));
  const possible = asked ?? firstHoldable(data, sessions, rules, weights, isCharged);
  const indices = { view: data.view(to), sessions, instruments: rules.instruments, benchmarks: BENCHMARKS };
  const from = asked === undefined && weights === 'rules' ? measuredFrom(indices, possible, to) : possible;
  const schedule = scheduleMonths(sessions, { from, to });
  const { months } = schedule;
  const span = { first: months[0]!.decided, last: months.at(-1)!.until };
  // A day without rates of charges is refused before anything is decided.
  for (const { filled } of choices.costs === false ? [] : [months[0]!, months.at(-1)!])
    tradingRates(sessions[filled]!, book.costs, 1);
  const view = data.view(sessions[span.last]!);
  const present = benchmarks.filter(
    (id) => wanted.includes(id) || hasLevels(view, id, sessions[span.first]!),
  );
  const expenses = weights === 'rules' && choices.expenses !== false;
  const found = indexMarket({
    view,
    sessions,
    span,
    instruments: rules.instruments,
    benchmarks: present,
    expenses: expenses ? book.backtest : null,
  });
  const unheld = { market: found, schedule, rules, data, weights, isCharged };
  // Before models are built; a start that nobody asked for may still move to where there is one.
  if (asked !== undefined) refuseUnheld(unheld, from);
  const days = months.map((m) => sessions[m.decided]!);
  const last = sessions[span.last]!;
  const isOpen = choices.level === undefined && canHoldStocks(choices);
  const needsLast = choices.level === 'shares' || isOpen;
  const run = opened ?? (await openRun(store, { ...settings, days: needsLast ? [...days, last] : days }));
  const chosen = isOpen ? await levelWithModel(run, days[0]!, last) : { level: choices.level ?? 'index' };
  const { level } = chosen;
  const startsLater = level === 'shares' ? await startInStocks(run, days, choices) : null;
  if (startsLater !== null)
    // The same run: its models and the walk through the regimes, of more months than are needed, would be read and made again.
    return openWith(store, { ...request, choices: { ...choices, from: iso(startsLater) } }, run);
  const market = {
    ...found,
    problems: [
      ...found.problems,
      ...(from === possible ? [] : [laterStart(possible, from)]),
      ...(chosen.problems ?? []),
    ],
  };
  const stocks =
    level === 'shares' ? await store.stocks({ from: days[0]!, to: last, asOf: last, throughImport }) : null;
  const futures = await openFutures(store, {
    asked: choices.hedge,
    level,
    weights,
    days,
    sessions: sessions.slice(span.first, span.last + 1),
    throughImport,
  });
  const calls = days.map((d) => run.walk.calls.findLast((c) => c.monthEnd <= d) ?? null);
  const labels = calls.map((call, k) => labelOf(call, days[k]!, book));
  if (asked === undefined) refuseUnheld(unheld, from);
  return {
    plan: {
      from: iso(days[0]!),
      lastDecision: iso(days.at(-1)!),
      to: iso(sessions[span.last]!),
      level,
      weights,
      fill: choices.fill ?? 'units',
      value: choices.value ?? TEN_CRORE,
      benchmark: present[0]!,
      costs: choices.costs ?? true,
      hedge: futures !== null,
      tax: choices.tax ?? (level === 'shares' ? 'lots' : 'none'),
      fittedChallengers: choices.fittedChallengers ?? false,
      expenses,
      rulebook: sha256(canonicalJson(book)),
      throughImport,
      engine: settings.engine,
      simulated: store.simulated,
    },
    book,
    schedule,
    market,
    levelsOf: indices,
    stocks,
    futures,
    run,
    riskSessions: () =>
      openRiskSessions(store, {
        asOf: last,
        throughImport,
        book,
        calendar: sessions,
        count: span.last - span.first + 1,
        options: settings.modelBuild,
      }),
    calls,
    labels,
    earlierLabels: days.map((d, k) => {
      const before = run.walk.calls.findLast((c) => monthNumber(c.monthEnd) < monthNumber(d));
      return before ? labelOf(before, before.monthEnd, book) : labels[k]!;
    }),
  };
}

/** ₹ 10 crore: the size of a PMS strategy of which every order is possible. */
const TEN_CRORE = 1e8;

const labelOf = (call: MonthCall | null, asOf: Day, book: RuleBook): Regime =>
  overrideOn(asOf, book.regimes)?.regime ?? call?.regime ?? 'consolidation';

/** Whether the tables of charges cover a day. */
const hasCharges = (on: Day | undefined, costs: CostRules): boolean =>
  on !== undefined &&
  inForceOr(
    () => tradingRates(on, costs, 1).buy.length > 0,
    () => false,
  );
