import { allocationSeries } from '../../../allocations/allocate.ts';
import { CHALLENGERS } from '../../../regimes/challengers/all.ts';
import { switchReturns, switchTest } from './measures/switch-test.ts';
import { transitionsOf } from './measures/transitions.ts';
import { calibrateHistory } from '../../../regimes/model/calibration.ts';
import { measureHistory } from '../../../regimes/model/rescore.ts';
import type { Regime } from '../../../regimes/regime.ts';
import { callHistory } from '../../../regimes/model/history.ts';
import type { MarketHistory } from '../../market/as-of.ts';
import { type Day, iso, monthOf } from '../../market/day.ts';
import { userError } from '../../market/problem.ts';
import { IIMA, type SeriesKey } from '../../market/series.ts';
import { randomStream } from '../../math/random/random.ts';
import { type RuleBook, signalsOf } from '../../rulebook/rule-book.ts';
import { cashReturns } from './cash-returns.ts';
import { classifierTrackRecord, type LabelledClassifier } from './classifier-track-record.ts';
import type { RegimeValidation } from './result.ts';
import type { PerturbationExecutor } from './executor.ts';
import { missingInputs } from './missing-inputs.ts';
import { multipleTesting } from './multiple-testing.ts';
import { premiumTrackRecord } from './premium-track-record.ts';
import { factorPremia, indexPremia } from './premium-series.ts';
import { sampleOf } from './sample.ts';
import { TRADE_DELAY, INVESTED, stabilityOf, switchInput } from './stability.ts';
import { summarise } from './summary.ts';
import { testTilts } from './tilts.ts';

export interface RegimeValidationRequest {
  readonly market: MarketHistory;
  readonly simulated: boolean;
  readonly book: RuleBook;
  /** The as-of date of the evaluation. Data known by then may date the phases, but never enter a label. */
  readonly knownOn: Day;
  readonly from: Day;
  readonly to: Day;
  /** Variants of the rules tried before these were chosen; 170 for the defaults. */
  readonly variantsTried: number;
  readonly draws: number;
  readonly seed: number;
  /** One-way cost, a fraction of the amount switched. */
  readonly cost: number;
  readonly executor: PerturbationExecutor;
  readonly progress: (step: string, done: number, of: number) => void;
  readonly signal?: AbortSignal;
}

/** The series that `validateRegimes` reads, for loading. */
export const validationSeries = (book: RuleBook): SeriesKey[] => [
  ...new Set([
    ...signalsOf(book).flatMap((s) => s.series),
    ...allocationSeries(book.allocations),
    ...(['smb', 'hml', 'wml', 'mf', 'rf'] as const).map((field): SeriesKey => `${IIMA}.${field}`),
  ]),
];

/**
 * Validates the regime model against ex-post bear markets and challengers: agreement, lags, risk and premia by regime,
 * sensitivity to parameters, and multiple testing.
 *
 * @throws UserError where fewer than 24 months of the period have a call.
 */
export async function validateRegimes(request: RegimeValidationRequest): Promise<RegimeValidation> {
  const { market, book, knownOn, from, to, cost, progress, signal } = request;
  const view = market.view(knownOn);
  const sample = sampleOf(view);
  const calls = callHistory(market, knownOn, signalsOf(book), book.regimes);
  // Before its first score TRRM has only a starting state; those months are left out.
  const firstCalled = calls.findIndex((c) => c.combined.kind === 'scored');
  const offset = sample.months.findIndex(
    (m, i) => m.monthEnd >= from && i >= firstCalled && firstCalled >= 0,
  );
  const months = offset < 0 ? [] : sample.months.slice(offset).filter((m) => m.monthEnd <= to);
  if (months.length < 24) {
    throw userError(
      'evidence-too-short',
      `${iso(from)} to ${iso(to)}`,
      `has ${months.length} month-ends with a call; validation needs at least 24.`,
      'Choose a longer period, or import longer histories.',
    );
  }
  const random = randomStream(request.seed);
  const inSample = <T>(all: readonly T[]): T[] => all.slice(offset, offset + months.length);
  const trrm: LabelledClassifier = {
    id: 'trrm',
    title: 'TRRM',
    source: 'The rule book of this run',
    labels: inSample(calls.map((c) => c.regime)),
  };
  const labels = trrm.labels as readonly Regime[];

  // Trading ends with the month after the last label: later sessions belong to other labels.
  const lastSession = sample.months[offset + months.length]?.session ?? months.at(-1)!.session;
  const cash = cashReturns(view, sample.market.sessions);
  const tradable = {
    closes: sample.market.closes.slice(0, lastSession + 1),
    cash: cash.bySession,
    cost,
  };

  const input = { market: sample.market, months: sample.months.map((m) => m.session), calls, history: calls };
  const challengers = CHALLENGERS.map((challenger, i): LabelledClassifier => {
    signal?.throwIfAborted();
    progress(`Challenger: ${challenger.title}`, i, CHALLENGERS.length);
    const { id, title, source } = challenger;
    return { id, title, source, labels: inSample(challenger.label(input)) };
  });
  const classifiers = [trrm, ...challengers].map((c) =>
    classifierTrackRecord(
      c,
      months,
      switchTest(switchInput(c.labels, months, tradable, TRADE_DELAY)),
      random.split(`bootstrap ${c.id}`),
    ),
  );

  const stability = await stabilityOf({
    history: measureHistory(market, knownOn, book.signals),
    book,
    window: { months, offset, labels },
    tradable,
    cashSource: cash.source,
    seed: request.seed,
    perturb: (task) =>
      request.executor.run(
        task,
        request.draws,
        (done) => progress('Parameter perturbation', done, request.draws),
        signal,
      ),
  });

  const indices = indexPremia(view, book.allocations);
  const premia = [...factorPremia(view), ...indices].map((p) => premiumTrackRecord(p, months, labels));
  const tilts = testTilts(
    book.allocations,
    premia,
    (sleeve) => indices.find((index) => index.sleeve === sleeve)?.id ?? null,
  );
  const run = switchReturns(switchInput(labels, months, tradable, TRADE_DELAY));
  const nifty = switchReturns(
    switchInput(
      months.map(() => INVESTED),
      months,
      tradable,
      TRADE_DELAY,
    ),
  );

  const found: Omit<RegimeValidation, 'summary'> = {
    schema: 'trrm-evidence/1',
    simulated: request.simulated,
    from: iso(months[0]!.monthEnd),
    to: iso(months.at(-1)!.monthEnd),
    datedTo: months.findLast((m) => m.settled) ? iso(months.findLast((m) => m.settled)!.monthEnd) : null,
    months: months.map((m) => iso(m.monthEnd)),
    bear: months.map((m) => (m.settled ? m.phase === 'bear' : null)),
    turns: inPeriod(sample.turns, from, to),
    turnsByFilter: sample.turnsByFilter.map((f) => ({ ...f, turns: inPeriod(f.turns, from, to) })),
    classifiers,
    transitions: transitionsOf(labels),
    premia,
    calibration: calibrateHistory(sample.market, calls, book.regimes),
    stability,
    tilts,
    multipleTesting:
      run && nifty
        ? multipleTesting(
            run.returns.map((r, i) => r - cash.bySession[run.first + i]!),
            run.returns.map((r, i) => r - nifty.returns[i]!),
            request.variantsTried,
            tilts.filter((t) => t.verdict !== 'no data').length,
          )
        : null,
    problems: missingInputs(view.column(`${IIMA}.wml`).value.length, book.allocations, indices.length),
  };
  return { ...found, summary: summarise(found) };
}

const inPeriod = <T extends { readonly month: string }>(turns: readonly T[], from: Day, to: Day): T[] =>
  turns.filter((t) => t.month >= monthOf(from) && t.month <= monthOf(to));
