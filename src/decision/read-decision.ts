import { DECISION, readText } from '../market/files/read-text.ts';
import { type Problem, UserError, userError } from '../market/problem.ts';
import { type Decision, DECISION_SCHEMA, decisionSchema } from './decision.ts';

/** Problems reported at most for one document; more of them help nobody. */
const MOST = 5;

/**
 * Reads a decision from its JSON text and checks all of it.
 *
 * @param text the contents of `decision.json`.
 * @param file its name, for messages.
 * @returns the decision, typed by its schema: fractions, ISO dates, ₹.
 * @throws UserError for text that is not JSON, another version of the schema, or fields that are missing, unknown or of
 *   the wrong type; each names its path.
 * @example
 * import { readFileSync } from 'node:fs';
 * import { parseDecision } from 'trrm';
 *
 * const decision = parseDecision(readFileSync('.trrm/demo/decision.json', 'utf8'));
 * console.log(decision.regime.regime, decision.allocation.final);
 */
export function parseDecision(text: string, file = 'decision.json'): Decision {
  let found: unknown;
  try {
    found = JSON.parse(text);
  } catch (error) {
    throw userError(
      'not-json',
      file,
      `the file is not JSON: ${(error as Error).message}.`,
      'Give a decision.json as `trrm run` writes it.',
    );
  }
  const schema = (found as { readonly schema?: unknown } | null)?.schema;
  if (schema !== DECISION_SCHEMA)
    throw userError(
      'decision-version',
      file,
      `schema is ${JSON.stringify(schema)}; this version reads ${DECISION_SCHEMA}.`,
      'Give a decision.json of this version, or make it again with `trrm run`.',
    );
  const parsed = decisionSchema.safeParse(found);
  if (parsed.success) return parsed.data;
  throw new UserError(
    parsed.error.issues.slice(0, MOST).map((issue): Problem => ({
      severity: 'error',
      code: 'decision-invalid',
      about: `${file}, ${issue.path.join('.') || 'the document'}`,
      message: `${issue.message}.`,
      remedy: 'Use the file as `trrm run` wrote it.',
    })),
  );
}

/**
 * Reads `decision.json`.
 *
 * @param file its path.
 * @returns the decision, typed by its schema: fractions, ISO dates, ₹.
 * @throws UserError as `parseDecision` does, and for a file that cannot be read.
 * @example
 * import { readDecision } from 'trrm';
 *
 * const { asOf, regime, allocation } = readDecision('.trrm/demo/decision.json');
 * console.log(asOf, regime.regime, allocation.final);
 */
export function readDecision(file: string): Decision {
  return parseDecision(readText(file, DECISION), file);
}
