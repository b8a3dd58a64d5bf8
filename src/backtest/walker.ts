import type { DecidedMonth } from './decide-index-month.ts';
import type { TaxRecord } from './backtest-run.ts';
import type { StockWeights } from './stocks/held-values.ts';
import type { SessionGrowth } from './stocks/session-factors.ts';
import type { Problem } from '../market/problem.ts';
import type { WalkedHedge } from './hedge/hedge-record.ts';
import type { RecordMonth } from './walk/record-month.ts';

/** What a finished walk leaves. */
export interface Walk {
  readonly months: readonly RecordMonth[];
  /** Only where tax is followed. */
  readonly tax: Omit<TaxRecord, 'alternatives'> | null;
  /** Only where the hedge is traded. */
  readonly hedge?: WalkedHedge;
  /** Performance fees of each session, in the terms of the record after costs; only where there are any. */
  readonly fees?: Float64Array;
  /** Only where stocks are held: by session of the record, weights at its close and growth over it. */
  readonly stocks?: {
    readonly closes: readonly StockWeights[];
    readonly growth: readonly SessionGrowth[];
  };
  readonly problems: readonly Problem[];
}

/** A portfolio that is followed through the months of a back-test, in their order. */
export interface Walker {
  /** Decides a month on what is held at its close. */
  readonly decide: (month: number) => Promise<DecidedMonth>;
  /** Fills what a month decided, and holds it until the next decision. */
  readonly hold: (month: number, decided: DecidedMonth) => Promise<void>;
  readonly finish: () => Walk;
}
