import { mean, quantile } from 'simple-statistics';
import { type SwitchInput, switchTest } from './measures/switch-test.ts';
import { type MeasuredRecord, relabel } from '../../../regimes/model/rescore.ts';
import type { Regime } from '../../../regimes/regime.ts';
import type { SignalId } from '../../../signals/signal.ts';
import type { RuleBook } from '../../rulebook/rule-book.ts';
import { kappaOf } from './classifier-track-record.ts';
import type { DropOne, JitterRecord, Stability } from './result.ts';
import { jitteredPaths, type JitterTask, regimeAt } from './perturbation.ts';
import type { Month } from './sample.ts';

/** The months on trial, out of a record that begins earlier. */
export interface Window {
  readonly months: readonly Month[];
  /** Index of the first of them in the measured record. */
  readonly offset: number;
  readonly labels: readonly Regime[];
}

/** TRRM without each of its weighted signals in turn; its labels carry their state from the beginning of the record. */
export function dropOneByOne(
  record: MeasuredRecord,
  book: RuleBook,
  { months, offset, labels }: Window,
): DropOne[] {
  const weighted = (Object.keys(book.signals) as SignalId[]).filter((id) => book.signals[id].weight > 0);
  return weighted.flatMap((signal): DropOne[] => {
    // Without the mandatory signal there is no call at all; it is dropped with its duty.
    const first = weighted.find((id) => id !== signal);
    if (first === undefined) return [];
    // Nor shall the quorum, counted for one signal more, keep the others from speaking.
    const rules = {
      ...book.regimes,
      quorum: Math.max(1, book.regimes.quorum - 1),
      ...(book.regimes.mandatory === signal && { mandatory: first }),
    };
    const signals = { ...book.signals, [signal]: { ...book.signals[signal], weight: 0 } };
    const without = relabel(record, signals, rules)
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

/** What the labels of all draws say about the months on trial. */
export function jitterRecord(
  task: JitterTask,
  drawn: readonly Uint8Array[],
  { months, offset, labels }: Window,
): JitterRecord {
  const flippedByMonth = months.map(
    (_, i) => drawn.filter((draw) => regimeAt(draw[offset + i]!) !== labels[i]).length / drawn.length,
  );
  const kappas = drawn
    .map((draw) => kappaOf(Array.from(draw.subarray(offset, offset + months.length), regimeAt), months))
    .filter((k) => k !== null);
  return {
    draws: drawn.length,
    size: task.size,
    seed: task.seed,
    parameters: jitteredPaths(task),
    meanFlipped: mean(flippedByMonth),
    kappa:
      kappas.length === 0
        ? null
        : { low: quantile(kappas, 0.05), median: quantile(kappas, 0.5), high: quantile(kappas, 0.95) },
    flippedByMonth,
  };
}

/** What a switch test needs beside labels and delay. */
export type Tradable = Pick<SwitchInput, 'closes' | 'cash' | 'cost'>;

/** The switch test of a set of labels. */
export const switchInput = (
  labels: readonly (Regime | null)[],
  months: readonly Month[],
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

/** How far every threshold and weight is jittered, and how late the switch test trades, in sessions. */
const JITTER_SIZE = 0.3;
const DELAYS = [1, 5, 21] as const;
export const FIRST_TRADE = DELAYS[0];
/** The label under which the switch test holds the Nifty throughout. */
export const HELD: Regime = 'bullish';

export interface StabilityInput {
  readonly record: MeasuredRecord;
  readonly book: RuleBook;
  readonly window: Window;
  readonly tradable: Tradable;
  readonly cashFrom: string;
  readonly seed: number;
  /** Runs all draws of a task. */
  readonly jitter: (task: JitterTask) => Promise<readonly Uint8Array[]>;
}

/** How much the labels hang on single signals, on the figures of the rules, and on trading at once. */
export async function stabilityOf(input: StabilityInput): Promise<Stability> {
  const { record, book, window, tradable, cashFrom } = input;
  const task = { record, signals: book.signals, rules: book.regimes, size: JITTER_SIZE, seed: input.seed };
  const test = (labels: readonly Regime[], delay: number) =>
    switchTest(switchInput(labels, window.months, tradable, delay));
  return {
    dropOne: dropOneByOne(record, book, window),
    jitter: jitterRecord(task, await input.jitter(task), window),
    delays: DELAYS.flatMap((delay) => test(window.labels, delay) ?? []),
    buyAndHold: test(
      window.months.map(() => HELD),
      FIRST_TRADE,
    ),
    cost: tradable.cost,
    cashFrom,
  };
}
