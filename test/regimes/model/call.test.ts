import fc from 'fast-check';
import { callRegime } from '../../../regimes/model/call.ts';
import { classify } from '../../../regimes/model/classify.ts';
import { DEFAULT_REGIME_RULES, regimeRules } from '../../../regimes/model/rules.ts';
import { judgeSession, levelsOf } from '../../../regimes/model/history.ts';
import { SIGNAL_RULES } from '../../../signals/all.ts';
import { layTape } from '../../../signals/aligned-market.ts';
import { day } from '../../../src/market/day.ts';
import { UserError } from '../../../src/market/problem.ts';
import { marketOf, quickSignals, smallMarket } from '../market.fixture.ts';

const END = day('2022-12-30');
const signals = quickSignals();
const rules = DEFAULT_REGIME_RULES;
const seeds = fc.integer({ min: 1, max: 1e6 });

describe('the nearest flip', () => {
  test('told in units, does change the label, and a step short of it does not', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const { call, month } = callRegime(marketOf(smallMarket(seed)), END, signals, rules);
        for (const flip of call.nearestFlip) {
          if (flip.inUnits === null) continue;
          const i = month.judgements.findIndex((j) => j.on.signal.id === flip.signal);
          const { on, reading } = month.judgements[i]!;
          if (!('levels' in reading)) throw new Error('a signal without a reading cannot flip');
          const share = month.combined.shares[i]!;
          const labelAt = (to: number) => {
            const score = on.scoreAt(month.session, on.signal.axis.move(reading.levels, to))!;
            return classify(call.prior, call.score! + share.effectiveWeight * (score - share.score!), rules);
          };
          expect(labelAt(flip.inUnits.needed)).toBe(flip.to);
          // Three units of the last decimal nearer, the label stands.
          const step = 0.03 * Math.sign(flip.inUnits.needed - flip.inUnits.now);
          if (Math.abs(flip.inUnits.change) > 0.06) {
            expect(labelAt(flip.inUnits.needed - step)).toBe(call.modelRegime);
          }
        }
      }),
      { numRuns: 25 },
    );
  });

  test('of all signals together moves the score exactly to the boundary, and each score stays within ±1', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const { call } = callRegime(marketOf(smallMarket(seed)), END, signals, rules);
        if (call.jointFlip === null) return;
        const weightOf = (id: string) => call.contributions.find((c) => c.id === id)!.weight;
        const moved = call.jointFlip.moves.reduce((s, m) => s + weightOf(m.signal) * m.scoreNeeded, 0);
        expect(classify(call.prior, moved + Math.sign(moved - call.score!) * 1e-9, rules)).toBe(
          call.jointFlip.to,
        );
        expect(call.jointFlip.moves.every((m) => Math.abs(m.scoreNeeded) <= 1 + 1e-12)).toBe(true);
      }),
      { numRuns: 25 },
    );
  });
});

describe('a call', () => {
  test('has contributions that sum to its score', () => {
    const { call } = callRegime(marketOf(smallMarket(5)), END, signals, rules);
    expect(call.contributions.reduce((s, c) => s + c.contribution, 0)).toBeCloseTo(call.score!, 12);
  });

  test('tells what changed since the month before, contribution by contribution', () => {
    const { call, history } = callRegime(marketOf(smallMarket(5)), END, signals, rules);
    const before = history.at(-2)!;
    if (before.combined.kind !== 'scored') throw new Error('the small market is scored in its last months');
    expect(call.changes!.regime).toBe(before.regime);
    expect(call.changes!.scoreChange).toBeCloseTo(call.score! - before.combined.score, 12);
    expect(call.changes!.contributions.reduce((s, c) => s + c.change, 0)).toBeCloseTo(
      call.changes!.scoreChange!,
      12,
    );
  });

  test('without a session by then says so, and what to import', () => {
    const early = () => callRegime(marketOf(smallMarket(5)), day('2010-01-01'), signals, rules);
    expect(early).toThrow(UserError);
    expect(early).toThrow(/no Nifty 50 close on or before 2010-01-01.*Import/);
  });

  test('of a date long after the last session says that the Nifty has stopped', () => {
    const { call } = callRegime(marketOf(smallMarket(5)), day('2023-02-15'), signals, rules);
    expect(call.problems[0]).toMatchObject({ code: 'stale-session', about: 'nifty-50' });
    expect(call.problems[0]!.message).toMatch(/30 Dec 2022, 47 days before/);
    expect(callRegime(marketOf(smallMarket(5)), day('2023-01-03'), signals, rules).call.problems).toEqual([]);
  });

  test('asks for older history where there is too little, for a newer file where the last is old', () => {
    // 1,300 weekdays of each series; the valuation signal asks for 756 of them by default, and is given 10,000.
    const demanding = SIGNAL_RULES.map((rule) =>
      rule.bind(
        rule.id === 'nifty-valuation' ? { ...rule.defaults, minObservations: 10_000 } : rule.defaults,
      ),
    );
    const rows = new Map(smallMarket(5));
    rows.set('gsec-10y.close', rows.get('gsec-10y.close')!.slice(0, -60));
    rows.delete('us-vix.close');
    const { call } = callRegime(marketOf(rows), END, demanding, rules);
    const remedyFor = (id: string) => call.problems.find((p) => p.about === id)?.remedy;
    expect(remedyFor('nifty-valuation')).toMatch(/^Import older history for Nifty valuation;/);
    expect(remedyFor('gsec-yields')).toMatch(/^Import a newer file for G-sec yields;/);
    expect(remedyFor('us-vix')).toMatch(/^Import the history for US VIX;/);
  });

  test('keeps the label of the month before where there are too few signals, and says why', () => {
    const rows = new Map([...smallMarket(5)].filter(([key]) => key === 'nifty-50.close'));
    const { call } = callRegime(marketOf(rows), END, signals, rules);
    expect(call).toMatchObject({
      status: 'insufficient',
      score: null,
      regime: 'consolidation',
      confidence: null,
    });
    expect(call.nearestFlip).toEqual([]);
    expect(call.problems.map((p) => p.code)).toContain('no-quorum');
  });
});

describe('an override', () => {
  const override = {
    regime: 'bearish' as const,
    from: '2022-12-01',
    expires: '2022-12-31',
    reason: 'Election risk that no signal can see.',
    author: 'A. Rao',
  };

  test('is in force between its dates, beside the model’s own label, and is alerted', () => {
    const { call } = callRegime(
      marketOf(smallMarket(5)),
      END,
      signals,
      regimeRules.parse({ overrides: [override] }),
    );
    expect(call.regime).toBe('bearish');
    expect(call.modelRegime).toBe(callRegime(marketOf(smallMarket(5)), END, signals, rules).call.modelRegime);
    expect(call.alerts.find((a) => a.code === 'override')?.message).toMatch(/A\. Rao.*Election risk/);
  });

  test('ends on its expiry date', () => {
    const ended = regimeRules.parse({ overrides: [{ ...override, expires: '2022-12-29' }] });
    expect(callRegime(marketOf(smallMarket(5)), END, signals, ended).call.override).toBeNull();
  });

  test.each([
    ['a reason', { reason: 'because' }],
    ['an author', { author: ' ' }],
    ['an end after its start', { expires: '2022-11-30' }],
    ['a date that exists', { expires: '2022-02-30' }],
  ])('must carry %s', (_, fault) => {
    expect(regimeRules.safeParse({ overrides: [{ ...override, ...fault }] }).success).toBe(false);
  });
});

test('the crisis alert needs both fear and a falling market, and leaves the label alone', () => {
  const always = regimeRules.parse({ crisis: { indiaVixPercentile: 0, trendGapBelow: 10 } });
  const never = regimeRules.parse({ crisis: { indiaVixPercentile: 0, trendGapBelow: -10 } });
  const market = marketOf(smallMarket(5));
  const [on, off] = [always, never].map((r) => callRegime(market, END, signals, r).call);
  expect(on!.alerts.map((a) => a.code)).toEqual(['crisis']);
  // The months of the regression are a parameter: no number of them may be told as a fact.
  expect(on!.alerts[0]!.message).toContain('under the centre of its regression');
  expect(off!.alerts).toEqual([]);
  expect(on!.regime).toBe(off!.regime);
});

test('the levels that what-if starts from are those the signals read', () => {
  const tape = layTape(marketOf(smallMarket(5)).view(END));
  const judgements = judgeSession(
    signals.map((s) => s.on(tape)),
    tape.sessions.length - 1,
  );
  expect(Object.keys(levelsOf(judgements)).sort()).toEqual(
    ['dy', 'fii-flow', 'gsec', 'india-vix', 'nifty', 'nifty-basis', 'pb', 'pe', 'us-vix'].sort(),
  );
});
