import { damagedStore } from '../../market/store/damaged-store.ts';
import { type OpenMode, openStore, type Store } from '../../market/store/store.ts';
import type { CommonOptions } from './options.ts';

/** Opens the store for one command and closes it afterwards, also after an error; says so if its file is damaged. */
export async function withStore<T>(
  options: Pick<CommonOptions, 'store'>,
  how: { readonly purpose: string; readonly mode: OpenMode },
  work: (store: Store) => Promise<T>,
): Promise<T> {
  try {
    const store = await openStore(options.store, how);
    try {
      return await work(store);
    } finally {
      await store.close();
    }
  } catch (error) {
    throw damagedStore(error, options.store) ?? error;
  }
}
