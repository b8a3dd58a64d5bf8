import fc from 'fast-check';
import { readScenarios } from '../../src/whatif/read-scenario.ts';
import {
  EMPTY_QUERY,
  type PageQuery,
  printPageQuery,
  readPageQuery,
  SCENARIO_IDS,
} from '../../src/whatif/scenario-query.ts';

/** Texts that a setting may hold: anything but half a surrogate pair, which no address can hold. */
const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 });
const setting = fc
  .tuple(fc.constantFrom('us-vix', 'nifty', 'regime', 'replay', 'regimes.enterBullish', 'costs.a'), text)
  .map(([key, value]) => `${key}=${value}`);
const isRule = (s: string): boolean => /^[^=]*\./.test(s);

const state = fc.record({
  scenarios: fc.subarray([...SCENARIO_IDS]).chain((ids) =>
    fc.tuple(
      ...ids.map((id) =>
        fc.record({
          id: fc.constant(id),
          name: fc.string({ unit: 'grapheme', maxLength: 60 }),
          // Levels are written before rules.
          settings: fc
            .array(setting, { maxLength: 6 })
            .map((all) => [...all.filter((s) => !isRule(s)), ...all.filter(isRule)]),
        }),
      ),
    ),
  ),
  shown: fc.option(fc.subarray([...SCENARIO_IDS])),
  active: fc.option(fc.constantFrom(...SCENARIO_IDS)),
  asOf: fc.option(fc.constantFrom('2025-03-31', '2008-10-31')),
  basis: fc.option(fc.constantFrom('0123456789ab.17.none')),
});

describe('The address of the what-if page', () => {
  test('is read back as the state it was written from, whatever characters it holds', () => {
    fc.assert(
      fc.property(state, (given) => {
        const query: PageQuery = { ...given, unknown: [] };
        expect(readPageQuery(printPageQuery(query))).toEqual(query);
      }),
      { numRuns: 300 },
    );
  });

  test('reads as a person would write it', () => {
    const query = readPageQuery(
      '?a=nifty=-20%25,us-vix=45&b=regime=bearish&c=replay=2008-10&rules.b=regimes.enterBullish=0.25&asof=2025-03-31&show=a,b',
    );
    expect(query).toMatchObject({ asOf: '2025-03-31', shown: ['a', 'b'], unknown: [] });
    const { scenarios, problems } = readScenarios(query);
    expect(problems).toEqual([]);
    expect(scenarios).toEqual([
      {
        id: 'a',
        name: '',
        shocks: [
          { key: 'nifty', move: 'by-fraction', amount: -0.2, asked: '-20%' },
          { key: 'us-vix', move: 'to', amount: 45, asked: '45' },
        ],
        rules: [],
        forced: null,
        movesOf: null,
      },
      expect.objectContaining({
        id: 'b',
        forced: 'bearish',
        rules: [{ path: 'regimes.enterBullish', value: 0.25 }],
      }),
      expect.objectContaining({ id: 'c', movesOf: '2008-10' }),
    ]);
    expect(printPageQuery(query)).toBe(
      'a=nifty=-20%25,us-vix=45&b=regime=bearish&rules.b=regimes.enterBullish=0.25&c=replay=2008-10&asof=2025-03-31&show=a,b',
    );
  });

  test('keeps what can be read, and says a sentence for each piece that cannot', () => {
    const { scenarios, problems } = readScenarios(
      readPageQuery('a=us-vix=45,nifty=-100%25,pe=3x,us-vix=50,regime=sideways,replay=2008-13,x&z=1&show=q'),
    );
    expect(scenarios).toEqual([
      expect.objectContaining({
        shocks: [expect.objectContaining({ key: 'us-vix', amount: 45 })],
        forced: null,
      }),
    ]);
    expect(problems.map((p) => `${p.scenario} ${p.key}: ${p.message}`)).toEqual([
      'null null: The address contains “z=1”, which means nothing to this page.',
      'null null: The address contains “show=q”, which means nothing to this page.',
      'a nifty: A move of -100% leaves nothing of nifty. A relative move must be above -100%.',
      'a pe: "3x" is not a level or a move. Write pe=45, pe=+10% or gsec=+50bp.',
      'a us-vix: “us-vix” is set twice. Remove one of the two settings.',
      'a regime: There is no regime “sideways”. Regimes are bullish, consolidation, bearish.',
      'a replay: “2008-13” is not a month. Write, for instance, replay=2008-10.',
      'a x: It is not of the form key=value. Write, for instance, us-vix=45 or nifty=-20%.',
    ]);
  });

  test('is read without an error, whatever it holds, and never holds more than it may', () => {
    expect(readPageQuery('')).toEqual(EMPTY_QUERY);
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary', maxLength: 200 }),
          fc.webQueryParameters(),
          fc
            .array(fc.constantFrom('a=', 'b=', '__proto__=', 'rules.a=', '%', '&', ',', '\\', 'nifty=', '='))
            .map((p) => p.join('')),
        ),
        (query) => {
          const { scenarios } = readScenarios(readPageQuery(query));
          expect(scenarios.length).toBeLessThanOrEqual(SCENARIO_IDS.length);
          for (const { name, shocks, rules } of scenarios) {
            expect(Array.from(name).length).toBeLessThanOrEqual(60);
            expect(shocks.length + rules.length).toBeLessThanOrEqual(40);
          }
        },
      ),
      { numRuns: 300 },
    );
  });
});
