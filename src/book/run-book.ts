import { poolOrders } from '../../allocations/pool/pool-orders.ts';
import { canonicalJson } from '../decision/canonical-json.ts';
import { sha256 } from '../decision/sha256.ts';
import { displayDay, iso } from '../market/day.ts';
import { type Problem, userError } from '../market/problem.ts';
import type { ChunkedWork, ExecutionOptions } from '../parallel/executor.ts';
import type { ApproachModel } from './approach-model.ts';
import { BOOK_SCHEMA, type BookResult } from './book-result.ts';
import type { ClientInputs } from './client.ts';
import { hashInputs } from './client-inputs.ts';
import type { ClientChunk, ClientResult, ClientTask, LeftOut } from './client-result.ts';
import type { Book } from './files/read-book.ts';
import { merkleRoot } from './merkle.ts';
import { stockKey } from './stock-key.ts';

/** Decides chunks of clients, in this process (`inline`, `threads`) or on workers of a queue; the results are the same. */
export interface ClientExecutor {
  run(
    work: ChunkedWork<ClientChunk, ClientResult[]>,
    chunks: readonly ClientChunk[],
    options?: ExecutionOptions,
  ): Promise<ClientResult[][]>;
}

export interface BookRun extends ExecutionOptions {
  readonly book: Book;
  /** By approach. */
  readonly models: ReadonlyMap<string, ApproachModel>;
  /** Identifies the version of the program, which decides along with the inputs. */
  readonly engine: unknown;
  /** Only these clients; null for all. */
  readonly only: ReadonlySet<string> | null;
  /** Nothing is pooled if a client fails. */
  readonly strict: boolean;
  readonly executor: ClientExecutor;
  readonly work: ChunkedWork<ClientChunk, ClientResult[]>;
  /** A result made before from the same inputs, so that it need not be made again. */
  readonly reusableResult: (id: string, inputs: string) => ClientResult | null;
  /** Keeps the files of a client. Called once for each that was decided now. */
  readonly keep: (result: Extract<ClientResult, { kind: 'decided' }>) => Promise<void>;
  /** Receives what became of each client, in the order in which it is known. */
  readonly onClient?: (outcome: ClientOutcome) => void;
}

/** What became of a client: decided now, or by an earlier run from the same inputs; or left out. */
export type ClientOutcome =
  { readonly kind: 'decided'; readonly id: string; readonly isReused: boolean } | LeftOut;

/** Clients decided together before their files are written: bounds the memory. */
const WAVE = 1000;
/** Clients of a chunk: enough that handing over the model costs nothing (our choice). */
const CHUNK = 50;

/**
 * Runs a book: every client for itself, then the pool of their orders. The result is the same at any thread count, and a client's
 * decision is the same alone as among others.
 *
 * @throws UserError for an unknown client in `only`, an approach without a model, or, if strict, a client that fails.
 */
export async function runBook(run: BookRun): Promise<BookResult> {
  const { book, models, only, strict, executor, work, reusableResult, keep, progress, signal } = run;
  refuseUnknown(book, only);
  const wanted = book.clients.filter(({ id }) => only === null || only.has(id));
  const results = new Map<string, Slim>();
  const take = (result: Slim, isReused = false): void => {
    results.set(result.id, result);
    run.onClient?.(result.kind === 'failed' ? result : { kind: 'decided', id: result.id, isReused });
  };
  const common = new Map(
    [...models].map(([approach, model]) => [
      approach,
      sha256(
        canonicalJson({ engine: run.engine, model: model.decision, rules: book.rules, lists: book.lists }),
      ),
    ]),
  );
  const open: { readonly approach: string; readonly task: ClientTask }[] = [];
  for (const inputs of wanted.filter((inputs) => !isClosed(inputs))) {
    const { id, client, problems } = inputs;
    if (!client || problems.length > 0) {
      take({ kind: 'failed', id, problems });
      continue;
    }
    const hash = hashInputs(inputs, common.get(client.approach)!);
    const before = reusableResult(id, hash);
    if (before) take(slim(before), true);
    else open.push({ approach: client.approach, task: { inputs, hash } });
  }
  for (let from = 0; from < open.length; from += WAVE) {
    const chunks = chunksOf(open.slice(from, from + WAVE), run);
    const of = open.length;
    const made = await executor.run(work, chunks, {
      ...(signal && { signal }),
      ...(progress && { progress: (done) => progress(Math.min(of, from + done * CHUNK), of) }),
    });
    for (const result of made.flat()) {
      if (result.kind === 'decided') await keep(result);
      take(slim(result));
    }
  }
  const inOrder = [...results.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  const failed = inOrder.flatMap((r) =>
    r.kind === 'failed' ? [{ client: r.id, problems: r.problems }] : [],
  );
  if (strict && failed.length > 0)
    throw userError(
      'clients-failed',
      failed[0]!.client,
      `${failed.length} ${failed.length === 1 ? 'client fails' : 'clients fail'}, the first because: ${failed[0]!.problems[0]?.message ?? ''}`,
      'Correct them, or run without --strict to leave them out.',
    );
  const decided = inOrder.flatMap((r) => (r.kind === 'decided' ? [r] : []));
  const [first] = models.values();
  const asOf = iso(first!.asOf);
  return {
    schema: BOOK_SCHEMA,
    simulated: first!.simulated,
    asOf,
    root: merkleRoot(decided.map(({ summary }) => leafOf(summary))),
    models: [...models].map(([approach, { decision }]) => ({ approach, decision })),
    lists: book.lists.map(({ name, day, isins }) => ({ name, day: iso(day), securities: isins.length })),
    clients: decided.map((r) => r.summary),
    failed,
    closed: wanted
      .filter(isClosed)
      .map(({ id }) => id)
      .sort(),
    pool: poolOrders(
      decided.flatMap((r) => r.orders),
      {
        asOf,
        participation: first!.costs.participation,
        tradedValue: tradedValueOf(first!),
      },
    ),
    problems: staleLists(book, first!),
  };
}

const isClosed = ({ client }: ClientInputs): boolean => client?.status === 'closed';

/** Clients that a run decides or leaves out: those whose account is not closed. */
export const openClients = ({ clients }: Book): number => clients.filter((c) => !isClosed(c)).length;

/** The text that a client's leaf of the tree hashes. */
export const leafOf = ({
  client,
  decision,
}: {
  readonly client: string;
  readonly decision: string;
}): string => `${client} ${decision}`;

/** A result without its files, which are kept elsewhere. */
type Slim = Omit<Extract<ClientResult, { kind: 'decided' }>, 'files'> | LeftOut;

function slim(result: ClientResult): Slim {
  if (result.kind === 'failed') return result;
  const { files: _, ...rest } = result;
  return rest;
}

function chunksOf(
  open: readonly { readonly approach: string; readonly task: ClientTask }[],
  { book, models }: BookRun,
): ClientChunk[] {
  return [...models].flatMap(([approach, model]) => {
    const tasks = open.filter((o) => o.approach === approach).map((o) => o.task);
    const context = { model, rules: book.rules, lists: book.lists };
    return Array.from({ length: Math.ceil(tasks.length / CHUNK) }, (_, i) => ({
      context,
      tasks: tasks.slice(i * CHUNK, (i + 1) * CHUNK),
    }));
  });
}

function refuseUnknown({ clients }: Book, only: ReadonlySet<string> | null): void {
  const known = new Set(clients.map(({ id }) => id));
  const unknown = [...(only ?? [])].find((id) => !known.has(id));
  if (unknown !== undefined)
    throw userError(
      'usage',
      '--only',
      `${JSON.stringify(unknown)} is not a client of the book.`,
      'Check the id.',
    );
}

const tradedValueOf = ({ stocks }: ApproachModel): ((id: string) => number | null) => {
  const columns = new Map(stocks.issuers.map(({ isin }, column) => [stockKey(isin), column]));
  return (id) => {
    const column = columns.get(stockKey(id));
    const value = column === undefined ? NaN : stocks.tradedValue[column]!;
    return value > 0 ? value : null;
  };
};

const staleLists = ({ lists, rules }: Book, { asOf }: ApproachModel): Problem[] =>
  lists
    .filter(({ day }) => asOf - day > rules.listAge.value)
    .map(({ name, day }): Problem => ({
      severity: 'warning',
      code: 'stale-list',
      about: `lists/${name}.csv`,
      message: `The list is of ${displayDay(day)}, ${asOf - day} days before the as-of date.`,
      remedy: 'Fetch the current one.',
    }));
