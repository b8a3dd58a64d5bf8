import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { smallDemo, smallStockDemo } from './demo.fixture.ts';
import { exampleIn, exportedFunctions } from './exported-docs.ts';
import { linkPackage, type Outcome, type Program, programsOf, runPrograms, typeErrors } from './programs.ts';

const FOLDER = join(__dirname, '..', 'examples');
const root = mkdtempSync(join(tmpdir(), 'trrm-examples-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const examples = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.ts'))
  .map((name): Program => ({
    name: name.replace('.ts', ''),
    text: readFileSync(join(FOLDER, name), 'utf8'),
  }));
const pages = ['README.md', 'docs/reference/library.md'].flatMap(programsOf);
const comments = exportedFunctions().flatMap((f): Program[] => {
  const text = exampleIn(f);
  return text === null ? [] : [{ name: `comment-of-${f.name}`, text }];
});
const programs = [...examples, ...pages, ...comments];

/** Runs of the index route are quick; only programs about stocks need the store that has them. */
const needsStocks = ({ text }: Program): boolean => /inec1|sleeves|buildSleeve|RiskModel/.test(text);

const outcomes = new Map<string, Outcome>();

beforeAll(async () => {
  const [indices, stocks] = [join(root, 'indices'), join(root, 'stocks')];
  await smallDemo(join(indices, '.trrm/demo'));
  await smallStockDemo(join(stocks, '.trrm/demo'));
  linkPackage(root);
  const runs = programs.map((p) => ({ ...p, cwd: needsStocks(p) ? stocks : indices }));
  for (const [i, outcome] of runPrograms(root, runs).entries()) outcomes.set(programs[i]!.name, outcome);
}, 240_000);

test('examples, pages and doc comments compile against the library’s types', () => {
  expect(typeErrors(root, programs)).toBe('');
}, 120_000);

test('there are ten examples of 10 to 45 lines, each with a first line that says what it shows', () => {
  expect(examples.length).toBe(10);
  for (const { name, text } of examples) {
    expect([name, text.startsWith('// ')]).toEqual([name, true]);
    const lines = text.trimEnd().split('\n').length;
    expect([name, lines >= 10 && lines <= 45]).toEqual([name, true]);
  }
});

test.each(programs.map(({ name }) => name))('%s runs and prints something', (name) => {
  const { output, error } = outcomes.get(name)!;
  expect(error).toBeNull();
  if (!/writeSleeveStore/.test(name)) expect(output).not.toBe('');
  expect(output).not.toMatch(/NaN|undefined|\[object/);
});

/** What an example prints shows that it reached its subject. */
test.each([
  ['signal-at-a-date', /^2024-12-31: (bullish|bearish|consolidation), S = /],
  ['regime-history', /changes in 120 months/],
  ['changed-rules', /^regimes\.enterBullish: 0\.2 → 0\.35\n[^]*months have another regime/],
  ['optimise-assets', /^minimum-variance: equity \d[^]*mean-variance: equity/],
  ['efficient-frontier', /^return\trisk\tlarge caps(\t.*\n)[^]* %$/],
  ['risk-of-a-portfolio', /^2025-03-31: volatility \d+\.\d % a year, beta /],
  ['build-a-sleeve', /^Calm large caps: 15 stocks/],
  ['what-if', /^VIX and Nifty shock: [^]*Forced bearish: .*→ bearish/],
  ['read-a-decision', /^2025-03-31 \(SIMULATED\): /],
  ['add-a-signal', /2025-03-31: .* beside S = /],
])('%s prints what it is about', (name, expected) => {
  expect(outcomes.get(name)!.output).toMatch(expected);
});
