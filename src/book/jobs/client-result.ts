import type { ClientOrder } from '../../../allocations/pool/pool-orders.ts';
import { canonicalJson } from '../../decision/document/canonical-json.ts';
import { sha256 } from '../../market/files/sha256.ts';
import { systemProblem } from '../../market/files/system-error.ts';
import { type Problem, UserError } from '../../market/problem.ts';
import type { BookContext } from '../model/book-context.ts';
import type { ClientInputs } from '../files/client.ts';
import type { ClientDecision } from '../client/client-decision.ts';
import { type ClientSummary, summaryOf } from '../client/client-summary.ts';
import { decideClient } from '../client/decide-client.ts';

/** Name of a client's document among its files. */
export const DECISION_FILE = 'decision.json';

/** A client to decide, with the hash of its inputs. */
export interface ClientTask {
  readonly kind: 'open';
  readonly inputs: ClientInputs;
  readonly hash: string;
}

/** Clients of one approach, decided together by one thread. */
export interface ClientChunk {
  readonly context: BookContext;
  readonly tasks: readonly ClientTask[];
}

/** What the book needs of a client that is decided. */
export interface DecidedClient {
  readonly kind: 'decided';
  readonly id: string;
  readonly summary: ClientSummary;
  readonly orders: readonly ClientOrder[];
}

/** A decided client with its files. */
export interface RenderedClient extends DecidedClient {
  /** Texts by file name; `decision.json` is among them. */
  readonly files: Readonly<Record<string, string>>;
}

/** A client that could not be decided. */
export interface LeftOut {
  readonly kind: 'failed';
  readonly id: string;
  readonly problems: readonly Problem[];
}

export type ClientResult = RenderedClient | LeftOut;

/** Decides the clients of a chunk; see `decideTask`. */
export const decideChunk = ({ context, tasks }: ClientChunk, render: RenderClient): ClientResult[] =>
  tasks.map((task) => decideTask(task, context, render));

/** The files of a decision besides its document, by name. */
export type RenderClient = (decision: ClientDecision) => Readonly<Record<string, string>>;

/** Decides and renders one client. If it fails it is left out, and others are not affected. */
export const decideTask = (
  { inputs, hash }: ClientTask,
  context: BookContext,
  render: RenderClient,
): ClientResult =>
  orLeftOut(inputs.id, () => {
    const decision = decideClient(inputs, context, hash);
    const document = canonicalJson(decision);
    const files = { [DECISION_FILE]: document, ...render(decision) };
    return { ...resultOf(decision, sha256(document)), files };
  });

/** Does something for one client. Whatever goes wrong leaves this client out, and no other. */
export function orLeftOut<T>(id: string, step: () => T): T | LeftOut {
  try {
    return step();
  } catch (error) {
    const problems = error instanceof UserError ? error.problems : [systemProblem(error) ?? fault(id, error)];
    return { kind: 'failed', id, problems };
  }
}

/** An error that nobody expected: the program is wrong, not the files. */
const fault = (id: string, error: unknown): Problem => ({
  severity: 'error',
  code: 'internal-error',
  about: id,
  message: `An internal error: ${error instanceof Error ? `${error.name}: ${error.message}` : String(error)}.`,
  remedy:
    'This is a fault of the program, not of your files. Please report it with the command line, `trrm --version` and this message.',
});

/**
 * The result of a decision, made now or before.
 *
 * @param hash SHA-256 of its document.
 */
export const resultOf = (decision: ClientDecision, hash: string): DecidedClient => ({
  kind: 'decided',
  id: decision.client,
  summary: summaryOf(decision, hash),
  orders: poolableOrders(decision),
});

/** Orders in whole units on the exchange, of discretionary accounts. Fund units are bought from the fund for each account. */
function poolableOrders({ client, discretionary, execution }: ClientDecision): ClientOrder[] {
  if (!discretionary || execution.kind !== 'planned') return [];
  return execution.plan.orders.flatMap(({ id, name, side, segment, quantity, price }): ClientOrder[] =>
    quantity !== null && price !== null && Number.isInteger(quantity) && EXCHANGE.has(segment)
      ? [{ client, id, name, side, quantity, price }]
      : [],
  );
}

const EXCHANGE: ReadonlySet<string> = new Set(['equity-delivery', 'equity-etf', 'other-etf']);
