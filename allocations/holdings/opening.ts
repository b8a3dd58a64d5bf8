import type { Regime } from '../../regimes/regime.ts';
import type { Day } from '../../src/market/day.ts';
import type { OpeningSource } from '../allocation.ts';
import type { Weights } from '../positions.ts';
import type { StockHolding } from './stock-holdings.ts';

/** The month-end call before the one in force. */
export interface PreviousCall {
  readonly monthEnd: Day;
  readonly regime: Regime;
}

/** The portfolio before a run; it does not depend on the regime or rules that a scenario assumes. */
export interface OpeningHoldings {
  /** The regime of the previous month-end; a change of regime raises the turnover limit. */
  readonly previousRegime: Regime | null;
  readonly openingSource: OpeningSource;
  readonly current: Weights;
  readonly opening: Weights;
  /** Stock by stock; null where not known, in which case each sleeve is taken to hold its model portfolio. */
  readonly stocks: readonly StockHolding[] | null;
}
