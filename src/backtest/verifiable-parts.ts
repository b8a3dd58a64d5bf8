import { z } from 'zod';
import { userError } from '../market/problem.ts';
import { isoDaySchema, sha256Schema } from '../market/published.ts';
import { BACKTEST_SCHEMA, type BacktestRun } from './backtest-run.ts';

/** The parts of `backtest.json` that a verification reads; a document without them is refused. */
const verifiable = z.looseObject({
  schema: z.literal(BACKTEST_SCHEMA),
  plan: z.looseObject({
    from: isoDaySchema,
    lastDecision: isoDaySchema,
    weights: z.enum(['rules', 'base']),
    rulebook: sha256Schema,
    throughImport: z.int(),
    engine: z.strictObject({ name: z.literal('trrm'), version: z.string(), sources: z.string() }),
  }),
  months: z.array(z.looseObject({ decided: isoDaySchema, decision: sha256Schema.nullable() })),
});

/**
 * Reads what a verification needs of a back-test's document.
 *
 * @throws UserError for a document without it.
 */
export function verifiableParts(text: string, file: string): Pick<BacktestRun, 'plan' | 'months'> {
  const refuse = (why: string): Error =>
    userError(
      'backtest-verify',
      file,
      `is not the document of a back-test: ${why}.`,
      'Name the folder that trrm backtest wrote.',
    );
  let found: unknown;
  try {
    found = JSON.parse(text);
  } catch (error) {
    throw refuse((error as Error).message);
  }
  const parsed = verifiable.safeParse(found);
  if (parsed.success) return found as Pick<BacktestRun, 'plan' | 'months'>;
  const { path, message } = parsed.error.issues[0]!;
  throw refuse(`${path.length > 0 ? `${path.join('.')}: ` : ''}${message}`);
}
