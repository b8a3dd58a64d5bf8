import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { z } from 'zod';
import type { BacktestMonth, BacktestRun } from '../../src/backtest/backtest-run.ts';
import {
  backtestJsonSchema,
  type BacktestDocument,
  parseBacktest,
} from '../../src/backtest/document/document.ts';
import type { planSchema } from '../../src/backtest/document/run-schema.ts';
import type { BacktestPlan } from '../../src/backtest/plan.ts';
import { studyJson, studyOf } from '../../src/backtest/study.ts';
import { canonicalJson } from '../../src/decision/document/canonical-json.ts';
import type { UserError } from '../../src/market/problem.ts';
import { runOf } from './run.fixture.ts';

const FILE = join(__dirname, '../../schema/backtest.schema.json');
const textOf = (months: number): string => {
  const run = runOf({ months });
  return canonicalJson(studyJson(run, studyOf(run, { draws: 100 })));
};

test('the published schema is the one that back-tests are validated against', () => {
  const text = `${JSON.stringify(backtestJsonSchema(), null, 2)}\n`;
  if (process.env.TRRM_RENEW_SCHEMA) writeFileSync(FILE, text);
  // Out of date? Renew it with: TRRM_RENEW_SCHEMA=1 npx jest test/backtest/document
  expect(readFileSync(FILE, 'utf8')).toBe(text);
});

test('every field of a back-test is in the published schema', () => {
  // Checked by the compiler: a field without a place in the schema would be a member of these types.
  const missing: readonly [
    Exclude<keyof BacktestRun, keyof BacktestDocument>[],
    Exclude<keyof BacktestMonth, keyof BacktestDocument['months'][number]>[],
    Exclude<keyof BacktestPlan, keyof z.infer<typeof planSchema>>[],
  ] = [[], [], []];
  const none: readonly (readonly never[])[] = missing;
  expect(none.flat()).toEqual([]);
});

test.each([3, 60])('a document of %i months is read back as it was written', (months) => {
  const text = textOf(months);
  expect(canonicalJson(parseBacktest(text))).toBe(text);
});

test('a document is refused by the path of what is wrong in it', () => {
  const document = JSON.parse(textOf(3)) as Record<string, unknown>;
  const refusal = (changes: object): readonly string[] => {
    try {
      parseBacktest(JSON.stringify({ ...document, ...changes }), 'b.json');
    } catch (error) {
      return (error as UserError).problems.map((p) => `${p.code} ${p.about}`);
    }
    throw new Error('was read');
  };
  expect(refusal({ schema: 'trrm-backtest/0' })).toEqual(['backtest-version b.json']);
  expect(refusal({ field: 'open' })).toEqual(['backtest-invalid b.json, field']);
  expect(refusal({ extra: 1 })).toEqual(['backtest-invalid b.json, the document']);
  const [first, ...rest] = document['months'] as object[];
  expect(refusal({ months: [{ ...first, label: 'sideways' }, ...rest] })).toEqual([
    'backtest-invalid b.json, months.0.label',
  ]);
});
