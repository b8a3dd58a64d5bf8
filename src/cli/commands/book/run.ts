import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import type { BookWatch } from '../../../book/status/book-status.ts';
import type { ClientExecutor } from '../../../book/jobs/client-job.ts';
import type { ClientFolders } from '../../../book/jobs/client-folders.ts';
import type { Day } from '../../../market/day.ts';
import type { QueueView } from '../../../queue/status/run-status.ts';
import type { RuleBook } from '../../../rulebook/rule-book.ts';
import type { LongTask } from '../../shared/long-task.ts';
import { type Io, json } from '../../shared/io.ts';
import { dateOption, readRuleBook, withCommon } from '../../shared/options.ts';
import { openExchange, type QueueOptions, withQueue } from '../../shared/queue-options.ts';
import { type StockOptions, withModelBuild, withStockModels } from '../../shared/stock-options.ts';

export interface BookRunOptions extends StockOptions, QueueOptions {
  readonly asOf?: Day;
  readonly out?: string;
  readonly only?: string[];
  readonly strict?: boolean;
  readonly resume?: boolean;
}

/** Where a part of the clients was left out. */
const PARTLY = 3;

export function addBookRun(book: Command, io: Io, fail: (code?: number) => void): void {
  withQueue(withStockModels(withCommon(book.command('run'))), 'book')
    .description(
      'bring every client toward the model of its approach under its own limits; writes a folder for each client, the pooled orders and a page, and records one entry in the ledger',
    )
    .argument('<book>', 'folder with clients.csv, lots.csv, cash.csv … (see docs/how-to/book.md)')
    .option('--as-of <date>', 'ISO date (default: last session of the store)', dateOption)
    .option('--out <folder>', 'where to write (default: trrm-out/book-<as-of date>)')
    .option('--only <id...>', 'only these clients; nothing is pooled or recorded')
    .option('--strict', 'stop before anything is pooled if a client fails')
    .option('--resume', 'keep what an earlier run made from the same inputs')
    .action((folder: string, options: BookRunOptions) => runBookCommand(folder, options, io, fail));
}

/** Runs a book, prints what became of it, and keeps how far it is in the folder of its results. */
export async function runBookCommand(
  folder: string,
  options: BookRunOptions,
  io: Io,
  fail: (code?: number) => void,
): Promise<void> {
  const { asOfDate } = await import('../../../market/as-of-date.ts');
  const { iso } = await import('../../../market/day.ts');
  const { NIFTY } = await import('../../../market/series.ts');
  const { engine } = await import('../../../decision/engine.ts');
  const { withStore } = await import('../../shared/with-store.ts');
  const { inFolder } = await import('../../../market/store/lock.ts');
  const { bookFiles, readBook } = await import('../../../book/files/read-book.ts');
  const { approachesOf, approachModels } = await import('../../../book/model/approach-models.ts');
  const { writeBookRequest } = await import('../../../book/status/book-request.ts');
  const { openClients, runBook } = await import('../../../book/run-book.ts');
  const { publishBook } = await import('../../../report/book/publish-book.ts');
  const { watched } = await import('./watched.ts');
  const book = readBook(bookFiles(folder));
  const rules = new Map<string, RuleBook>();
  for (const approach of approachesOf(book)) {
    const own = join(folder, 'approaches', `${approach}.yaml`);
    rules.set(approach, await readRuleBook(existsSync(own) ? own : options.rulebook));
  }
  const only = options.only ? new Set(options.only) : null;

  const done = await withStore(options, { purpose: 'trrm book run', mode: 'existing' }, async (store) => {
    const asOf = asOfDate(options.asOf, await store.load([`${NIFTY}.close`]), io.today());
    const out = options.out ?? join('trrm-out', `book-${iso(asOf)}`);
    const throughImport = await store.lastImport();
    const runWith = (executor: ClientExecutor, watch: BookWatch | null) =>
      withModelBuild(options, { writable: true }, io, async (task) => {
        const modelBuild = watch ? watchedBuild(task, watch) : task;
        const request = { asOf, engine: engine(), throughImport, modelBuild };
        const models = await approachModels(store, book, (approach) => rules.get(approach)!, request);
        watch?.step('clients');
        const result = await runBook({
          book,
          models,
          engine: engine(),
          only,
          strict: options.strict === true,
          executor,
          ...(watch && { onClient: watch.take, onFailedJob: watch.failedJob }),
          progress: (n, of) => {
            watch?.tick();
            task.progress('Clients', n, of);
          },
          signal: modelBuild.signal,
        });
        watch?.step('record');
        const recordedOn = iso(io.today());
        const published = only === null ? await publishBook(store, result, out, recordedOn) : null;
        return { result, published, out };
      });
    const folders = { folder: out, asOf: iso(asOf), resume: options.resume === true };
    return inFolder(out, 'trrm book run', async () => {
      const { executor, view, close } = await executionOf(options, folders, io);
      try {
        if (only !== null) return await runWith(executor, null);
        writeBookRequest(out, {
          book: folder,
          store: options.store,
          model: options.model,
          sleeves: options.sleeves,
          rulebook: options.rulebook ?? null,
          asOf: iso(asOf),
          strict: options.strict === true,
        });
        const { simulated } = store;
        const of = { folder: out, asOf: iso(asOf), simulated, clients: openClients(book) };
        return await watched({ ...of, ...(view && { view }) }, (watch) => runWith(executor, watch));
      } finally {
        await close();
      }
    });
  });
  if (done.result.failed.length > 0) fail(PARTLY);
  if (options.json) return io.out(json(done.result));
  const { bookText } = await import('../../text/book/book.ts');
  return io.out(bookText(done.result, done.out, done.published));
}

/** A build of models that tells how it goes, and stops when the run is asked to. */
const watchedBuild = <T extends LongTask>(task: T, watch: BookWatch): T => ({
  ...task,
  progress: (step: string, n: number, of: number) => {
    watch.tick();
    task.progress(step, n, of);
  },
  signal: AbortSignal.any([task.signal, watch.stopAsked]),
});

/** What decides the clients, and what to close afterwards. */
interface Execution extends Partial<QueueView> {
  readonly executor: ClientExecutor;
  readonly close: () => Promise<void>;
}

/** Clients are decided in this process or on workers, and kept in folders. */
async function executionOf(options: BookRunOptions, folders: ClientFolders, io: Io): Promise<Execution> {
  if (options.queue === undefined) {
    const { inline, threads } = await import('../../../parallel/executor.ts');
    const { clientsInFolders } = await import('../../../report/book/client-work.ts');
    const executor = options.threads === 1 ? inline : threads(options.threads);
    return { executor: clientsInFolders(executor, folders), close: async () => {} };
  }
  const { engine } = await import('../../../decision/engine.ts');
  const { queueExecutor } = await import('../../../book/queue/queue-executor.ts');
  const { inFolders } = await import('../../../book/jobs/client-folders.ts');
  const { jobs, close } = await openExchange(options.queue, options, folders.folder, io);
  let queued: QueueView | null = null;
  return {
    executor: queueExecutor(engine(), jobs, inFolders(folders), (of) => void (queued = of)),
    view: async () => (await queued?.view()) ?? { stalled: 0, workers: [] },
    close,
  };
}
