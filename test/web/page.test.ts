import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { listNotes } from '../../src/decision/ledger/append-note.ts';
import { verifyLedger } from '../../src/decision/ledger/verify-ledger.ts';
import { day } from '../../src/market/day.ts';
import { userError } from '../../src/market/problem.ts';
import { openStore } from '../../src/market/store/store.ts';
import type { RuleBook } from '../../src/rulebook/rule-book.ts';
import { readScenarios } from '../../src/whatif/read-scenario.ts';
import { readPageQuery } from '../../src/whatif/scenario-query.ts';
import { ruleBookOf } from '../../src/whatif/scenario-results.ts';
import { withRuleSettings, parseSettings } from '../../src/whatif/settings.ts';
import { suppose } from '../../src/whatif/suppose.ts';
import type { PreparedRun } from '../../src/whatif/warm-month.ts';
import type { WhatIf } from '../../src/whatif/what-if.ts';
import { monthSource } from '../../src/web/month-source.ts';
import { storeOf } from '../temp-store.ts';
import { BOOK, freshMonth, preparedRun } from '../whatif/month.fixture.ts';
import { ask, type Page, pageOf, post } from './page.fixture.ts';

let run: PreparedRun;
let page: Page;
beforeAll(async () => {
  run = await preparedRun();
  page = await pageOf(run);
});
afterEach(() => {
  if (page.faults.length > 0) throw new Error(`faults: ${page.faults.map(String).join('; ')}`);
});

const json = { headers: { Accept: 'application/json' } };
interface Figures {
  readonly basis: string;
  readonly problems: readonly { readonly scenario: string | null; readonly key: string | null }[];
  readonly scenarios: Readonly<Record<string, WhatIf>>;
}
const figures = async (query: string): Promise<Figures> =>
  JSON.parse((await ask(page, `/api/consequences?${query}`, json)).text) as Figures;

describe('The what-if page', () => {
  test.each([
    ['a=us-vix=45,nifty=-20%25', ['us-vix=45', 'nifty=-20%'], null],
    ['a=regime=bearish', [], 'bearish'],
    ['a=gsec=%2B50bp&rules.a=regimes.enterBullish=0.35', ['gsec=+50bp', 'regimes.enterBullish=0.35'], null],
  ] as const)(
    'gives for %s the figures of the command line, to the byte',
    async (query, settings, forced) => {
      const { shocks, rules } = parseSettings(settings);
      const assumedBook = withRuleSettings(BOOK, rules);
      const whatIf = await suppose(freshMonth(run), { shocks, forced, assumedBook });
      expect((await figures(query)).scenarios['a']).toEqual(JSON.parse(JSON.stringify(whatIf)));
    },
  );

  test('prints the line that keeps it from passing for a decision on every sheet, and nothing to operate', async () => {
    const { text } = await ask(page, '/assets/style.css');
    expect(text).toMatch(/@page \{[^}]*size: A4[^]*content: "SIMULATION — what-if, not a decision"/);
    const [, printed = ''] = /@media print \{([^]*)$/.exec(text.slice(text.lastIndexOf('@media print')))!;
    for (const control of ['.scenario-bar', '.analysis', '.reset', 'dialog'])
      expect(printed).toContain(control);
  });

  test('shows the scenarios beside what is held and the month as it is, in the report’s own words', async () => {
    const { text } = await ask(
      page,
      '/api/month?a=us-vix=60,nifty=-30%25&name.a=Crash&b=regime=bearish&at=a',
    );
    expect(text).toContain('What if, 30');
    for (const head of ['Held now', 'As it is', 'Crash', 'Scenario B'])
      expect(text).toContain(`>${head}</th>`);
    expect(text).toContain('forced; by the score');
    expect(text).toContain('as assumed: at prices after the move');
    for (const row of ['One-way turnover', 'Hedge', 'Momentum', 'Quality']) expect(text).toContain(row);
    expect(text).toMatch(/class="change /);
    expect(text).toMatch(/Nifty 50 P\/E.*Carried by the Nifty until it is set/s);
    expect(text).not.toMatch(/NaN|undefined|Infinity|\[object/);
    expect(text).not.toMatch(/\s(on\w+|style|srcdoc)=/);
  });

  test('says for each level where it stands in its own history, and where the regime changes', async () => {
    const of = async (value: number) =>
      JSON.parse((await ask(page, `/api/level/us-vix?value=${value}`)).text) as { text: string; max: number };
    const { max } = await of(30);
    expect((await of(30)).text).toMatch(
      /^30\.00\spoints: (above|below) [\d.]+\s% of [\d,]+\sdays; last there on /,
    );
    expect((await of(max * 2)).text).toMatch(/above all [\d,]+\sdays of its history, which ends at/);
    const { text } = await ask(page, `/api/consequences?a=us-vix=${(max * 2).toFixed(2)}`);
    expect(text).toContain('Outside its own history');
  });

  test('keeps text as text: names of scenarios and files, states and notes', async () => {
    const evil = '<script>alert(1)</script>"><img src=x onerror=alert(1)>';
    const hostile = await pageOf(await preparedRun('2022-06-30', `${evil}.csv`));
    const query = `a=us-vix=45,${encodeURIComponent(evil)}&name.a=${encodeURIComponent(evil)}&${encodeURIComponent(evil)}=1&basis=${encodeURIComponent(evil)}`;
    for (const path of ['/api/month', '/api/consequences', '/api/report', '/pack']) {
      const { status, text } = await ask(hostile, `${path}?${query}`);
      expect(status).toBe(200);
      expect(text).not.toMatch(/<script>|<img/);
    }
    expect((await ask(hostile, `/api/month?${query}`)).text).toContain('&lt;script&gt;');
  });

  test('names what differs where a link was made from other data', async () => {
    const { basis } = await figures('a=us-vix=45');
    const [rules, imports] = basis.split('.');
    const noticesOf = async (linked: string) => (await ask(page, `/api/consequences?basis=${linked}`)).text;
    expect(await noticesOf(basis)).not.toContain('made from other data');
    expect(await noticesOf(`${rules}.${Number(imports) + 1}.none`)).toContain(
      'other data (imports, holdings)',
    );
  });

  test('asks to load another month first, and loads it as a job', async () => {
    expect(await ask(page, '/api/consequences?asof=2021-06-30')).toMatchObject({
      status: 409,
      text: expect.stringContaining('"needs":"2021-06-30"'),
    });
    const { status, text } = await post(page, '/api/jobs', { kind: 'month', asOf: '2021-06-30' });
    expect(status).toBe(202);
    const { id } = JSON.parse(text) as { id: string };
    let state = 'running';
    while (state === 'running') {
      await new Promise((resolve) => setTimeout(resolve, 5));
      state = (JSON.parse((await ask(page, `/api/jobs/${id}`)).text) as { state: string }).state;
    }
    expect(state).toBe('done');
    expect((await ask(page, '/api/consequences?asof=2021-06-30')).status).toBe(200);
  });

  test('answers every state with figures or a sentence, never with a fault', async () => {
    const key = fc.constantFrom(
      'us-vix',
      'nifty',
      'pe',
      'gsec',
      'fii-flow',
      'regime',
      'replay',
      'regimes.enterBullish',
      'signals.us-vix.weight',
      'risk.x',
      '__proto__',
      'a.b.c',
      '',
    );
    const value = fc.oneof(
      fc.constantFrom(
        '45',
        '-20%',
        '+50bp',
        '0',
        '-1',
        '1e9',
        'bearish',
        '2020-03',
        'NaN',
        '',
        '0.3',
        '99999999999999999999',
      ),
      fc.string({ unit: 'binary', maxLength: 8 }),
    );
    const part = fc.tuple(
      fc.constantFrom('a', 'b', 'rules.a', 'name.b', 'show', 'at', 'asof', 'z'),
      fc.array(
        fc.tuple(key, value).map(([k, v]) => `${k}=${v}`),
        { maxLength: 3 },
      ),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(part, { maxLength: 4 }), async (parts) => {
        const query = new URLSearchParams(parts.map(([k, settings]) => [k, settings.join(',')])).toString();
        const { status } = await ask(page, `/api/consequences?${query}`);
        expect([200, 409]).toContain(status);
      }),
      { numRuns: Number(process.env['TRRM_STATES'] ?? 40) },
    );
  });
});

describe('The scenarios of the page', () => {
  const folder = mkdtempSync(join(tmpdir(), 'trrm-page-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  test('are saved beside the store and read back; a file with a fault is refused with its place', async () => {
    const { savedScenarios, saveScenarios } = monthSource({
      store: join(folder, 'market.duckdb'),
      book: BOOK,
      holdings: () => null,
      models: { riskModel: folder, sleeves: folder },
      today: () => day('2022-07-01'),
    });
    const saving = await pageOf(run, { savedScenarios, saveScenarios });
    const saved = async () => JSON.parse((await ask(saving, '/api/scenarios')).text) as object;
    expect(await saved()).toEqual({ scenarios: null });
    const state = 'a=us-vix=45,nifty=-20%25&name.a=Crash&b=regime=bearish';
    expect((await post(saving, '/api/scenarios', { state })).status).toBe(201);
    expect(await saved()).toEqual({
      scenarios: [
        { id: 'a', name: 'Crash', settings: ['us-vix=45', 'nifty=-20%'] },
        { id: 'b', name: '', settings: ['regime=bearish'] },
      ],
    });
    const refused = await post(saving, '/api/scenarios', { state: 'a=gold=3' });
    expect(refused).toMatchObject({ status: 422, text: expect.stringContaining('There is no level gold') });
    expect(await saved()).toMatchObject({ scenarios: [{ name: 'Crash' }, {}] });
  });

  test('are printed side by side on a sheet that says what each assumes', async () => {
    const { status, text } = await ask(page, '/pack?a=us-vix=45&name.a=Calm&b=regime=bearish&a2=1&c=gold=3');
    expect(status).toBe(200);
    for (const expected of [
      'SIMULATION',
      '>Calm</th>',
      '>Scenario B</th>',
      'Orders that differ',
      'Rule book',
    ])
      expect(text).toContain(expected);
    expect(text).toContain('There is no level gold');
    expect(text).not.toMatch(/<details|NaN|undefined/);
  });
});

describe('A stress test or a simulation asked for by the page', () => {
  test.each([
    ['an unreadable shock', 422, { kind: 'stress', asOf: null, shocks: ['MARKET=15'], loss: null }],
    ['an unreadable loss', 422, { kind: 'stress', asOf: null, shocks: [], loss: 'ten' }],
    ['half a path', 422, { kind: 'simulation', asOf: null, months: 60, paths: 1001, seed: 1, law: 't' }],
    ['a month of zero', 422, { kind: 'simulation', asOf: null, months: 0, paths: 1000, seed: 1, law: 't' }],
    ['ten million paths', 400, { kind: 'simulation', asOf: null, months: 9, paths: 1e7, seed: 1, law: 't' }],
    ['another law', 400, { kind: 'simulation', asOf: null, months: 9, paths: 1000, seed: 1, law: 'x' }],
    ['another kind', 400, { kind: 'backtest', asOf: null }],
  ])('is refused for %s', async (_, status, request) => {
    expect((await post(page, '/api/jobs', request)).status).toBe(status);
  });

  test('is made under the rules and the forced regime of the scenario that is named, and of no other', async () => {
    const books: (RuleBook | null)[] = [];
    const recording = await pageOf(run, {
      stress: (_, _questions, scenario) => {
        books.push(scenario && ruleBookOf(run.book, scenario, day('2021-06-30')));
        return Promise.reject(userError('x', 'store', 'was only asked.', ''));
      },
    });
    const request = { kind: 'stress', asOf: null, shocks: [], loss: null };
    const state = 'a=us-vix=45&b=regime=bearish&rules.b=regimes.enterBullish=0.3';
    for (const scenario of ['a', 'b', 'c', null])
      expect((await post(recording, '/api/jobs', { ...request, state, scenario })).status).toBe(202);
    expect(books.map((b) => b && [b.regimes.enterBullish, b.regimes.overrides.at(-1)?.regime])).toEqual([
      [run.book.regimes.enterBullish, undefined],
      [0.3, 'bearish'],
      null,
      null,
    ]);
  });

  test('is refused under rules that the page has no model for or that cannot be read', async () => {
    const under = (state: string) =>
      post(page, '/api/jobs', { kind: 'stress', asOf: null, shocks: [], loss: null, state, scenario: 'a' });
    expect(await under('a=regime=sideways')).toMatchObject({ status: 422 });
    expect(await under('rules.a=regimes.enterBullish')).toMatchObject({ status: 422 });
    const [model] = readScenarios(readPageQuery('rules.a=risk.halfLife=20')).scenarios;
    expect(() => ruleBookOf(run.book, model!, day('2021-06-30'))).toThrow(/data that the page does not hold/);
  });

  test('fails with the sentence of its error, and has no result', async () => {
    const failing = await pageOf(run, {
      stress: () => Promise.reject(userError('x', 'store', 'is in use by trrm import.', '')),
    });
    const started = await post(failing, '/api/jobs', { kind: 'stress', asOf: null, shocks: [], loss: null });
    const { id } = JSON.parse(started.text) as { id: string };
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect((await ask(failing, `/api/jobs/${id}`)).text).toContain('store: is in use by trrm import.');
    expect((await ask(failing, `/api/jobs/${id}/result`)).status).toBe(404);
  });
});

describe('A note recorded from the page', () => {
  test('is chained into the ledger with the hash of the figures; while the store is in use it is refused with the holder', async () => {
    const at = await storeOf([]);
    const file = join(at.folder, 'market.duckdb');
    await at.store.close();
    const source = monthSource({
      store: file,
      book: BOOK,
      holdings: () => null,
      models: { riskModel: join(at.folder, 'inec1'), sleeves: join(at.folder, 'sleeves.json') },
      today: () => day('2022-07-01'),
    });
    const noted = await pageOf(run, { record: source.record });
    const note = { state: 'a=us-vix=45&name.a=Calm', scenario: 'a', author: 'A. Rao', text: 'What if?' };

    const held = await openStore(file, { purpose: 'trrm import' });
    const busy = await post(noted, '/api/notes', note);
    expect(busy.status).toBe(409);
    expect(busy.text).toContain('trrm import');
    await held.close();

    expect((await post(noted, '/api/notes', { ...note, text: ' ' })).status).toBe(422);
    expect((await post(noted, '/api/notes', { ...note, scenario: 'b' })).status).toBe(404);
    const recorded = await post(noted, '/api/notes', note);
    expect(recorded).toMatchObject({ status: 201, text: expect.stringContaining('SIMULATION') });
    const store = await openStore(file, { mode: 'read' });
    const [entry] = await listNotes(store);
    expect(await verifyLedger(store)).toMatchObject({ kind: 'sound', entries: 1 });
    await store.close();
    const whatIf = (await figures('a=us-vix=45')).scenarios['a'];
    const hash = createHash('sha256')
      .update(`${JSON.stringify(whatIf, null, 2)}\n`)
      .digest('hex');
    expect(entry).toMatchObject({ author: 'A. Rao', asOf: '2022-06-30', recordedOn: '2022-07-01' });
    expect(entry!.payload).toMatchObject({ text: 'What if?', figures: hash });
    expect(entry!.payload.scenario).toMatch(/^a=us-vix=45&name\.a=Calm&asof=2022-06-30&basis=/);
    await at.remove();
  });
});
