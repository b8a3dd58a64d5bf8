import { poolOrders } from '../../allocations/pool/pool-orders.ts';
import { canonicalJson } from '../decision/document/canonical-json.ts';
import { sha256 } from '../market/files/sha256.ts';
import { displayDay, iso } from '../market/day.ts';
import { type Problem, userError } from '../market/problem.ts';
import type { Chunks, ExecutionOptions } from '../parallel/executor.ts';
import type { ApproachModel } from './model/approach-model.ts';
import { BOOK_SCHEMA, type BookResult, leafOf } from './results/book-result.ts';
import type { ClientRows } from './files/client.ts';
import { clientInFiles } from './files/client-inputs.ts';
import type { ClientExecutor, ClientJob, ClientOutcome, FailedJob } from './jobs/client-job.ts';
import type { Book } from './files/read-book.ts';
import { merkleRoot } from './verify/merkle.ts';
import { stockKey } from './files/stock-key.ts';

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
  /** Receives what became of each client, as soon as it is known. */
  readonly onClient?: (outcome: ClientOutcome) => void;
  /** Receives each job of a queue that was given up. */
  readonly onFailedJob?: (job: FailedJob) => void;
}

/** Clients of a job: enough that handing over the model costs nothing, and few enough for the memory (our choice). */
const AT_ONCE = 50;

/**
 * Runs a book: every client for itself, then the pool of their orders. The result is the same at any thread count, and a client's
 * decision is the same alone as among others.
 *
 * @throws UserError for an unknown client in `only`, an approach without a model, or, if strict, a client that fails.
 */
export async function runBook(run: BookRun): Promise<BookResult> {
  const { book, only, strict, executor, progress, signal } = run;
  refuseUnknown(book, only);
  const wanted = book.clients.filter(({ id }) => only === null || only.has(id));
  const outcomes: ClientOutcome[] = [];
  const take = (made: readonly ClientOutcome[]): void => {
    outcomes.push(...made);
    for (const outcome of made) run.onClient?.(outcome);
  };
  const byApproach = new Map([...run.models.keys()].map((approach) => [approach, [] as ClientRows[]]));
  for (const rows of wanted.filter((rows) => !isClosed(rows))) {
    const { id, client, problems } = rows;
    if (!client || problems.length > 0) take([{ kind: 'failed', id, problems }]);
    else byApproach.get(client.approach)!.push(rows);
  }
  const of = [...byApproach.values()].reduce((sum, clients) => sum + clients.length, 0);
  await executor.run(jobsOf(byApproach, run), take, {
    ...(signal && { signal }),
    ...(run.onFailedJob && { onFailedJob: run.onFailedJob }),
    ...(progress && { progress: (done) => progress(Math.min(of, done * AT_ONCE), of) }),
  });
  const inOrder = outcomes.sort((a, b) => (a.id < b.id ? -1 : 1));
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
  const [first] = run.models.values();
  const asOf = iso(first!.asOf);
  return {
    schema: BOOK_SCHEMA,
    simulated: first!.simulated,
    asOf,
    root: merkleRoot(decided.map(({ summary }) => leafOf(summary))),
    models: [...run.models].map(([approach, { decision }]) => ({ approach, decision })),
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

const isClosed = ({ client }: ClientRows): boolean => client?.status === 'closed';

/** Clients that a run decides or leaves out: those whose account is not closed. */
export const openClients = ({ clients }: Book): number => clients.filter((c) => !isClosed(c)).length;

/** Jobs of clients of one approach each. A client's lots are taken from their file when its job is. */
function jobsOf(
  byApproach: ReadonlyMap<string, readonly ClientRows[]>,
  { book, models, engine }: BookRun,
): Chunks<ClientJob> {
  const slices = [...byApproach].flatMap(([approach, clients]) => {
    const model = models.get(approach)!;
    const { rules, lists } = book;
    const of = {
      context: { model, rules, lists },
      common: sha256(canonicalJson({ engine, model: model.decision, rules, lists })),
    };
    return Array.from({ length: Math.ceil(clients.length / AT_ONCE) }, (_, i) => ({
      ...of,
      clients: clients.slice(i * AT_ONCE, (i + 1) * AT_ONCE),
    }));
  });
  return {
    length: slices.length,
    *[Symbol.iterator]() {
      for (const { clients, ...of } of slices)
        yield { ...of, clients: clients.map((client) => clientInFiles(book, client)) };
    },
  };
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
