import { existsSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import type { Day } from '../../market/day.ts';
import { UserError } from '../../market/problem.ts';
import type { DataSnapshot } from '../../market/stocks/data-snapshot.ts';
import type { Store } from '../../market/store/store.ts';
import { readModelStore, type RiskModelStore } from '../../risk/store/model-store.ts';
import { findDamage } from '../../risk/store/find-damage.ts';
import type { RuleBook } from '../../rulebook/rule-book.ts';
import { closeAt } from '../../sleeves/sleeve-history.ts';
import { readSleeveStore, type SleeveStore } from '../../sleeves/sleeve-store.ts';
import type { ModelBuildOptions } from './model-build-options.ts';

/** Cached models that were built with these rules from the same data, as far as they go. */
export interface CachedModels {
  readonly riskModel: RiskModelStore | null;
  readonly sleeves: SleeveStore | null;
  /** Whether a cached model includes later data than requested, and so must not be overwritten. */
  readonly isNewer: boolean;
}

type Cache = Pick<ModelBuildOptions, 'cache' | 'warn'>;

/**
 * The cached models that a run may use. A damaged one is reported and counts as missing, so that it is built again.
 *
 * @param days closes that will be asked for; their sessions are compared with the model's checksums.
 */
export async function readModelCache(
  store: Store,
  requested: DataSnapshot,
  { risk, sleeves }: RuleBook,
  { cache: location, warn }: Cache,
  days: readonly Day[],
): Promise<CachedModels> {
  const found = {
    riskModel: riskModelIn(location, warn, days),
    sleeves: location && readOrNull(() => readSleeveStore(location.sleeves), location.sleeves, warn),
  };
  return {
    riskModel: await usable(store, requested, found.riskModel, risk),
    sleeves: await usable(store, requested, found.sleeves, sleeves),
    isNewer: [found.riskModel, found.sleeves].some((c) => c !== null && c.snapshot.last > requested.last),
  };
}

/** The cached risk model alone: not every caller needs the sleeves, which are large. */
export async function readCachedRiskModel(
  store: Store,
  requested: DataSnapshot,
  { risk }: RuleBook,
  { cache: location, warn }: Cache,
  days: readonly Day[],
): Promise<RiskModelStore | null> {
  return usable(store, requested, riskModelIn(location, warn, days), risk);
}

const riskModelIn = (
  location: ModelBuildOptions['cache'],
  warn: ModelBuildOptions['warn'],
  days: readonly Day[],
): RiskModelStore | null =>
  location && readOrNull(() => intactModel(location.riskModel, days), location.riskModel, warn);

/** A cached model where it was built with these rules from data that agree with those requested; otherwise null. */
async function usable<T extends Pick<RiskModelStore, 'simulated' | 'snapshot'> & { readonly rules: unknown }>(
  store: Store,
  requested: DataSnapshot,
  cached: T | null,
  rules: unknown,
): Promise<T | null> {
  if (!cached) return null;
  const { simulated, snapshot } = cached;
  if (!isDeepStrictEqual([simulated, cached.rules], asStored([store.simulated, rules]))) return null;
  const through = Math.min(snapshot.asOf, requested.asOf) as Day;
  return (await store.snapshotsAgree(snapshot, requested, through)) ? cached : null;
}

function intactModel(folder: string, days: readonly Day[]): RiskModelStore {
  const model = readModelStore(folder);
  const damage = findDamage(folder, model, { days, states: 'none' });
  if (damage) throw damage;
  return model;
}

/** Null where the file is missing, of another version, or damaged: the model is then built again. */
function readOrNull<T>(read: () => T, path: string, warn: ModelBuildOptions['warn']): T | null {
  if (!existsSync(path)) return null;
  try {
    return read();
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    warnOfDamage(error, warn);
    return null;
  }
}

/** Reports that a cached model was damaged, or is of another version, and is rebuilt. */
export function warnOfDamage({ problems }: UserError, warn: ModelBuildOptions['warn']): void {
  for (const problem of problems)
    if (problem.code === 'risk-model-version')
      warn?.({
        severity: 'note',
        code: 'built-again',
        about: 'risk',
        message: 'The stored risk model is of another version of INEC-1; it is rebuilt from the market data.',
        remedy: '',
      });
    else if (problem.code.endsWith('-damaged'))
      warn?.({
        ...problem,
        severity: 'warning',
        remedy: 'It is not used: it is built again from the market data. If this recurs, check the disk.',
      });
}

/** A value as it reads back from a JSON file. */
const asStored = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

/** Whether a cached model reaches the last price of a data snapshot. */
export const coversSnapshot = (
  { snapshot }: Pick<RiskModelStore, 'snapshot'>,
  requested: DataSnapshot,
): boolean => snapshot.asOf >= requested.asOf || snapshot.last >= requested.last;

/**
 * Whether the cached sleeves include the holdings of every sleeve at the close of a session, with the reviews of its
 * month completed or not as `monthIsOver` says.
 */
export function hasClose(
  { histories, last }: Pick<SleeveStore, 'histories' | 'last'>,
  session: Day,
  monthIsOver: boolean,
): boolean {
  if (session >= last.day) return session === last.day && monthIsOver === last.monthIsOver;
  const started = Object.values(histories).filter(({ levels }) => (levels.day[0] ?? Infinity) <= session);
  return monthIsOver && started.every((history) => closeAt(history, session) !== null);
}
