import { existsSync } from 'node:fs';
import { type Problem, UserError } from '../../market/problem.ts';
import type { Store } from '../../market/store/store.ts';
import type { ImportVerification } from '../../market/store/verify-imports.ts';
import { findDamage } from '../../risk/store/find-damage.ts';
import { readModelStore } from '../../risk/store/model-store.ts';
import { readSleeveStore } from '../../sleeves/sleeve-store.ts';
import type { ModelCacheLocation } from '../stocks/model-build-options.ts';
import { type LedgerVerification, verifyLedger } from '../ledger/verify-ledger.ts';

/** All stored data, compared with their checksums. */
export interface StoreVerification {
  readonly imports: ImportVerification;
  readonly ledger: LedgerVerification;
  /** Faults of the cached risk model and sleeves; a run would rebuild them. */
  readonly models: readonly Problem[];
}

/**
 * Compares all market rows, the ledger and the cached models with their checksums. Reads all of them: seconds for a
 * million rows.
 *
 * @param store an open store.
 * @param models the location of the cached models; missing ones are not reported.
 * @returns what was compared, and every difference found.
 * @example
 * import { isVerified, modelsBesideStore, openStore, verifyStore } from 'trrm';
 *
 * const store = await openStore('.trrm/demo/market.duckdb');
 * const verification = await verifyStore(store, modelsBesideStore(store.file));
 * await store.close();
 * console.log(isVerified(verification), verification.imports.rows);
 */
export const verifyStore = async (
  store: Store,
  models: Pick<ModelCacheLocation, 'riskModel' | 'sleeves'>,
): Promise<StoreVerification> => ({
  imports: await store.verifyImports(),
  ledger: await verifyLedger(store),
  models: [...damageOf(models.riskModel, checkModel), ...damageOf(models.sleeves, readSleeveStore)],
});

/**
 * Whether everything was compared and nothing differs.
 *
 * @param verification the result of `verifyStore`.
 * @returns false also where imports have no checksum, because they cannot be compared.
 * @example
 * import { isVerified, modelsBesideStore, openStore, verifyStore } from 'trrm';
 *
 * const store = await openStore('.trrm/demo/market.duckdb');
 * const verification = await verifyStore(store, modelsBesideStore(store.file));
 * await store.close();
 * console.log(isVerified(verification) ? 'verified' : 'Restore the store from a backup.');
 */
export const isVerified = ({ imports, ledger, models }: StoreVerification): boolean =>
  areVerified(imports) && ledger.kind === 'sound' && models.length === 0;

/** Whether every import was compared and no row differs. */
export const areVerified = ({ faults, withoutChecksum }: ImportVerification): boolean =>
  faults.length + withoutChecksum.length === 0;

function damageOf(path: string, check: (path: string) => unknown): readonly Problem[] {
  if (!existsSync(path)) return [];
  try {
    check(path);
    return [];
  } catch (error) {
    if (error instanceof UserError) return error.problems;
    throw error;
  }
}

function checkModel(folder: string): void {
  const damage = findDamage(folder, readModelStore(folder), { days: 'all', states: 'all' });
  if (damage) throw damage;
}
