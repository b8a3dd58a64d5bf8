import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as library from '../src/index.ts';
import * as backtests from '../src/library/backtest.ts';
import * as optimiser from '../src/library/optimiser.ts';
import * as regimes from '../src/library/regimes.ts';
import * as risk from '../src/library/risk.ts';
import * as sleeves from '../src/library/sleeves.ts';
import { ENTRY_POINTS, exampleIn, exportedFunctions, withoutComment } from './exported-docs.ts';

const root = join(__dirname, '..');
const functions = exportedFunctions();

test('every function of the library is found by the test that reads its comments', () => {
  const exported = Object.entries(library).flatMap(([name, value]) =>
    typeof value === 'function' && !/^[A-Z]/.test(name) ? [name] : [],
  );
  expect(functions.map((f) => f.name).sort()).toEqual(exported.sort());
});

test.each(functions.map((f) => [f.name, f] as const))(
  '%s documents its arguments and its result, with an example',
  (_, f) => {
    if (f.parameters !== '') expect(f.comment).toMatch(/@param/);
    if (!f.returnsNothing) expect(f.comment).toMatch(/@returns/);
    expect(exampleIn(f)).toMatch(/^import .* from '(node:|trrm)/);
  },
);

test('every type and constant of the library says what it is', () => {
  expect(withoutComment()).toEqual([]);
});

test('the whole library can be imported from trrm', () => {
  for (const part of [backtests, optimiser, regimes, risk, sleeves])
    for (const [name, value] of Object.entries(part))
      expect([name, (library as Record<string, unknown>)[name] === value]).toEqual([name, true]);
});

test('package.json offers each entry point with its types, compiled from its source', () => {
  const { exports, files } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    exports: Record<string, { types?: string; default?: string }>;
    files: string[];
  };
  for (const [name, source] of Object.entries(ENTRY_POINTS)) {
    const compiled = `./dist/${source.replace(/\.ts$/, '')}`;
    expect(exports[name.replace('trrm', '.')]).toEqual({
      types: `${compiled}.d.ts`,
      default: `${compiled}.js`,
    });
    expect(existsSync(join(root, source))).toBe(true);
  }
  expect(files).toEqual(expect.arrayContaining(['dist', 'docs', 'examples', 'schema']));
});

test('a store that does not exist is refused rather than created', async () => {
  const missing = join(root, 'no-such-folder', 'market.duckdb');
  await expect(library.openStore(missing)).rejects.toThrow(/does not exist/);
  expect(existsSync(join(root, 'no-such-folder'))).toBe(false);
});

test('a date is ISO text or a day, and anything else is an error that says so', () => {
  const day = library.day('2020-03-31');
  expect(library.iso(day)).toBe('2020-03-31');
  expect(library.day(day)).toBe(day);
  for (const wrong of ['2020-02-30', '31-03-2020', '', '2020-3-1'])
    expect(() => library.day(wrong)).toThrow(/is not a date. Write dates as 2020-03-31/);
});
