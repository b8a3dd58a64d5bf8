import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command, CommanderError } from 'commander';
import { UserError } from '../../../src/market/problem.ts';
import { addOptimise } from '../../../src/cli/commands/optimise/optimise.ts';
import { describeReference, reference } from '../../reference.ts';
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
    ['maximum-sharpe', '--risk-free', '0.05'],
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
    ['--method', 'minimum-variance', '--max', '40'],
    '--max: A maximum weight of 40 is 4000 %; without short positions no weight is above 1. Write weights as fractions: 0.4 is 40 %.',
  ],
  [['--method', 'maximum-sharpe', '--risk-free', '6.5'], 'such as 0.065 for 6.5 %'],
  [['--method', 'mean-variance', '--target-return', '12'], 'Give a fraction from −2 to 2: 0.12 is 12 %.'],
  [['--method', 'mean-variance', '--target-volatility', '15'], 'Give a fraction from 0 to 2: 0.05 is 5 %.'],
  [
    ['--method', 'minimum-variance', '--opening', 'o.csv', '--turnover', '20'],
    '--turnover: A limit of 20 is 2000 %',
  ],
  [['--method', 'minimum-variance', '--cost', '0.2'], 'Give a fraction from 0 to 0.1: 0.05 is 5 %.'],
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

interface Portfolio {
  readonly expectedReturn: number;
  readonly volatility: number;
  readonly sharpeRatio?: number;
  readonly period: string | null;
  readonly weights: readonly { readonly asset: string; readonly weight: number }[];
}

const portfolio = async (...argv: readonly string[]): Promise<Portfolio> =>
  JSON.parse(await run(...argv, '--json')) as Portfolio;

const weightsOf = ({ weights }: Portfolio): number[] => weights.map((w) => w.weight);

describe('the time unit of figures', () => {
  const monthly = join(folder, 'monthly.csv');
  writeFileSync(
    monthly,
    `date,FUND,BOND\n${[0.02, -0.01, 0.03, 0.01, -0.02]
      .map((r, k) => `2023-0${k + 1}-28,${r},${0.004 + r / 20}`)
      .join('\n')}\n`,
  );

  test('is named: a month as it stands, a year once annualised, the file’s own for moments', async () => {
    expect(await run(monthly, '--method', 'minimum-variance')).toMatch(
      /^Expected return [\d.]+ % a month, volatility [\d.]+ % a month/,
    );
    expect(await run(monthly, '--method', 'minimum-variance', '--per-year', '12')).toContain('% a year,');
    expect(await run(file, '--method', 'minimum-variance')).toContain('(in the time unit of the file)');
    expect((await portfolio(monthly, '--method', 'minimum-variance')).period).toBe('month');
    expect((await portfolio(file, '--method', 'minimum-variance')).period).toBeNull();
  });

  test('is the remedy where a rate of a year meets returns of a month', async () => {
    expect(await run(monthly, '--method', 'maximum-sharpe', '--risk-free', '0.065')).toMatch(
      /The dates are a month apart.*give --per-year 12\./,
    );
    expect(await run(monthly, '--method', 'mean-variance', '--target-return', '0.08')).toMatch(
      /The greatest expected return within the other constraints is 0\.6 %.*give --per-year 12/,
    );
  });

  test('of given moments cannot be changed', async () => {
    expect(await run(file, '--method', 'minimum-variance', '--per-year', '12')).toContain(
      'Leave out --per-year.',
    );
  });
});

describe('further inputs', () => {
  const write = (name: string, text: string): string => {
    const path = join(folder, name);
    writeFileSync(path, text);
    return path;
  };

  test('groups have floors and caps, by file or joined by +', async () => {
    const groups = write('groups.csv', 'asset,group\nA,safe\nC,risky\nB,risky\n');
    const argv = [file, '--method', 'minimum-variance', '--groups', groups, '--group'];
    const [, b, c] = weightsOf(await portfolio(...argv, 'risky=0.4:'));
    expect(b! + c!).toBeCloseTo(0.4, 9);
    const joined = await portfolio(file, '--method', 'minimum-variance', '--group', 'B+C=0.4:0.5');
    expect(weightsOf(joined)).toEqual([expect.closeTo(0.6, 9), expect.closeTo(b!, 9), expect.closeTo(c!, 9)]);
    expect(await run(...argv, 'metals=0.4:')).toContain('The groups are safe, risky.');
  });

  test('present weights limit turnover and have a cost', async () => {
    const opening = write('opening.csv', 'asset,weight\nB,1\n');
    const text = await run(file, '--method', 'minimum-variance', '--opening', opening, '--turnover', '0.25');
    expect(text).toContain('One-way turnover 25.00 %');
    expect(await run(file, '--method', 'minimum-variance', '--turnover', '0.25')).toContain(
      '--opening is missing',
    );
    const percent = write('percent.csv', 'asset,weight\nB,100\n');
    expect(await run(file, '--method', 'minimum-variance', '--opening', percent)).toContain('Give fractions');
  });

  test('views move expected returns', async () => {
    const views = write('views.csv', 'view,return,confidence,A,B\nA over B,0.05,0.5,1,-1\n');
    const market = write('market.csv', 'asset,weight\nA,50\nB,30\nC,20\n');
    const argv = [file, '--method', 'mean-variance', '--risk-aversion', '2.5', '--market', market];
    const viewed = await portfolio(...argv, '--views', views);
    expect(weightsOf(viewed)[0]!).toBeGreaterThan(0.5);
    expect(await run(...argv)).toContain('--views is missing');
  });

  test('risk budgets are shares of risk', async () => {
    const budgets = ['A=2', 'B=1', 'C=1'].flatMap((b) => ['--budget', b]);
    const { weights } = JSON.parse(await run(file, '--method', 'risk-budgeting', ...budgets, '--json')) as {
      weights: { riskShare: number }[];
    };
    expect(weights.map((w) => w.riskShare)).toEqual([0.5, 0.25, 0.25].map((v) => expect.closeTo(v, 10)));
    expect(await run(file, '--method', 'risk-budgeting', '--budget', 'A=1')).toContain(
      'B: It has no risk budget',
    );
  });

  test('a risk-free rate gives the frontier its capital market line, in text and on the page', async () => {
    const page = join(folder, 'cml.html');
    const argv = [file, '--method', 'frontier', '--points', '5', '--risk-free', '0.05'];
    expect(await run(...argv, '--out', page)).toMatch(/Capital market line: 5\.00 % \+ 0\.5168 × volatility/);
    expect(readFileSync(page, 'utf8')).toMatch(/capital market line from the risk-free rate of 5\.00\s%/);
  });
});

describeReference('the worked cases of faults', () => {
  const at = (name: string, file = 'moments.csv'): string => reference('cases', 'faults', name, file);
  const close = (values: readonly number[], digits: number) =>
    values.map((v) => expect.closeTo(v, digits) as unknown);

  test('cash: Tobin’s separation', async () => {
    const cash = at('cash-in-moments');
    const target = await portfolio(cash, '--method', 'mean-variance', '--target-return', '0.09');
    expect(weightsOf(target)).toEqual(close([0.414255, 0.147731, 0.438014], 6));
    expect([target.expectedReturn, target.volatility]).toEqual(close([0.09, 0.078494], 6));
    const safest = await portfolio(cash, '--method', 'minimum-variance');
    expect([safest.volatility, ...weightsOf(safest)]).toEqual([0, ...close([0, 0, 1], 12)]);
    const tangency = await portfolio(cash, '--method', 'maximum-sharpe', '--risk-free', '0.065');
    expect(weightsOf(tangency)).toEqual(close([0.737127, 0.262873, 0], 6));
    expect(tangency.sharpeRatio).toBeCloseTo(0.318496, 6);
    for (const method of ['equal-risk', 'maximum-diversification'])
      expect(await run(cash, '--method', method)).toContain('liquid has no risk');
  });

  test('risk budgets with bounds', async () => {
    expect(
      weightsOf(await portfolio(at('erc-with-bounds'), '--method', 'equal-risk', '--max', '0.6')),
    ).toEqual(close([0.6, 0.4], 10));
  });

  test('Zivot’s portfolios with short positions', async () => {
    const argv = [at('known-zivot-shorts'), '--min', '-1', '--max', '2', '--method'];
    const target = await portfolio(...argv, 'mean-variance', '--target-return', '0.0427');
    expect(weightsOf(target)).toEqual(close([0.82745, -0.09075, 0.26329], 5));
    expect(weightsOf(await portfolio(...argv, 'minimum-variance'))).toEqual(
      close([0.4411, 0.3656, 0.1933], 4),
    );
    const tangency = await portfolio(...argv, 'maximum-sharpe', '--risk-free', '0.005');
    expect(weightsOf(tangency)).toEqual(close([1.0268, -0.3263, 0.2994], 4));
  });

  test('a year’s rate on monthly returns, prices for returns, mixes without risk, targets out of reach', async () => {
    expect(
      await run(
        at('per-year-forgotten', 'returns.csv'),
        '--method',
        'maximum-sharpe',
        '--risk-free',
        '0.065',
      ),
    ).toContain('give --per-year 12');
    const prices = at('prices-for-returns', 'prices.csv');
    expect(await run(prices, '--method', 'maximum-sharpe', '--per-year', '12')).toContain(
      'line 2: RELIANCE returns 285330 % in a period: these look like prices.',
    );
    for (const name of ['answered.csv', 'refused.csv'])
      for (const method of ['maximum-sharpe', 'maximum-diversification'])
        expect(await run(at('riskless-mix', name), '--method', method)).toContain(
          'no risk, so the ratio has no maximum',
        );
    const target = [at('target-too-high'), '--method', 'mean-variance', '--target-return', '0.1235'];
    expect(await run(...target)).toContain('within the other constraints is 12.34 %');
    expect(await run(...target, '--max', '0.4')).toContain('within the other constraints is 11.336 %');
    expect(await run(at('target-too-high'), '--method', 'minimum-variance', '--max', '0.333333')).toContain(
      'The maximum weights sum to 99.9999 %',
    );
  });
});
