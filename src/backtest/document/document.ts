import { z } from 'zod';
import { parseDocument } from '../../decision/document/parse-document.ts';
import { BACKTEST, readText } from '../../market/files/read-text.ts';
import type { Published } from '../../market/published.ts';
import { BACKTEST_SCHEMA } from '../backtest-run.ts';
import { runParts } from './run-schema.ts';
import { studyParts } from './study-schema.ts';

/** What `backtest.json` holds. Unknown keys are errors, so a document of another version is refused as a whole. */
const backtestSchema = z
  .strictObject({ schema: z.literal(BACKTEST_SCHEMA), ...runParts, ...studyParts })
  .meta({
    title: 'TRRM back-test',
    description:
      'The monthly allocation over history, with what was measured of it. Hypothetical results. Fractions, ISO dates, values in units of the start',
  });

/** A back-test with everything studied. Its canonical JSON has the same bytes for the same inputs. */
export type BacktestDocument = Published<typeof backtestSchema>;

/** The same as JSON Schema (2020-12), for readers in other languages. */
export const backtestJsonSchema = (): object => ({
  $id: 'urn:trrm:backtest:1',
  ...z.toJSONSchema(backtestSchema, { target: 'draft-2020-12' }),
});

/**
 * Reads a back-test from its JSON text and checks all of it.
 *
 * @param text the contents of `backtest.json`, or what `trrm backtest --json` prints.
 * @param file its name, for messages.
 * @returns the back-test, typed by its schema: fractions, ISO dates, values in units of the start.
 * @throws UserError for text that is not JSON, another version of the schema, or fields that are missing, unknown or of
 *   the wrong type; each names its path.
 * @example
 * import { existsSync, readFileSync } from 'node:fs';
 * import { parseBacktest } from 'trrm/backtest';
 *
 * const file = 'trrm-out/backtest-2023-01-31-2025-03-31/backtest.json';
 * if (existsSync(file)) console.log(parseBacktest(readFileSync(file, 'utf8'), file).months.length);
 * else console.log('Make one with trrm backtest.');
 */
export const parseBacktest = (text: string, file = 'backtest.json'): BacktestDocument =>
  parseDocument(text, file, {
    id: 'backtest',
    what: 'a backtest.json',
    command: 'trrm backtest',
    version: BACKTEST_SCHEMA,
    schema: backtestSchema,
  });

/**
 * Reads `backtest.json`.
 *
 * @param file its path.
 * @returns the back-test, typed by its schema.
 * @throws UserError as `parseBacktest` does, and for a file that cannot be read.
 * @example
 * import { existsSync } from 'node:fs';
 * import { readBacktest } from 'trrm/backtest';
 *
 * const file = 'trrm-out/backtest-2023-01-31-2025-03-31/backtest.json';
 * console.log(existsSync(file) ? readBacktest(file).inference.verdict : 'Make one with trrm backtest.');
 */
export const readBacktest = (file: string): BacktestDocument => parseBacktest(readText(file, BACKTEST), file);
