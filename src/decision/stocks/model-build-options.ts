import { dirname, join } from 'node:path';
import type { Problem } from '../../market/problem.ts';

/** How a run obtains the risk model and the sleeves of its store. */
export interface ModelBuildOptions {
  /** Where built models are cached; null to build them from the store's rows alone. */
  readonly cache: ModelCacheLocation | null;
  readonly progress: (step: string, done: number, of: number) => void;
  /** Receives notices about the cache, for instance that it was damaged. They never affect the result. */
  readonly warn?: (problem: Problem) => void;
  /** Stops the build between sessions; the cache is then unchanged. */
  readonly signal?: AbortSignal;
}

/** Where a risk model and sleeves are kept between runs. */
export interface ModelCacheLocation {
  /** Folder of the risk model. */
  readonly riskModel: string;
  /** File of the sleeves. */
  readonly sleeves: string;
  /** Whether a missing or outdated model is written there; if not, it is built for this run only. */
  readonly writable: boolean;
}

/**
 * Where `trrm` caches the models of a store: in the store's folder.
 *
 * @param store path of the store's file.
 * @returns the risk model's folder and the sleeves' file.
 * @example
 * import { modelsBesideStore } from 'trrm';
 *
 * console.log(modelsBesideStore('.trrm/demo/market.duckdb').sleeves);
 */
export const modelsBesideStore = (store: string): Pick<ModelCacheLocation, 'riskModel' | 'sleeves'> => ({
  riskModel: join(dirname(store), MODEL_NAMES.riskModel),
  sleeves: join(dirname(store), MODEL_NAMES.sleeves),
});

export const MODEL_NAMES = { riskModel: 'inec1', sleeves: 'sleeves.json' } as const;

/** The same options with a read-only cache, for builds other than the run's own: an earlier day, or other rules. */
export const withReadOnlyCache = (options: ModelBuildOptions): ModelBuildOptions => ({
  ...options,
  cache: options.cache && { ...options.cache, writable: false },
});

/** As a replay builds: no cached model is trusted. */
export const WITHOUT_CACHE: ModelBuildOptions = { cache: null, progress: () => {} };
