import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command, CommanderError } from 'commander';
import { UserError } from '../../../src/market/problem.ts';
import { addOptimise } from '../../../src/cli/commands/optimise/optimise.ts';
import { removeFolder, tempFolder } from '../command-line.ts';
import { ioOf } from '../../../src/cli/shared/io.ts';

const folder = tempFolder();
afterAll(() => removeFolder(folder));

// Markowitz (1959), ch. VIII.
const file = join(folder, 'securities.csv');
writeFileSync(
  file,
  'asset,expected,A,B,C\nA,0.062,0.0146,0.0187,0.0145\nB,0.146,0.0187,0.0854,0.0104\nC,0.128,0.0145,0.0104,0.0289\n',
);

/** What the command prints, or the message of its refusal. */
async function run(...argv: readonly string[]): Promise<string> {
  let printed = '';
  const io = ioOf({
    out: (text: string) => void (printed += text),
    err: () => {},
    interactive: false,
    today: () => {
      throw new Error('a result must not ask what day it is');
    },
  });
  const program = new Command('trrm').exitOverride().configureOutput({ writeErr: () => {} });
  addOptimise(program, io);
  try {
    await program.parseAsync(['optimise', ...argv], { from: 'user' });
  } catch (error) {
    if (error instanceof UserError || error instanceof CommanderError) return error.message;
    throw error;
  }
  return printed;
}

test('the weights of least variance are those of Markowitz’s last corner', async () => {
  const { weights, residual } = JSON.parse(await run(file, '--method', 'minimum-variance', '--json')) as {
    weights: { asset: string; weight: number }[];
    residual: number;
  };
  expect(weights.map((w) => w.asset)).toEqual(['A', 'B', 'C']);
  expect(weights[0]!.weight).toBeCloseTo(0.993103448275862, 9);
  expect(weights[1]!.weight).toBe(0);
  expect(residual).toBeLessThan(1e-8);
});

test('every method prints a portfolio in words', async () => {
  for (const [method, ...more] of [
    ['minimum-variance'],
    ['mean-variance', '--target-return', '0.1'],
    ['mean-variance', '--risk-aversion', '4'],
    ['maximum-sharpe', '--riskless', '0.05'],
    ['equal-risk'],
    ['maximum-diversification'],
  ])
    expect(await run(file, '--method', method!, ...more)).toMatch(
      /^Expected return [\d.]+ %, volatility [\d.]+ %/,
    );
  expect(await run(file, '--method', 'frontier', '--points', '5')).toMatch(/14\.60 %\s+29\.22 %\s+1\n$/);
});

test('bounds are kept', async () => {
  const text = await run(file, '--method', 'minimum-variance', '--max', '0.6', '--bound', 'B=0.2:0.25');
  expect(text).toMatch(/A\s+60\.0000 %/);
  expect(text).toMatch(/B\s+20\.0000 %/);
});

test('the page draws the frontier, the same bytes each time, and text from the file stays text', async () => {
  const named = join(folder, 'named.csv');
  writeFileSync(named, readFileSync(file, 'utf8').replaceAll(/\bA\b/g, '<script>'));
  const page = join(folder, 'page.html');
  await run(named, '--method', 'maximum-sharpe', '--out', page);
  const first = readFileSync(page, 'utf8');
  expect(first).toContain('Efficient frontier');
  expect(first).toContain('&lt;script&gt;');
  expect(first).not.toContain('<script>');
  await run(named, '--method', 'maximum-sharpe', '--out', page);
  expect(readFileSync(page, 'utf8')).toBe(first);
});

test.each([
  [
    ['--method', 'minimum-variance', '--max', '0.3'],
    'No weights satisfy all of these constraints: fully invested; weights from 0 % to 30 %. The maximum weights sum to 90 %. Relax one of them.',
  ],
  [['--method', 'mean-variance', '--target-return', '0.2'], 'an expected return of at least 20 %'],
  [
    ['--method', 'mean-variance'],
    'The method needs a target return, a target volatility or a risk aversion. Give exactly one of them.',
  ],
  [['--method', 'maximum-sharpe', '--risk-free', '0.3'], 'Lower the risk-free rate'],
  [['--method', 'equal-risk', '--bound', 'Z=0:0.1'], 'Its assets are A, B, C.'],
  [['--method', 'equal-risk', '--bound', 'A=0.1'], 'Give bounds like GOLD=0.05:0.15.'],
  [
    ['--method', 'equal-risk', '--min', '0.9', '--max', '0.1'],
    'the minimum weight, 90 %, is above the maximum weight, 10 %',
  ],
  [['--method', 'magic'], 'Allowed choices are minimum-variance'],
  [[], "required option '--method <name>' not specified"],
])('%j is refused with a clear message', async (argv, message) => {
  expect(await run(file, ...argv)).toContain(message);
});

test('missing expected returns are reported', async () => {
  const bare = join(folder, 'bare.csv');
  writeFileSync(bare, 'asset,expected,A,B\nA,,0.04,0.01\nB,,0.01,0.09\n');
  expect(await run(bare, '--method', 'maximum-sharpe')).toContain(
    'no expected returns, which maximum-sharpe needs',
  );
  expect(await run(bare, '--method', 'minimum-variance', '--out', join(folder, 'x.html'))).toContain(
    'no frontier to draw',
  );
  expect(await run(bare, '--method', 'minimum-variance')).toMatch(/^Expected return –, volatility/);
});
