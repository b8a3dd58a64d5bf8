import { DECISION, readText } from '../../market/files/read-text.ts';
import { type Decision, DECISION_SCHEMA, decisionSchema } from './decision.ts';
import { parseDocument } from './parse-document.ts';

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
export const parseDecision = (text: string, file = 'decision.json'): Decision =>
  parseDocument(text, file, {
    id: 'decision',
    what: 'a decision.json',
    command: 'trrm run',
    version: DECISION_SCHEMA,
    schema: decisionSchema,
  });

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
