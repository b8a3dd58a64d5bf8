import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import type { ClientExecutor } from '../../../book/run-book.ts';
import type { Day } from '../../../market/day.ts';
import type { RuleBook } from '../../../rulebook/rule-book.ts';
import { type Io, json } from '../../shared/io.ts';
import { dateOption, readRuleBook, withCommon } from '../../shared/options.ts';
import { openExchange, type QueueOptions, withQueue } from '../../shared/queue-options.ts';
import { type StockOptions, withModelBuild, withStockModels } from '../../shared/stock-options.ts';

interface Options extends StockOptions, QueueOptions {
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
    .action((folder: string, options: Options) => runBookCommand(folder, options, io, fail));
}

async function runBookCommand(
  folder: string,
  options: Options,
  io: Io,
  fail: (code?: number) => void,
): Promise<void> {
  const { asOfDate } = await import('../../../market/as-of-date.ts');
  const { iso } = await import('../../../market/day.ts');
  const { NIFTY } = await import('../../../market/series.ts');
  const { engine } = await import('../../../decision/engine.ts');
  const { withStore } = await import('../../shared/with-store.ts');
  const { bookFiles, readBook } = await import('../../../book/files/read-book.ts');
  const { approachesOf, approachModels } = await import('../../../book/approach-models.ts');
  const { runBook } = await import('../../../book/run-book.ts');
  const { CLIENT_SET, reusableResult } = await import('../../../book/reusable-result.ts');
  const { publishBook } = await import('../../../report/book/publish-book.ts');
  const { publishSet } = await import('../../../decision/publish/publish-set.ts');
  const { clientWork } = await import('../../../report/book/client-work.ts');
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
    const runWith = (executor: ClientExecutor) =>
      withModelBuild(options, { writable: true }, io, async (modelBuild) => {
        const request = { asOf, engine: engine(), throughImport, modelBuild };
        const models = await approachModels(store, book, (approach) => rules.get(approach)!, request);
        const result = await runBook({
          book,
          models,
          engine: engine(),
          only,
          strict: options.strict === true,
          executor,
          work: clientWork,
          reusableResult: (id, inputs) => (options.resume ? reusableResult(join(out, id), inputs) : null),
          keep: async ({ id, files }) => {
            await publishSet(join(out, id), {
              set: CLIENT_SET,
              asOf: iso(asOf),
              decision: null,
              contents: files,
            });
          },
          progress: (n, of) => modelBuild.progress('Clients', n, of),
          signal: modelBuild.signal,
        });
        const recordedOn = iso(io.today());
        const published = only === null ? await publishBook(store, result, out, recordedOn) : null;
        return { result, published, out };
      });
    return withExecutor(options, out, io, runWith);
  });
  if (done.result.failed.length > 0) fail(PARTLY);
  if (options.json) return io.out(json(done.result));
  const { bookText } = await import('../../text/book.ts');
  return io.out(bookText(done.result, done.out, done.published));
}

/** Runs work with what decides the clients, in this process or on workers. */
async function withExecutor<T>(
  options: Options,
  out: string,
  io: Io,
  work: (executor: ClientExecutor) => Promise<T>,
): Promise<T> {
  if (options.queue === undefined) {
    const { inline, threads } = await import('../../../parallel/executor.ts');
    return work(options.threads === 1 ? inline : threads(options.threads));
  }
  const { engine } = await import('../../../decision/engine.ts');
  const { queueExecutor } = await import('../../../book/queue/queue-executor.ts');
  const { jobs, close } = await openExchange(options.queue, options, out, io);
  try {
    return await work(queueExecutor(engine(), jobs));
  } finally {
    await close();
  }
}
