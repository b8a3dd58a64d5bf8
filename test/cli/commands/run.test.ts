import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { decisionSchema } from '../../../src/decision/document/decision.ts';
import type { Decision } from '../../../src/decision/document/decision.ts';
import type { HistoryRow } from '../../../regimes/model/history-row.ts';
import type { RegimeCall } from '../../../regimes/model/regime-call.ts';
import type { RegimeValidation } from '../../../src/validation/regimes/result.ts';
import type { WhatIf } from '../../../src/whatif/what-if.ts';
import { removeFolder, tempFolder, trrm, trrmJson } from '../command-line.ts';

// All tests share one simulated store.
const folder = tempFolder();
const store = join(folder, 'demo', 'market.duckdb');
const on = (...argv: string[]) => [...argv, '--store', store];
const AS_OF = '2020-06-30';

beforeAll(async () => {
  const { code, err } = await trrm('demo', '--stocks', '0', '--out', join(folder, 'demo'), '--quiet');
  if (code !== 0) throw new Error(err);
}, 120_000);
afterAll(() => removeFolder(folder));

const read = (...path: string[]) => readFileSync(join(folder, ...path), 'utf8');

describe('the demo', () => {
  test('writes a decision that conforms to the published schema and a report, both marked SIMULATED', () => {
    const decision = decisionSchema.parse(JSON.parse(read('demo', 'decision.json')));
    expect(decision.simulated).toBe(true);
    expect(decision.asOf).toBe('2025-03-31');
    expect(read('demo', 'report.html')).toContain('SIMULATED');
  });

  test('changes nothing when run again: the same bytes, and the decision already recorded', async () => {
    const [decision, report] = [read('demo', 'decision.json'), read('demo', 'report.html')];
    const { code, out } = await trrm('demo', '--stocks', '0', '--out', join(folder, 'demo'), '--quiet');
    expect(code).toBe(0);
    expect(out).toContain('Already recorded in the ledger as entry 1, byte for byte');
    expect(read('demo', 'decision.json')).toBe(decision);
    expect(read('demo', 'report.html')).toBe(report);
  });
});

describe('trrm run', () => {
  test('writes the same bytes for a date, whatever the folder', async () => {
    for (const out of ['a', 'b']) await trrm(...on('run', '--as-of', AS_OF, '--out', join(folder, out)));
    expect(read('a', 'decision.json')).toBe(read('b', 'decision.json'));
    expect(read('a', 'report.html')).toBe(read('b', 'report.html'));
    expect(readdirSync(join(folder, 'a')).sort()).toEqual([
      'decision.json',
      'decision.manifest.json',
      'decision.xlsx',
      'report.html',
      'risk.csv',
      'weights.csv',
    ]);
    const [a, b] = ['a', 'b'].map((out) => readFileSync(join(folder, out, 'decision.xlsx')));
    expect(a!.equals(b!)).toBe(true);
  });

  test('gives weights that sum to 1, with 95 % in factor sleeves', async () => {
    const decision = await trrmJson<Decision>(...on('run', '--as-of', AS_OF, '--out', join(folder, 'c')));
    const sum = (w: object) => Object.values(w).reduce((s: number, x: number) => s + x, 0);
    expect(sum(decision.allocation.target)).toBeCloseTo(1, 12);
    expect(sum(decision.allocation.final)).toBeCloseTo(1, 12);
    expect(decision.allocation.sleeves.reduce((s, l) => s + l.target, 0)).toBeCloseTo(0.95, 12);
    expect(decision.vintage.every((v) => v.last <= AS_OF)).toBe(true);
  });

  test('trades from a given portfolio, in rupees that sum to zero', async () => {
    const file = join(folder, 'held.csv');
    writeFileSync(file, 'position,value\nmomentum,"4,00,00,000"\nquality,30000000\ncash,30000000\n');
    const { allocation, manifest } = await trrmJson<Decision>(
      ...on('run', '--as-of', AS_OF, '--portfolio', file, '--out', join(folder, 'd')),
    );
    expect(allocation.openingSource).toMatchObject({ kind: 'portfolio', file: 'held.csv', value: 1e8 });
    expect(manifest.portfolio?.file).toBe('held.csv');
    const signedAmounts = allocation.trades.map((t) => (t.side === 'buy' ? t.amount! : -t.amount!));
    expect(signedAmounts.reduce((s, a) => s + a, 0)).toBe(0);
    expect(readdirSync(join(folder, 'd')).sort()).toEqual([
      'decision.json',
      'decision.manifest.json',
      'decision.xlsx',
      'orders.csv',
      'report.html',
      'risk.csv',
      'weights.csv',
    ]);
  });

  test('refuses an invalid portfolio with the line number, and writes nothing', async () => {
    const file = join(folder, 'bad.csv');
    writeFileSync(file, 'position,value\nmomentum,-5\n');
    const { code, err } = await trrm(...on('run', '--portfolio', file, '--out', join(folder, 'never')));
    expect(code).toBe(1);
    expect(err).toMatch(/bad\.csv:2: momentum has the value "-5"/);
    expect(existsSync(join(folder, 'never'))).toBe(false);
  });

  test('accepts a portfolio with a byte order mark, and the ledger still verifies', async () => {
    const file = join(folder, 'bom.csv');
    writeFileSync(file, '\uFEFFposition,value\r\nmomentum,500000\r\n');
    const { code } = await trrm(
      ...on('run', '--as-of', AS_OF, '--portfolio', file, '--out', join(folder, 'bom')),
    );
    expect(code).toBe(0);
    expect((await trrm(...on('ledger', 'verify'))).code).toBe(0);
  });

  test('refuses a portfolio that a spreadsheet saved as Unicode text', async () => {
    const file = join(folder, 'utf16.csv');
    writeFileSync(file, Buffer.from('\uFEFFposition,value\r\nmomentum,5\r\n', 'utf16le'));
    const { code, err } = await trrm(...on('run', '--portfolio', file, '--out', join(folder, 'never')));
    expect([code, err]).toEqual([
      1,
      expect.stringMatching(/utf16\.csv: The file is UTF-16 text\. Save it as UTF-8/),
    ]);
  });

  test('reports that it cannot write, and records nothing', async () => {
    const blocked = join(folder, 'blocked');
    writeFileSync(blocked, 'a file, not a folder');
    const before = await trrmJson<unknown[]>(...on('ledger', 'list'));
    const { code, err } = await trrm(...on('run', '--as-of', '2019-01-31', '--out', blocked));
    expect([code, err]).toEqual([1, expect.stringMatching(/blocked: Cannot write there: .*--out/)]);
    expect(await trrmJson(...on('ledger', 'list'))).toEqual(before);
  });
});

describe('an output that cannot be written', () => {
  test('is refused before anything is recorded', async () => {
    const out = join(folder, 'taken');
    mkdirSync(join(out, 'decision.json'), { recursive: true });
    const before = await trrmJson<unknown[]>(...on('ledger', 'list'));
    const { code, err } = await trrm(...on('run', '--as-of', '2019-02-28', '--out', out));
    expect([code, err]).toEqual([
      1,
      expect.stringMatching(
        /^trrm: .*taken: Cannot write there: decision.json is a folder\. Name another folder with --out\.\n$/,
      ),
    ]);
    expect(await trrmJson(...on('ledger', 'list'))).toEqual(before);
    expect(readdirSync(out)).toEqual(['decision.json']);
  });

  test('stops the demo with one line', async () => {
    const blocked = join(folder, 'no-folder');
    writeFileSync(blocked, 'a file, not a folder');
    const { code, err } = await trrm('demo', '--stocks', '0', '--quiet', '--out', blocked);
    expect([code, err]).toEqual([
      1,
      expect.stringMatching(/^trrm: .*no-folder.*Cannot write there: .*--out\.\n$/),
    ]);
  });
});

test('an import without a usable row fails, and says why', async () => {
  const file = join(folder, 'SIMULATED NIFTY 100.csv');
  writeFileSync(file, 'Date,Close\n2020-01-02,n/a\n2020-01-03,n/a\n');
  const { code, out } = await trrm('import', file, '--store', join(folder, 'empty.duckdb'), '--quiet');
  expect(code).toBe(1);
  expect(out).toMatch(/all rejected[^]*all 2 rows were rejected[^]*line 2: Close is "n\/a"/);
});

describe('trrm evidence', () => {
  test('validates the regime model on the simulated market, as JSON and as a page marked SIMULATED', async () => {
    const out = join(folder, 'validation');
    // Perturbations run in worker threads, which load the compiled program, so it runs in a separate process.
    const trrmFile = join(__dirname, '../../../bin/trrm.mjs');
    const printed = execFileSync(
      process.execPath,
      [trrmFile, ...on('evidence', '--draws', '50', '--json', '--quiet', '--out', out)],
      { encoding: 'utf8', maxBuffer: 1e8 },
    );
    const evidence = JSON.parse(printed) as RegimeValidation;
    expect(evidence).toMatchObject({ simulated: true, to: '2025-03-31' });
    expect(evidence.classifiers.map((c) => c.id)).toContain('faber');
    expect(read('validation', 'evidence.json')).toBe(printed);
    expect(read('validation', 'evidence.html')).toContain('SIMULATED');
  }, 60_000);
});

describe('the read-only commands', () => {
  test('signals, regime and history agree on the scores of a date', async () => {
    const { signals } = await trrmJson<{ signals: { id: string; score: number }[] }>(
      ...on('signals', '--as-of', AS_OF),
    );
    const regime = await trrmJson<RegimeCall>(...on('regime', '--as-of', AS_OF, '--explain'));
    const rows = await trrmJson<HistoryRow[]>(...on('history', '--from', '2020-01-01', '--to', AS_OF));
    expect(rows.map((r) => r.monthEnd.slice(0, 7))).toEqual([
      '2020-01',
      '2020-02',
      '2020-03',
      '2020-04',
      '2020-05',
      '2020-06',
    ]);
    expect(rows.at(-1)).toMatchObject({ regime: regime.regime, score: regime.score });
    expect(rows.at(-1)!.scores).toEqual(Object.fromEntries(signals.map((s) => [s.id, s.score])));
  });

  test.each([
    ['signals', /^SIMULATED MARKET[^]*Signals as of 30 Jun 2020[^]*US VIX/],
    ['regime', /^SIMULATED MARKET[^]*30 Jun 2020: [A-Z]+, S = [+−]\d/],
  ])('%s prints a screen', async (command, screen) => {
    expect((await trrm(...on(command, '--as-of', AS_OF))).out).toMatch(screen);
  });

  test('status shows coverage, breaks and imports', async () => {
    const status = await trrmJson<{
      series: { series: string; kind: string }[];
      breaks: unknown[];
      imports: { rejected: number }[];
    }>(...on('status', '--as-of', '2025-03-31'));
    expect(status.series).toContainEqual(expect.objectContaining({ series: 'nifty-50', kind: 'valuation' }));
    expect(status.breaks).toHaveLength(3);
    expect(status.imports.every((i) => i.rejected === 0)).toBe(true);
  });
});

describe('trrm whatif', () => {
  test('a VIX of 80 lowers the score and leaves the history unchanged', async () => {
    const before = await trrmJson<HistoryRow[]>(...on('history'));
    const { before: a, after: b } = await trrmJson<WhatIf>(
      ...on('whatif', '--as-of', AS_OF, '--set', 'us-vix=80', 'india-vix=80'),
    );
    const scoreOf = (side: WhatIf['before'], id: string) => side.signals.find((s) => s.id === id)!.score;
    expect(scoreOf(b, 'us-vix')).toBe(-1);
    expect(scoreOf(b, 'india-vix')).toBe(-1);
    expect(scoreOf(b, 'gsec-yields')).toBe(scoreOf(a, 'gsec-yields'));
    expect(b.score!).toBeLessThan(a.score!);
    expect(await trrmJson(...on('history'))).toEqual(before);
  });

  test('without assumptions both sides are equal', async () => {
    const { before, after } = await trrmJson<WhatIf>(...on('whatif', '--as-of', AS_OF));
    expect(after).toEqual(before);
  });

  test('a forced regime changes the weights and is reported as an override, next to the model’s own', async () => {
    const { before, after } = await trrmJson<WhatIf>(
      ...on('whatif', '--as-of', AS_OF, '--regime', 'bearish'),
    );
    expect(after).toMatchObject({ regime: 'bearish', modelRegime: before.modelRegime });
    expect(after.allocation.regime).toBe('bearish');
    expect(after.alerts.map((a) => a.code)).toContain('override');
  });

  test('a changed rule is listed with its former value', async () => {
    const { set } = await trrmJson<WhatIf>(
      ...on('whatif', '--as-of', AS_OF, '--set', 'regimes.enterBullish=0.35'),
    );
    expect(set).toEqual([{ kind: 'rule', path: 'regimes.enterBullish', from: 0.2, to: 0.35 }]);
  });

  test('the smallest move reported by the call changes the regime', async () => {
    const call = await trrmJson<RegimeCall>(...on('regime', '--as-of', AS_OF));
    const change = call.nearestChanges.find(
      (f) => f.inUnits !== null && ['us-vix', 'india-vix'].includes(f.signal),
    );
    if (!change) throw new Error('on this date a move of a VIX changes the regime');
    const { after } = await trrmJson<WhatIf>(
      ...on('whatif', '--as-of', AS_OF, '--set', `${change.signal}=${change.inUnits!.needed}`),
    );
    expect(after.regime).toBe(change.to);
  });

  test('is written as a page of its own, never as a report', async () => {
    const out = join(folder, 'whatif');
    await trrm(...on('whatif', '--as-of', AS_OF, '--set', 'nifty=-20%', '--out', out));
    expect(read('whatif', 'what-if.html')).toContain('SIMULATION — what-if, not a decision');
    expect(existsSync(join(out, 'report.html'))).toBe(false);
    expect(JSON.parse(read('whatif', 'whatif.json'))).toHaveProperty('after.regime');
  });

  test('moves prices with the Nifty unless they are to stay, and lists the move as asked', async () => {
    const { set, problems } = await trrmJson<WhatIf>(
      ...on('whatif', '--as-of', AS_OF, '--set', 'nifty=-20%'),
    );
    expect(problems.map((p) => p.code)).toEqual(['prices-moved']);
    const todays = await trrmJson<WhatIf>(
      ...on('whatif', '--as-of', AS_OF, '--set', 'nifty=-20%', '--todays-prices'),
    );
    expect(todays).toMatchObject({ loss: null, problems: [{ code: 'prices-not-moved' }] });
    expect(set[0]).toMatchObject({ key: 'nifty', asked: '-20%', how: 'set' });
    expect(set.slice(1)).toEqual(
      ['pe', 'pb', 'dy'].map((key) => expect.objectContaining({ key, asked: null, how: 'carried' })),
    );
  });

  test('warns of a level outside its own history, with the bounds of that history', async () => {
    const { set } = await trrmJson<WhatIf>(...on('whatif', '--as-of', AS_OF, '--set', 'us-vix=45'));
    const [level] = set;
    if (level?.kind !== 'level' || !level.history) throw new Error('no history');
    const beyond = (level.history.max * 1.5).toFixed(2);
    const { problems } = await trrmJson<WhatIf>(
      ...on('whatif', '--as-of', AS_OF, '--set', `us-vix=${beyond}`),
    );
    expect(problems).toEqual([expect.objectContaining({ code: 'outside-history', severity: 'warning' })]);
    expect(problems[0]!.message).toContain(level.history.max.toFixed(2));
  });
});

describe('the ledger', () => {
  test('lists and verifies entries, and shows and replays them byte for byte', async () => {
    const entries = await trrmJson<{ seq: number; asOf: string }[]>(...on('ledger', 'list'));
    const june = entries.find((e) => e.asOf === AS_OF)!;
    expect((await trrm(...on('ledger', 'show', String(june.seq)))).out).toBe(read('a', 'decision.json'));
    expect((await trrm(...on('ledger', 'verify'))).out).toMatch(
      /entries are unchanged, and the chain is intact/,
    );
    expect((await trrm(...on('ledger', 'replay', String(june.seq)))).out).toMatch(
      /^Entry \d+ is reproduced byte for byte\. All [\d,]+ market rows of \d+ imports are as they were imported\.\n$/,
    );
  });

  test('replays byte for byte although restated data were imported since', async () => {
    // A restatement of the US VIX of June 2020 by the vendor.
    const file = join(folder, 'SIMULATED VIX_History.csv');
    const days = ['24', '25', '26', '29'].map((d) => `06/${d}/2020,75.000000,76.000000,74.000000,75.000000`);
    writeFileSync(file, `DATE,OPEN,HIGH,LOW,CLOSE\n${days.join('\n')}\n`);
    expect((await trrm(...on('import', file, '--known-on', '2020-06-30'))).code).toBe(0);
    const now = await trrmJson<RegimeCall>(...on('regime', '--as-of', AS_OF));
    const recorded = JSON.parse(read('a', 'decision.json')) as Decision;
    expect(now.score).not.toBe(recorded.regime.score);
    const entries = await trrmJson<{ seq: number; asOf: string }[]>(...on('ledger', 'list'));
    const seq = String(entries.find((e) => e.asOf === AS_OF)!.seq);
    expect((await trrm(...on('ledger', 'replay', seq))).out).toMatch(/reproduced byte for byte/);
  });

  test('shows the stability of recorded decisions beside a run, and again on request', async () => {
    const [first, second] = ['2019-05-31', '2019-06-28'].map((date) => on('run', '--as-of', date));
    const alone = await trrm(...first!, '--out', join(folder, 'first'));
    expect(alone.out).not.toContain('Stability of recorded decisions');
    const after = await trrm(...second!, '--out', join(folder, 'second'));
    expect([alone.err, after.err]).toEqual(['', '']);
    const shown = /Stability of recorded decisions over 2\smonths, 31 May 2019 to 28 Jun 2019:\n(  .*\n){3}/;
    const text = shown.exec(after.out)?.[0];
    expect(text).toContain('none to relax (no month was weighted by the risk model)');
    expect((await trrm(...on('ledger', 'stability'))).out).toBe(text);
    expect(await trrmJson(...on('ledger', 'stability'))).toMatchObject({ months: 2, modelMonths: 0 });
  });
});

describe('wrong usage', () => {
  test.each([
    [['fly'], 2, /unknown command 'fly'/],
    [['regime', '--as-of', 'yesterday'], 2, /the year first, like 2020-03-31/],
    [['import'], 2, /missing required argument/],
    [['whatif', '--regime', 'sideways'], 2, /Allowed choices are bullish, consolidation, bearish/],
    [['whatif', '--set', 'vix=45'], 2, /^trrm: --set vix=45: There is no level vix\. Levels are us-vix.*\n$/],
    [['whatif', '--set', 'pe=20', 'pe=21'], 2, /sets pe twice/],
    [['whatif', '--set', 'us-vix=high'], 2, /^trrm: --set us-vix=high: /],
    [
      ['whatif', '--set', 'regimes.enterBull=0.3', '--store', store],
      2,
      /^trrm: --set regimes\.enterBull=0\.3: There is no rule regimes\.enterBull\. Parameters of regimes are/,
    ],
    [['whatif', '--set', 'us-vix=0'], 1, /^trrm: --set us-vix=0: 0 is not above 0/],
    [
      ['whatif', '--set', 'regimes.enterBullish=7', '--store', store],
      1,
      /^trrm: --set regimes\.enterBullish=7: /,
    ],
    [
      ['whatif', '--set', 'pe=99999999', '--store', store],
      1,
      /^trrm: --set pe=99999999: Nifty 50 P\/E at 9,99,99,999\.00 is too far outside its own history/,
    ],
    [['ledger', 'show', '0'], 2, /number of an entry/],
    [['regime', '--store', join(folder, 'none.duckdb')], 1, /does not exist.*trrm import/],
    [['regime', '--rulebook', join(folder, 'none.yaml')], 1, /none\.yaml: The file does not exist/],
    [
      ['regime', '--as-of', '2027-01-01', '--store', store],
      1,
      /2027-01-01: The date is after today, 05 Jan 2026/,
    ],
    [['regime', '--as-of', '1990-01-01', '--store', store], 1, /no Nifty 50 close on or before 01 Jan 1990/],
    [['ledger', 'show', '999', '--store', store], 1, /There is no entry 999/],
  ] as [string[], number, RegExp][])('%j exits %d with one clear line', async (argv, code, message) => {
    const result = await trrm(...argv);
    expect([result.code, result.out, result.err]).toEqual([code, '', expect.stringMatching(message)]);
  });
});
