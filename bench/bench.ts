/** Something whose speed is promised. `main.ts` runs each several times and prints the median beside the goal. */
export interface Bench {
  readonly name: string;
  /** The promise, in words: `≤ 5 s`. */
  readonly goal?: string;
  /** Makes what a run needs, once, untimed. */
  setup?(): Promise<void> | void;
  /** What is timed. */
  run(): Promise<void> | void;
  /** Removes what `setup` and the runs left. */
  teardown?(): Promise<void> | void;
  /** A further figure to print after the runs, e.g. the peak of memory. */
  tells?(): string;
}
