import { join } from 'node:path';
import type { RunOptions } from '../commands/run.ts';
import type { Io } from './io.ts';
import { withModelBuild } from './stock-options.ts';

/** Writes a book of clients who have followed the model of the simulated market; returns its folder. */
export async function writeBook(
  options: RunOptions,
  folder: string,
  clients: number,
  io: Io,
): Promise<string> {
  const { mkdir, writeFile } = await import('node:fs/promises');
  const { simulateBook } = await import('../../../fixtures/book/simulated-book.ts');
  const { approachModel } = await import('../../book/model/approach-model.ts');
  const { DEFAULT_RULE_BOOK } = await import('../../rulebook/rule-book.ts');
  const { runMonth } = await import('../../decision/run/monthly-run.ts');
  const { asOfDate } = await import('../../market/as-of-date.ts');
  const { NIFTY } = await import('../../market/series.ts');
  const { engine } = await import('../../decision/engine.ts');
  const { withStore } = await import('./with-store.ts');
  const book = join(folder, 'book');
  return withStore(options, { purpose: 'trrm demo', mode: 'existing' }, async (store) => {
    const asOf = asOfDate(undefined, await store.load([`${NIFTY}.close`]), io.today());
    const request = { asOf, book: DEFAULT_RULE_BOOK, portfolio: null, engine: engine() };
    const throughImport = await store.lastImport();
    const run = await withModelBuild(options, { writable: true }, io, (modelBuild) =>
      runMonth(store, { ...request, throughImport, modelBuild }),
    );
    const approach = 'core';
    const { weights, stocks } = approachModel(approach, run, DEFAULT_RULE_BOOK);
    const files = simulateBook({
      asOf,
      clients,
      approach,
      stocks: weights.map(({ column, weight }) => ({
        isin: stocks.issuers[column]!.isin,
        weight,
        price: stocks.price[column]!,
      })),
    });
    await mkdir(book, { recursive: true });
    for (const [name, text] of Object.entries(files)) await writeFile(join(book, name), text);
    return book;
  });
}
