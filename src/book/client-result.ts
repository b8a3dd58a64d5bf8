import { type Problem, UserError } from '../market/problem.ts';
import type { ClientOrder } from '../../allocations/pool/pool-orders.ts';
import { canonicalJson } from '../decision/canonical-json.ts';
import { sha256 } from '../decision/sha256.ts';
import type { BookContext } from './book-context.ts';
import type { ClientInputs } from './client.ts';
import type { ClientDecision } from './client-decision.ts';
import { type ClientSummary, summaryOf } from './client-summary.ts';
import { decideClient } from './decide-client.ts';

/** Name of a client's document among its files. */
export const DECISION_FILE = 'decision.json';

/** A client to decide, with the hash of its inputs. */
export interface ClientTask {
  readonly inputs: ClientInputs;
  readonly hash: string;
}

/** Clients of one approach, decided together by one thread. */
export interface ClientChunk {
  readonly context: BookContext;
  readonly tasks: readonly ClientTask[];
}

/** What remains of a client once its files are written. */
export type ClientResult =
  | {
      readonly kind: 'decided';
      readonly id: string;
      /** Texts by file name; `decision.json` is among them. */
      readonly files: Readonly<Record<string, string>>;
      readonly summary: ClientSummary;
      readonly orders: readonly ClientOrder[];
    }
  | LeftOut;

/** A client that could not be decided. */
export interface LeftOut {
  readonly kind: 'failed';
  readonly id: string;
  readonly problems: readonly Problem[];
}

/**
 * Decides the clients of a chunk. One that fails does not affect the others.
 *
 * @param render the files of a decision besides its document.
 */
export const decideChunk = (
  { context, tasks }: ClientChunk,
  render: (decision: ClientDecision) => Readonly<Record<string, string>>,
): ClientResult[] =>
  tasks.map(({ inputs, hash }): ClientResult => {
    try {
      const decision = decideClient(inputs, context, hash);
      const document = canonicalJson(decision);
      return resultOf(decision, sha256(document), { [DECISION_FILE]: document, ...render(decision) });
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      return { kind: 'failed', id: inputs.id, problems: error.problems };
    }
  });

/**
 * The result of a decision, made now or before.
 *
 * @param hash SHA-256 of its document.
 */
export const resultOf = (
  decision: ClientDecision,
  hash: string,
  files: Readonly<Record<string, string>>,
): Extract<ClientResult, { kind: 'decided' }> => ({
  kind: 'decided',
  id: decision.client,
  files,
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
