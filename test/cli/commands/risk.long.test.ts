import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { simulateEquities } from '../../../fixtures/equities/equity-market.ts';
import { writeSimulatedEquities } from '../../../fixtures/equities/write.ts';
import { day } from '../../../src/market/day.ts';
import type { AttributionReport } from '../../../src/risk/portfolio/attribution-report.ts';
import { capWeighted } from '../../../src/risk/portfolio/cap-weighted.ts';
import type { Holding } from '../../../src/risk/portfolio/portfolio-risk.ts';
import { readModelStore, readSession, readSessions } from '../../../src/risk/store/model-store.ts';
import type { PortfolioRiskReport } from '../../../src/risk/portfolio/risk-report.ts';
import { isCovered } from '../../../src/risk/snapshot.ts';
import { removeFolder, tempFolder, trrm, trrmJson } from '../command-line.ts';

const folder = tempFolder();
const store = join(folder, 'market.duckdb');
const model = join(folder, 'inec1');
const rules = join(folder, 'rules.yaml');
const on = (...argv: string[]) => ['risk', ...argv, '--store', store, '--model', model, '--rulebook', rules];
const market = simulateEquities({ issuers: 120, from: '2022-10-03', to: '2024-09-30' });
const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);
const lastSession = () =>
  readSession(model, readModelStore(model), readModelStore(model).sessions.at(-1)!.day)!;

beforeAll(async () => {
  // A small market is estimated on all of itself: a quarter of it would be fewer stocks than factors.
  writeFileSync(rules, 'risk:\n  universe:\n    size: { kind: fraction, of: 1}\n');
  const files = await writeSimulatedEquities(market, join(folder, 'files'));
  const { code, err } = await trrm('import', ...files, '--store', store, '--quiet');
  if (code !== 0) throw new Error(err);
});
afterAll(() => removeFolder(folder));

interface Summary {
  readonly issuers: number;
  readonly sessions: number;
  readonly added: number;
  readonly last: string;
}

describe('trrm risk', () => {
  test('builds and extends a model from the store', async () => {
    const whole = await trrmJson<Summary>(...on('build'));
    expect(whole).toMatchObject({ issuers: 120, last: '2024-09-30' });
    await trrmJson(...on('build', '--to', '2024-09-25'));
    const extended = await trrmJson<Summary>(...on('extend'));
    expect(extended).toMatchObject({ sessions: whole.sessions, added: 3 });
  });

  test('shows the accuracy of the model, marked SIMULATED', async () => {
    const { out, code } = await trrm(...on('show'));
    expect(code).toBe(0);
    expect(out).toMatch(/^SIMULATED MARKET[^]*Fit of the daily regression[^]*LTMOM[^]*pure factors/);
    expect(JSON.stringify(await trrmJson(...on('show')))).not.toMatch(/NaN|Infinity/);
  });

  test('shows a portfolio’s risk; contributions of factors and of holdings each sum to it', async () => {
    // Take names that still trade on the last day.
    const day = [...market.days()].at(-1)!;
    const names = market.issuers.filter((_, i) => !Number.isNaN(day.slice.close[i]!)).slice(0, 20);
    const file = join(folder, 'held.csv');
    writeFileSync(
      file,
      `security,value\n${names.map((n, i) => `${i % 2 ? n.isin : n.symbol},${(i + 1) * 1e5}`).join('\n')}\n`,
    );
    const report = await trrmJson<PortfolioRiskReport>(...on('portfolio', file));
    for (const view of [report.total, report.active]) {
      expect(sum(view.factors.map((f) => f.contribution)) + view.specificContribution).toBeCloseTo(
        view.volatility,
        9,
      );
      expect(sum(view.holdings.map((h) => h.contribution))).toBeCloseTo(view.volatility, 9);
    }
  });

  test('attributes total and active return, with the market weighted at each close', async () => {
    const file = join(folder, 'held.csv');
    const period = ['--from', '2024-07-01'] as const;
    const found = await trrmJson<AttributionReport>(...on('attribute', file, ...period));
    for (const view of [found.total, found.active]) {
      expect(sum(view.factors.map((f) => f.contribution)) + view.specific + view.uncovered).toBeCloseTo(
        view.total,
        9,
      );
    }
    const sessions = [...readSessions(model, readModelStore(model))];
    const ofMarket = (weightsOn: (t: number) => readonly Holding[]) =>
      sum(
        sessions.flatMap((s, t) =>
          s.day < day('2024-07-01')
            ? []
            : weightsOn(t).map(
                ({ issuer, weight }) => weight * (s.returns[issuer]! || s.resumed[issuer]! || 0),
              ),
        ),
      );
    const daily = ofMarket((t) => capWeighted(sessions[t - 1]!));
    expect(found.total.total - found.active.total).toBeCloseTo(100 * daily, 9);
    // The weights of the end, held all along, are those of the winners.
    expect(ofMarket(() => capWeighted(sessions.at(-1)!))).toBeGreaterThan(daily + 1e-4);
  });

  test('refuses a period that ends before it begins', async () => {
    const file = join(folder, 'held.csv');
    const { code, err } = await trrm(...on('attribute', file, '--from', '2024-07-01', '--to', '2024-06-28'));
    expect(code).toBe(1);
    expect(err).toMatch(/2024-07-01: is after the end of the period, 2024-06-28/);
  });

  test('refuses a benchmark without risk, and warns of weights that look like percent', async () => {
    const file = join(folder, 'percent.csv');
    const [one, other] = [...readModelStore(model).issuers].filter((_, i) => isCovered(lastSession(), i));
    writeFileSync(file, `security,weight\n${one!.symbol},60\n${other!.symbol},40\n`);
    const nothing = join(folder, 'nothing.csv');
    writeFileSync(nothing, `security,weight\n${one!.symbol},0\n`);
    const refused = await trrm(...on('portfolio', file, '--benchmark', nothing));
    expect(refused).toMatchObject({ code: 1, out: '' });
    expect(refused.err).toMatch(/nothing\.csv: has zero risk/);
    const warned = await trrm(...on('portfolio', file));
    expect(warned.code).toBe(0);
    expect(warned.out).toMatch(/warning: .*percent\.csv: the weights sum to 100, or 10000 %/);
    const { problems } = await trrmJson<{ problems: { code: string }[] }>(...on('portfolio', file));
    expect(problems.map((p) => p.code)).toEqual(['weights-beyond-one']);
  });

  test('says why there is no forecast during warm-up', async () => {
    const { code, err } = await trrm(...on('portfolio', join(folder, 'held.csv'), '--as-of', '2023-01-02'));
    expect(code).toBe(1);
    expect(err).toMatch(/INEC-1 has no forecast on this day.*Choose a later day/);
  });

  test('writes a page of the model alone, or of a portfolio with its return attribution', async () => {
    const out = join(folder, 'pages');
    const page = () => readFileSync(join(out, 'risk.html'), 'utf8');
    const shown = await trrm(...on('show', '--out', out));
    // A progress line may precede it.
    expect(shown.err.endsWith(`Written: ${join(out, 'risk.html')}\n`)).toBe(true);
    expect(page()).toMatch(/<title>TRRM: risk model INEC-1[^<]*SIMULATED/);
    const file = join(folder, 'held.csv');
    const written = await trrm(
      ...on('portfolio', file, '--out', out, '--from', '2024-07-01', '--as-of', '2024-08-30'),
    );
    expect(written).toMatchObject({ code: 0 });
    expect(page()).toMatch(/<title>TRRM: portfolio risk, As of 30\u00a0Aug\u00a02024/);
    // Nothing that came after the day is on the page of the day.
    expect(page()).toMatch(/Performance attribution,\s+01\u00a0Jul\u00a02024 to\s+30\u00a0Aug\u00a02024/);
    expect(page()).not.toContain('Sep\u00a02024');
    const without = await trrm(...on('portfolio', file, '--from', '2024-07-01'));
    expect(without).toMatchObject({ code: 1, out: '' });
    expect(without.err).toMatch(/only written with --out.*--out FOLDER/s);
  });

  test('can be stopped during diagnostics, and leaves no page', async () => {
    const out = join(folder, 'stopped');
    const listening = process.listenerCount('SIGINT');
    const shown = trrm(...on('show', '--out', out));
    while (process.listenerCount('SIGINT') === listening) await setImmediate();
    process.emit('SIGINT');
    const { code, err } = await shown;
    expect(code).toBe(1);
    expect(err).toBe(
      'trrm: interrupted: The command was stopped; existing files and the store are unchanged. Run it again.\n',
    );
    expect(existsSync(out)).toBe(false);
    expect(process.listenerCount('SIGINT')).toBe(listening);
  });

  test('refuses unknown holdings, with the line number', async () => {
    const file = join(folder, 'odd.csv');
    writeFileSync(file, 'security,weight\nNOSUCH,0.5\nSIM0001,much\n');
    const { code, err } = await trrm(...on('portfolio', file));
    expect(code).toBe(1);
    expect(err).toMatch(/odd\.csv:2: the model does not contain "NOSUCH"/);
  });

  test('exports CSV and Parquet with a row for each day and stock', async () => {
    const out = join(folder, 'export');
    const written = await trrmJson<{ file: string; rows: number }[]>(
      ...on('export', '--out', out, '--from', '2024-09-01'),
    );
    const exposures = written.find((w) => w.file.endsWith('exposures.csv'))!;
    const lines = readFileSync(exposures.file, 'utf8').trim().split('\n');
    expect(lines).toHaveLength(exposures.rows + 1);
    expect(lines[0]).toBe(
      'day,isin,symbol,industry,market_cap,in_estimation,universe_status,beta,size,strev,ltmom,value,growth,lowvol,liquidity,leverage,earnyield,earnvar,profit,imputed',
    );
    expect(lines[1]).toMatch(/^2024-09-02,IN\w{10},SIM\d+,[A-Z]+,[\d.]+,[01],[a-z ]+,-?\d/);
    expect(written).toHaveLength(14);
    const read = (table: string): string[][] =>
      readFileSync(join(out, `${table}.csv`), 'utf8')
        .trim()
        .split('\n')
        .map((line) => line.split(','));
    const [header, ...factors] = read('factor_returns');
    expect(header).toEqual(['day', 'factor', 'factor_return', 'standard_error', 't_statistic', 'vif']);
    for (const [, , f, error, t] of factors)
      if (f !== '' && f !== '0.0') expect(Number(t)).toBeCloseTo(Number(f) / Number(error), 8);
    expect(factors.filter((row) => row[5] !== '')).toHaveLength(12 * (factors.length / 39));
    const [fitHeader, ...fit] = read('fit');
    expect(fitHeader).toEqual(
      'day,method,stocks,trimmed,r_squared,adjusted_r_squared,r_squared_about_zero,condition'.split(','),
    );
    for (const [, method, stocks, trimmed, , , aboutZero] of fit) {
      expect([method, trimmed]).toEqual(['cholesky', '0']);
      expect(Number(stocks)).toBeGreaterThan(60);
      expect(Number(aboutZero)).toBeGreaterThan(0.1);
    }
    const backwards = await trrm(...on('export', '--out', out, '--from', '2024-09-02', '--to', '2024-09-01'));
    expect(backwards).toMatchObject({ code: 1, out: '' });
    expect(backwards.err).toMatch(/--from.*2024-09-02 is after --to 2024-09-01/);
  });

  test('fails where no session can be estimated, and says why each stock is excluded', async () => {
    const short = join(folder, 'short');
    const asked = (...argv: string[]) => ['risk', ...argv, '--store', store, '--model', short, '--quiet'];
    for (const what of [['build', '--to', '2023-03-31'], ['show']]) {
      const { code, err } = await trrm(...asked(...what));
      expect(code).toBe(1);
      expect(err).toMatch(/no session could be estimated.*\d+ history too short.*extend the model/);
    }
    // It is on disk all the same, and can be gone on with.
    const { problems, ...extended } = await trrmJson<Summary & { problems: unknown }>(
      ...asked('extend', '--to', '2024-09-30'),
    );
    expect(extended.added).toBeLessThan(extended.sessions);
    expect(JSON.stringify(problems)).not.toContain('built-again');
  });

  test('without stocks or without a model, says what to do', async () => {
    const empty = join(folder, 'empty.duckdb');
    writeFileSync(join(folder, 'VIX_History.csv'), 'DATE,OPEN,HIGH,LOW,CLOSE\n03/02/2020,20,21,19,20\n');
    await trrm('import', join(folder, 'VIX_History.csv'), '--store', empty, '--quiet');
    expect((await trrm('risk', 'build', '--store', empty, '--model', join(folder, 'x'))).err).toMatch(
      /has no stock prices.*bhavcopies/,
    );
    expect((await trrm('risk', 'show', '--model', join(folder, 'x'))).err).toMatch(
      /contains no risk model.*trrm risk build/,
    );
  });
});
