import { allocationSeries } from '../../../allocations/allocate.ts';
import { CHALLENGERS } from '../../../regimes/challengers/all.ts';
import { switchReturns, switchTest } from './measures/switch-test.ts';
import { transitionsOf } from './measures/transitions.ts';
import { calibrateRecord } from '../../../regimes/model/record-calibration.ts';
import { measureRecord } from '../../../regimes/model/rescore.ts';
import type { Regime } from '../../../regimes/regime.ts';
import { walkMonths } from '../../../regimes/model/history.ts';
import type { MarketHistory } from '../../market/as-of.ts';
import { type Day, iso, monthOf } from '../../market/day.ts';
import { userError } from '../../market/problem.ts';
import { IIMA, type SeriesKey } from '../../market/series.ts';
import { randomStream } from '../../math/random/random.ts';
import { type RuleBook, signalsOf } from '../../rulebook/rule-book.ts';
import { cashReturns } from './cash-returns.ts';
import { classifierRecord, type Labelled } from './classifier-track-record.ts';
import type { Evidence } from './result.ts';
import type { JitterExecutor } from './executor.ts';
import { missingInputs } from './missing-inputs.ts';
import { multipleTesting } from './multiple-testing.ts';
import { premiumRecord } from './premium-track-record.ts';
import { factorPremia, indexPremia } from './premium-series.ts';
import { sampleOf } from './sample.ts';
import { FIRST_TRADE, HELD, stabilityOf, switchInput } from './stability.ts';
import { summarise } from './summary.ts';
import { judgeTilts } from './tilts.ts';

export interface EvidenceRequest {
  readonly market: MarketHistory;
  readonly simulated: boolean;
  readonly book: RuleBook;
  /** The day from which the record is judged; all that is known by then may be used to judge, never to label. */
  readonly knownOn: Day;
  readonly from: Day;
  readonly to: Day;
  /** How many variants of the rules were tried before these; 170 for the defaults. */
  readonly variantsTried: number;
  readonly draws: number;
  readonly seed: number;
  /** One-way, fraction of what is switched. */
  readonly cost: number;
  readonly executor: JitterExecutor;
  readonly progress: (step: string, done: number, of: number) => void;
  readonly signal?: AbortSignal;
}

export const evidenceSeries = (book: RuleBook): SeriesKey[] => [
  ...new Set([
    ...signalsOf(book).flatMap((s) => s.series),
    ...allocationSeries(book.allocations),
    ...(['smb', 'hml', 'wml', 'mf', 'rf'] as const).map((field): SeriesKey => `${IIMA}.${field}`),
  ]),
];

/** TRRM's record, its challengers', and how far either may be trusted. */
export async function gatherEvidence(request: EvidenceRequest): Promise<Evidence> {
  const { market, book, knownOn, from, to, cost, progress, signal } = request;
  const view = market.view(knownOn);
  const sample = sampleOf(view);
  const calls = walkMonths(market, knownOn, signalsOf(book), book.regimes);
  // Before its first score TRRM has a starting state and no opinion; those months are not held for or against it.
  const firstCalled = calls.findIndex((c) => c.combined.kind === 'scored');
  const offset = sample.months.findIndex(
    (m, i) => m.monthEnd >= from && i >= firstCalled && firstCalled >= 0,
  );
  const months = offset < 0 ? [] : sample.months.slice(offset).filter((m) => m.monthEnd <= to);
  if (months.length < 24) {
    throw userError(
      'evidence-too-short',
      `${iso(from)} to ${iso(to)}`,
      `holds ${months.length} month-ends that were called; evidence needs 24.`,
      'Choose a longer period, or import longer histories.',
    );
  }
  const random = randomStream(request.seed);
  const inSample = <T>(all: readonly T[]): T[] => all.slice(offset, offset + months.length);
  const trrm: Labelled = {
    id: 'trrm',
    title: 'TRRM',
    source: 'The rule book of this run',
    labels: inSample(calls.map((c) => c.regime)),
  };
  const labels = trrm.labels as readonly Regime[];

  // Trades end with the month after the last label: later sessions belong to other labels.
  const lastSession = sample.months[offset + months.length]?.session ?? months.at(-1)!.session;
  const cash = cashReturns(view, sample.tape.sessions);
  const tradable = {
    closes: sample.tape.closes.slice(0, lastSession + 1),
    cash: cash.bySession,
    cost,
  };

  const trial = { tape: sample.tape, months: sample.months.map((m) => m.session), calls };
  const rivals = CHALLENGERS.map((challenger, i): Labelled => {
    signal?.throwIfAborted();
    progress(`Challenger: ${challenger.title}`, i, CHALLENGERS.length);
    const { id, title, source } = challenger;
    return { id, title, source, labels: inSample(challenger.label(trial)) };
  });
  const classifiers = [trrm, ...rivals].map((c) =>
    classifierRecord(
      c,
      months,
      switchTest(switchInput(c.labels, months, tradable, FIRST_TRADE)),
      random.split(`bootstrap ${c.id}`),
    ),
  );

  const stability = await stabilityOf({
    record: measureRecord(market, knownOn, book.signals),
    book,
    window: { months, offset, labels },
    tradable,
    cashFrom: cash.from,
    seed: request.seed,
    jitter: (task) =>
      request.executor.run(
        task,
        request.draws,
        (done) => progress('Jitter of thresholds and weights', done, request.draws),
        signal,
      ),
  });

  const indices = indexPremia(view, book.allocations);
  const premia = [...factorPremia(view), ...indices].map((p) => premiumRecord(p, months, labels));
  const tilts = judgeTilts(
    book.allocations,
    premia,
    (sleeve) => indices.find((index) => index.sleeve === sleeve)?.id ?? null,
  );
  const run = switchReturns(switchInput(labels, months, tradable, FIRST_TRADE));
  const nifty = switchReturns(
    switchInput(
      months.map(() => HELD),
      months,
      tradable,
      FIRST_TRADE,
    ),
  );

  const found: Omit<Evidence, 'summary'> = {
    schema: 'trrm-evidence/1',
    simulated: request.simulated,
    from: iso(months[0]!.monthEnd),
    to: iso(months.at(-1)!.monthEnd),
    datedTo: months.findLast((m) => m.dated) ? iso(months.findLast((m) => m.dated)!.monthEnd) : null,
    months: months.map((m) => iso(m.monthEnd)),
    bear: months.map((m) => (m.dated ? m.phase === 'bear' : null)),
    turns: inPeriod(sample.turns, from, to),
    turnsByFilter: sample.turnsByFilter.map((f) => ({ ...f, turns: inPeriod(f.turns, from, to) })),
    classifiers,
    transitions: transitionsOf(labels),
    premia,
    calibration: calibrateRecord(sample.tape, calls, book.regimes),
    stability,
    tilts,
    multipleTesting:
      run && nifty
        ? multipleTesting(
            run.returns.map((r, i) => r - cash.bySession[run.first + i]!),
            run.returns.map((r, i) => r - nifty.returns[i]!),
            request.variantsTried,
            tilts.filter((t) => t.verdict !== 'no record').length,
          )
        : null,
    problems: missingInputs(view.column(`${IIMA}.wml`).value.length, book.allocations, indices.length),
  };
  return { ...found, summary: summarise(found) };
}

const inPeriod = <T extends { readonly month: string }>(turns: readonly T[], from: Day, to: Day): T[] =>
  turns.filter((t) => t.month >= monthOf(from) && t.month <= monthOf(to));
