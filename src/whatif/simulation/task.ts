import type { BlockLength } from '../../math/simulation/block-draws.ts';

/*
 * A simulation as plain data, so that it can be sent to a worker thread. Labels and assets are indices; a return is a simple
 * return of one month, a fraction.
 */

/** How labels follow each other. */
export interface LabelChain {
  readonly labels: number;
  /** Label of the first month. */
  readonly start: number;
  /** [labels × labels] transition probabilities, row-major. */
  readonly transition: Float64Array;
  /**
   * [labels × labels] parameters of the Dirichlet distribution of each row, if the transition probabilities are themselves drawn,
   * once for every hundred paths; null to take `transition` as known.
   */
  readonly posterior: Float64Array | null;
}

/** How the returns of a month are drawn, given its label. */
export type ReturnLaw =
  | {
      /**
       * `normal`: simple returns. `t`: simple returns, multivariate t scaled to the same covariance. `lognormal`: the moments
       * are those of log returns.
       */
      readonly kind: 'normal' | 'lognormal' | 't';
      /** [labels × assets] */
      readonly means: Float64Array;
      /** [labels × assets × assets] */
      readonly covariances: Float64Array;
      /** Degrees of freedom of `t`. */
      readonly degrees: number;
    }
  | {
      /** Blocks of consecutive months of history that bore the month's label. */
      readonly kind: 'blocks';
      /** [rows × assets] simple returns. */
      readonly history: Float64Array;
      /** Rows of each label, in order of time. */
      readonly pools: readonly Int32Array[];
      readonly length: BlockLength;
    };

/** A policy: what is held in a month, given the label, and what changing it costs. */
export type PolicyTask =
  | {
      /** Weights by label, restored every month. */
      readonly kind: 'mix';
      readonly id: string;
      /** [labels × assets]; weights sum to 1. */
      readonly weights: Float64Array;
      /** [labels × labels] cost as a fraction of wealth at the end of a month with one label before a month with another. */
      readonly cost: Float64Array;
      /** [labels × labels] the one-way turnover that it pays for. */
      readonly turnover: Float64Array;
    }
  | {
      /** Bought once and never traded. */
      readonly kind: 'hold';
      readonly id: string;
      /** [assets]; weights sum to 1. */
      readonly weights: Float64Array;
    };

/** Everything that determines the paths. */
export interface SimulationTask {
  readonly seed: number;
  /** Even: paths come in pairs. */
  readonly paths: number;
  readonly months: number;
  /** Months after which results are reported, ascending; the last is `months`. */
  readonly horizons: Int32Array;
  readonly chain: LabelChain;
  readonly assets: number;
  readonly law: ReturnLaw;
  readonly policies: readonly PolicyTask[];
  /** The second path of a pair mirrors the draws of the first. Blocks cannot be mirrored; their labels are. */
  readonly antithetic: boolean;
  /** Wealth, as a fraction of the start, whose crossing is reported. */
  readonly barrier: number;
}

/** Paths per chunk: small enough for progress and prompt cancellation, large enough to outweigh messaging. */
export const CHUNK_PATHS = 1024;

/** A chunk of a task: CHUNK_PATHS paths from `chunk` × CHUNK_PATHS on, fewer in the last. */
export interface SimulationChunk {
  readonly task: SimulationTask;
  readonly chunk: number;
}

export const chunkCount = ({ paths }: Pick<SimulationTask, 'paths'>): number =>
  Math.ceil(paths / CHUNK_PATHS);

/** Number of paths in a chunk. */
export const pathsIn = ({ paths }: Pick<SimulationTask, 'paths'>, chunk: number): number =>
  Math.min(CHUNK_PATHS, paths - chunk * CHUNK_PATHS);
