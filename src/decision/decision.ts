import type { Allocation } from '../../allocations/allocation.ts';
import type { Execution } from '../../allocations/orders/result.ts';
import type { MonthlyHedge } from '../../allocations/hedge/monthly-hedge.ts';
import type { RegimeCall } from '../../regimes/model/regime-call.ts';
import type { SignalReport } from '../../regimes/model/signal-report.ts';
import type { Problem } from '../market/problem.ts';
import type { RowKind } from '../market/store/rows.ts';
import type { Source } from '../market/source.ts';
import type { BasisMark } from './stocks/stock-snapshot-provider.ts';

/** How far the data of one kind of one series, or of all single companies (`stocks`), reached when the decision was made, and the files they came from. */
export interface Vintage {
  readonly series: string;
  readonly kind: RowKind;
  readonly first: string;
  readonly last: string;
  readonly rows: number;
  readonly sources: readonly Source[];
  readonly files: readonly { readonly name: string; readonly sha256: string }[];
}

/** What made the decision: enough to make it again, byte for byte. */
export interface Manifest {
  readonly engine: { readonly name: 'trrm'; readonly version: string; readonly sources: string };
  /** SHA-256 of the canonical rule book. */
  readonly rulebook: string;
  /** The number of the last import the run could see. */
  readonly throughImport: number;
  readonly portfolio: { readonly file: string; readonly sha256: string } | null;
  /** What the risk model and the sleeves were made of; null where they had no part in it. */
  readonly shares: BasisMark | null;
}

/** One monthly run, as it is signed. The JSON of it is the same bytes for the same inputs. */
export interface Decision {
  readonly schema: 'trrm-decision/1';
  /** True where the store holds the simulated market; every output is then marked SIMULATED. */
  readonly simulated: boolean;
  readonly asOf: string;
  readonly regime: RegimeCall;
  readonly signals: readonly SignalReport[];
  readonly allocation: Allocation;
  /** Orders, charges and tax by which `allocation.after` is reached. */
  readonly execution: Execution;
  readonly hedge: MonthlyHedge;
  readonly vintage: readonly Vintage[];
  readonly manifest: Manifest;
  /** All problems of the run, from every stage. */
  readonly problems: readonly Problem[];
}
