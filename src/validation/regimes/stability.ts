import { mean, quantile } from 'simple-statistics';
import { type SwitchInput, switchTest } from './measures/switch-test.ts';
import { type MeasuredHistory, rescore } from '../../../regimes/model/rescore.ts';
import type { Regime } from '../../../regimes/regime.ts';
import type { SignalId } from '../../../signals/signal.ts';
import type { RuleBook } from '../../rulebook/rule-book.ts';
import { kappaOf } from './classifier-track-record.ts';
import type { DropOne, PerturbationResult, Stability } from './result.ts';
import { perturbedParameters, type PerturbationTask, regimeAt } from './perturbation.ts';
import type { SampleMonth } from './sample.ts';

/** The months of the sample, within a measured history that begins earlier. */
export interface SampleWindow {
  readonly months: readonly SampleMonth[];
  /** Index of the first of them in the measured history. */
  readonly offset: number;
  readonly labels: readonly Regime[];
}

/** TRRM without each weighted signal in turn. Labels carry their state from the beginning of the history. */
function dropEachSignal(
  history: MeasuredHistory,
  book: RuleBook,
  { months, offset, labels }: SampleWindow,
): DropOne[] {
  const weighted = (Object.keys(book.signals) as SignalId[]).filter((id) => book.signals[id].weight > 0);
  return weighted.flatMap((signal): DropOne[] => {
    // No call is made without the mandatory signal, so dropping it passes the role to the first remaining one.
    const first = weighted.find((id) => id !== signal);
    if (first === undefined) return [];
    // The quorum counts one signal more; lower it, or the remaining ones could not reach it.
    const rules = {
      ...book.regimes,
      quorum: Math.max(1, book.regimes.quorum - 1),
      ...(book.regimes.mandatory === signal && { mandatory: first }),
    };
    const signals = { ...book.signals, [signal]: { ...book.signals[signal], weight: 0 } };
    const without = rescore(history, signals, rules)
      .slice(offset, offset + months.length)
      .map((m) => m.label);
    return [
      {
        signal,
        changed: without.filter((label, i) => label !== labels[i]).length,
        kappa: kappaOf(without, months),
        labels: without,
      },
    ];
  });
}

/** Summarises the labels of all draws over the sample. */
function perturbationResult(
  task: PerturbationTask,
  drawn: readonly Uint8Array[],
  { months, offset, labels }: SampleWindow,
): PerturbationResult {
  const changedByMonth = months.map(
    (_, i) => drawn.filter((draw) => regimeAt(draw[offset + i]!) !== labels[i]).length / drawn.length,
  );
  const kappas = drawn
    .map((draw) => kappaOf(Array.from(draw.subarray(offset, offset + months.length), regimeAt), months))
    .filter((k) => k !== null);
  return {
    draws: drawn.length,
    size: task.size,
    seed: task.seed,
    parameters: perturbedParameters(task),
    meanChanged: mean(changedByMonth),
    kappa:
      kappas.length === 0
        ? null
        : { low: quantile(kappas, 0.05), median: quantile(kappas, 0.5), high: quantile(kappas, 0.95) },
    changedByMonth,
  };
}

/** Inputs of a switch test other than labels and delay. */
export type Tradable = Pick<SwitchInput, 'closes' | 'cash' | 'cost'>;

/** The switch test's input for a set of labels. */
export const switchInput = (
  labels: readonly (Regime | null)[],
  months: readonly SampleMonth[],
  tradable: Tradable,
  delay: number,
): SwitchInput => ({
  ...tradable,
  delay,
  months: months.flatMap(({ session }, i) => {
    const label = labels[i];
    return label ? [{ session, label }] : [];
  }),
});

/** Perturbation of every threshold and weight (a fraction), and delays of the switch test (sessions). Our choices. */
const PERTURBATION_SIZE = 0.3;
const DELAYS = [1, 5, 21] as const;
export const TRADE_DELAY = DELAYS[0];
/** The label with which the switch test holds the Nifty 50 throughout. */
export const INVESTED: Regime = 'bullish';

export interface StabilityInput {
  readonly history: MeasuredHistory;
  readonly book: RuleBook;
  readonly window: SampleWindow;
  readonly tradable: Tradable;
  readonly cashSource: string;
  readonly seed: number;
  /** Labels of all draws of a task. */
  readonly perturb: (task: PerturbationTask) => Promise<readonly Uint8Array[]>;
}

/** How sensitive the labels are to single signals, to the rule book's parameters, and to the delay of trading. */
export async function stabilityOf(input: StabilityInput): Promise<Stability> {
  const { history, book, window, tradable, cashSource } = input;
  const task = {
    history,
    signals: book.signals,
    rules: book.regimes,
    size: PERTURBATION_SIZE,
    seed: input.seed,
  };
  const test = (labels: readonly Regime[], delay: number) =>
    switchTest(switchInput(labels, window.months, tradable, delay));
  return {
    dropOne: dropEachSignal(history, book, window),
    perturbation: perturbationResult(task, await input.perturb(task), window),
    delays: DELAYS.flatMap((delay) => test(window.labels, delay) ?? []),
    buyAndHold: test(
      window.months.map(() => INVESTED),
      TRADE_DELAY,
    ),
    cost: tradable.cost,
    cashSource,
  };
}
