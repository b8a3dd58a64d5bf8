import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { simulateEquities } from '../../../fixtures/equities/equity-market.ts';
import { writeSimulatedEquities } from '../../../fixtures/equities/write.ts';
import type { FactorValidation } from '../../../src/validation/factors/result.ts';
import { day } from '../../../src/market/day.ts';
import { importPaths } from '../../../src/market/import/import.ts';
import { openStore } from '../../../src/market/store/store.ts';
import { trialsOf } from '../../../src/validation/factors/variants.ts';
import { DEFAULT_SLEEVE_RULES } from '../../../src/sleeves/sleeve-rules.ts';
import { removeFolder, tempFolder, trrm, trrmJson } from '../command-line.ts';
import { describeReference, reference } from '../../reference.ts';
import { LOW_VOLATILITY_RULES } from '../../sleeves/low-volatility-rules.fixture.ts';

const folder = tempFolder();
const [store, rules] = [join(folder, 'market.duckdb'), join(folder, 'rules.yaml')];
const where = ['--store', store, '--rulebook', rules];
afterAll(() => removeFolder(folder));

/** A store at `file` that holds the files of some paths. */
async function hold(file: string, paths: readonly string[]): Promise<void> {
  const open = await openStore(file, { purpose: 'a test', mode: 'create' });
  try {
    await importPaths(open, paths, { today: day('2026-01-05') });
  } finally {
    await open.close();
  }
}

describe('trrm sleeves research on simulated stocks', () => {
  beforeAll(async () => {
    const market = simulateEquities({ issuers: 40, from: '2016-01-01', to: '2019-12-31' });
    await hold(store, await writeSimulatedEquities(market, join(folder, 'files')));
    writeFileSync(rules, LOW_VOLATILITY_RULES);
  });

  test('validates a sleeve with its variants, ages and costs, marked as simulated', async () => {
    const out = join(folder, 'page');
    const argv = ['sleeves', 'research', '--sleeve', 'top-ten', '--out', out, ...where];
    const record = await trrmJson<FactorValidation>(...argv);
    expect(record).toMatchObject({ schema: 'trrm-factor-research/1', simulated: true });
    const { results } = record.factors[0]!;
    expect([results.from, results.to]).toEqual(['2016-12-30', '2019-12-31']);
    expect(results.model!.alpha.n).toBe(36);
    expect(results.verdict.kind).toBe('too short');
    // With those of the nine that stay in the rule book, though they were not asked about.
    expect(results.multipleTesting!.trials).toBe(
      results.multipleTesting!.variants.length + trialsOf(DEFAULT_SLEEVE_RULES),
    );
    expect(results.costs!.turnover).toBeGreaterThan(0);
    expect(results.byAge[0]!.alpha).not.toBeNull();
    expect(record.problems.map((p) => p.code)).toContain('no-labels');
    expect(JSON.stringify(record)).not.toMatch(/NaN|Infinity/);
    expect(readdirSync(out).sort()).toEqual(['research.html', 'research.json', 'research.manifest.json']);
    expect(JSON.parse(readFileSync(join(out, 'research.json'), 'utf8'))).toEqual(record);
    const again = await trrm(...argv, '--quiet');
    expect(JSON.parse(readFileSync(join(out, 'research.json'), 'utf8'))).toEqual(record);
    expect(again.out).toMatch(
      /^SIMULATED MARKET[^]*Back-test on a simulated market[^]*Verdicts\n {2}The ten least volatile of the forty/,
    );
  });

  test('counts the declared trials, and only the requested months', async () => {
    const asked = ['--sleeve', 'top-ten', '--trials', '500', '--from', '2017-11-30'];
    const { factors } = await trrmJson<FactorValidation>('sleeves', 'research', ...asked, ...where);
    expect(factors[0]!.results).toMatchObject({
      from: '2017-11-30',
      months: 25,
      multipleTesting: { trials: 500 },
    });
    const usage = await trrm('sleeves', 'research', '--trials', 'many', ...where);
    expect([usage.code, usage.err]).toEqual([2, expect.stringContaining('Give a whole number')]);
  });

  test.each([
    [['--sleeve', 'growth'], /growth: The rule book has no such sleeve\. Its sleeves are momentum/],
    [['--sleeve', 'toString'], /toString: The rule book has no such sleeve/],
    [
      ['--index', 'toString'],
      /toString: the store has no month with levels of both this index and the Nifty 50/,
    ],
    [
      ['--from', '2019-01-01', '--to', '2018-01-01'],
      /01 Jan 2019 to 01 Jan 2018: The period contains no month\. Choose/,
    ],
    [['--from', '2030-01-01'], /01 Jan 2030 to 05 Jan 2026: The period contains no month/],
    [['--to', '2026-01-06'], /2026-01-06: The date is after today, 05 Jan 2026\./],
    [['--sleeve', 'top-ten', '--to', '2015-12-31'], /no stock prices known by 31 Dec 2015/],
    [
      ['--index', 'nifty-alpha-50'],
      /nifty-alpha-50: the store has no month with levels of both this index and the Nifty 50/,
    ],
  ])('refuses %j, and says what is available', async (argv, message) => {
    const { code, err } = await trrm('sleeves', 'research', ...argv, ...where);
    expect([code, err]).toEqual([1, expect.stringMatching(message)]);
  });
});

describeReference('trrm sleeves research on NSE’s indices', () => {
  const real = join(folder, 'real.duckdb');
  const research = (...argv: readonly string[]) =>
    trrmJson<FactorValidation>('sleeves', 'research', '--store', real, ...argv);
  beforeAll(
    () =>
      hold(
        real,
        ['indices-pr/nifty200mom30', 'indices-pr/nifty500val50', 'indices-tri', 'nifty50', 'factors'].map(
          (p) => reference('data', p),
        ),
      ),
    120_000,
  );

  test('has the alpha of Nifty200 Momentum 30 over the Nifty computed independently of this code', async () => {
    // 200 months less the IIM rate, total returns from August 2016 and prices before, by a numpy script: 4 lags, n/(n − 2).
    const { factors } = await research('--index', 'nifty200-momentum-30', '--to', '2021-12-31');
    const { model, launch, verdict } = factors[0]!.results;
    expect(model!.alpha).toMatchObject({ n: 200 });
    expect(model!.alpha.annual).toBeCloseTo(6.420530093357292, 9);
    expect(model!.alpha.t).toBeCloseTo(2.5114832050838336, 9);
    expect(model!.beta).toBeCloseTo(0.929318445672829, 11);
    expect(launch!.groups.map((g) => [g.group, g.months])).toEqual([
      ['back-test', 184],
      ['live', 16],
    ]);
    expect(verdict.kind).toBe('weak');
  });

  test('omits the months around the gap of December 2005 in Nifty500 Value 50, with a warning', async () => {
    const { factors, problems } = await research('--index', 'nifty500-value-50', '--to', '2021-12-31');
    expect(factors[0]).toMatchObject({ unmatched: 2, results: { months: 198 } });
    expect(problems.map((p) => [p.code, p.about])).toContainEqual(['months-unmatched', 'nifty500-value-50']);
  });

  test('validates every proxy index where none is named', async () => {
    const { factors } = await research('--to', '2021-12-31');
    expect(factors.map((f) => f.id)).toEqual([
      'nifty200-momentum-30',
      'nifty-alpha-50',
      'nifty500-value-50',
      'nifty-smallcap-250',
      'nifty100-low-volatility-30',
      'nifty200-quality-30',
    ]);
    expect(factors.every((f) => f.results.verdict.kind !== 'supported')).toBe(true);
  });
});
