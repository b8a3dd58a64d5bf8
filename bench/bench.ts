/** A benchmark. `main.ts` runs each several times after a warm-up and prints the median next to the target. */
export interface Bench {
  readonly name: string;
  /** The target, in words: `≤ 5 s`. */
  readonly goal?: string;
  /** True where one run, without a warm-up, takes long enough to say how long it takes. */
  readonly isLong?: boolean;
  /** Prepares the inputs, once, untimed. */
  setup?(): Promise<void> | void;
  /** The timed code. */
  run(): Promise<void> | void;
  /** Removes what `setup` and the runs created. */
  teardown?(): Promise<void> | void;
  /** A further result to print after the runs, e.g. peak memory. */
  detail?(): string;
}
