import { z } from 'zod';
import { sha256 } from '../../market/files/sha256.ts';
import { userError } from '../../market/problem.ts';
import { problemSchema } from '../../market/published.ts';
import { clientDecisionSchema } from '../client/client-decision.ts';
import { type ClientResult, DECISION_FILE, resultOf } from '../jobs/client-result.ts';

/** What a worker hands in for a client. The rest of its result follows from the decision. */
const handedIn = z.array(
  z.discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('decided'),
      id: z.string(),
      // Names of files in the client's folder, and of nothing outside it.
      files: z.record(z.string().regex(/^[a-z][a-z-]*\.(json|html|csv)$/), z.string()),
    }),
    z.strictObject({ kind: z.literal('failed'), id: z.string(), problems: z.array(problemSchema) }),
  ]),
);

/** Results as a worker hands them in. */
export const handedInText = (results: readonly ClientResult[]): string =>
  JSON.stringify(results.map((r) => (r.kind === 'failed' ? r : { kind: r.kind, id: r.id, files: r.files })));

/** What a worker was asked for: a client, from inputs of a hash. */
export interface AskedFor {
  readonly id: string;
  readonly hash: string;
}

/**
 * Reads what a worker handed in.
 *
 * @throws UserError where it is not the results of these clients from these inputs.
 */
export function readHandedIn(text: string, tasks: readonly AskedFor[]): ClientResult[] {
  const parsed = handedIn.safeParse(jsonOf(text));
  const results = parsed.success && parsed.data.length === tasks.length ? parsed.data : null;
  const read = results?.map((r, i) => resultFor(r, tasks[i]!));
  if (read?.every((r) => r !== null)) return read;
  throw userError(
    'damaged-result',
    tasks[0]!.id,
    `What a worker handed in is not the decisions of its ${tasks.length} clients.`,
    'Run the book again; the worker makes them again.',
  );
}

function resultFor(r: z.infer<typeof handedIn>[number], { id, hash }: AskedFor): ClientResult | null {
  if (r.id !== id) return null;
  if (r.kind === 'failed') return r;
  const document = r.files[DECISION_FILE] ?? '';
  const decision = clientDecisionSchema.safeParse(jsonOf(document));
  return decision.success && decision.data.client === r.id && decision.data.inputs === hash
    ? { ...resultOf(decision.data, sha256(document)), files: r.files }
    : null;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
