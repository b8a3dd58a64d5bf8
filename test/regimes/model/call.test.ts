import fc from 'fast-check';
import { callMonth } from '../../../regimes/model/call.ts';
import { classify } from '../../../regimes/model/classify.ts';
import { DEFAULT_REGIME_RULES, regimeRules } from '../../../regimes/model/rules.ts';
import { evaluateSession, levelsOf } from '../../../regimes/model/history.ts';
import { SIGNAL_RULES } from '../../../signals/all.ts';
import { alignMarket } from '../../../signals/aligned-market.ts';
import { day } from '../../../src/market/day.ts';
import { UserError } from '../../../src/market/problem.ts';
import { marketOf, quickSignals, smallMarket } from '../market.fixture.ts';

const END = day('2022-12-30');
const signals = quickSignals();
const rules = DEFAULT_REGIME_RULES;
const seeds = fc.integer({ min: 1, max: 1e6 });

describe('the nearest change', () => {
  test('in units changes the label, and a slightly smaller move does not', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const { call, month } = callMonth(marketOf(smallMarket(seed)), END, signals, rules);
        for (const change of call.nearestChanges) {
          if (change.inUnits === null) continue;
          const i = month.evaluated.findIndex((j) => j.aligned.signal.id === change.signal);
          const { aligned, observation } = month.evaluated[i]!;
          if (!('levels' in observation))
            throw new Error('a signal without an observation cannot change the label');
          const contribution = month.combined.contributions[i]!;
          const labelAt = (to: number) => {
            const score = aligned.scoreAt(month.session, aligned.signal.axis.move(observation.levels, to))!;
            return classify(
              call.prior,
              call.score! + contribution.effectiveWeight * (score - contribution.score!),
              rules,
            );
          };
          expect(labelAt(change.inUnits.needed)).toBe(change.to);
          // Three units of the last decimal closer, the label is unchanged.
          const step = 0.03 * Math.sign(change.inUnits.needed - change.inUnits.now);
          if (Math.abs(change.inUnits.change) > 0.06) {
            expect(labelAt(change.inUnits.needed - step)).toBe(call.modelRegime);
          }
        }
      }),
      { numRuns: 25 },
    );
  });

  test('of all signals jointly moves the score exactly to the boundary, with each score within ±1', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const { call } = callMonth(marketOf(smallMarket(seed)), END, signals, rules);
        if (call.jointChange === null) return;
        const weightOf = (id: string) => call.contributions.find((c) => c.id === id)!.weight;
        const moved = call.jointChange.moves.reduce((s, m) => s + weightOf(m.signal) * m.scoreNeeded, 0);
        expect(classify(call.prior, moved + Math.sign(moved - call.score!) * 1e-9, rules)).toBe(
          call.jointChange.to,
        );
        expect(call.jointChange.moves.every((m) => Math.abs(m.scoreNeeded) <= 1 + 1e-12)).toBe(true);
      }),
      { numRuns: 25 },
    );
  });
});

describe('a call', () => {
  test('has contributions that sum to its score', () => {
    const { call } = callMonth(marketOf(smallMarket(5)), END, signals, rules);
    expect(call.contributions.reduce((s, c) => s + c.contribution, 0)).toBeCloseTo(call.score!, 12);
  });

  test('reports the change of each contribution since the previous month', () => {
    const { call, history } = callMonth(marketOf(smallMarket(5)), END, signals, rules);
    const before = history.at(-2)!;
    if (before.combined.kind !== 'scored') throw new Error('the small market is scored in its last months');
    expect(call.changes!.regime).toBe(before.regime);
    expect(call.changes!.scoreChange).toBeCloseTo(call.score! - before.combined.score, 12);
    expect(call.changes!.contributions.reduce((s, c) => s + c.change, 0)).toBeCloseTo(
      call.changes!.scoreChange!,
      12,
    );
  });

  test('fails without a session by the as-of date, and says what to import', () => {
    const early = () => callMonth(marketOf(smallMarket(5)), day('2010-01-01'), signals, rules);
    expect(early).toThrow(UserError);
    expect(early).toThrow(/no Nifty 50 close on or before 01 Jan 2010.*Import/);
  });

  test('warns about a stale Nifty 50 when the as-of date is long after the last session', () => {
    const { call } = callMonth(marketOf(smallMarket(5)), day('2023-02-15'), signals, rules);
    expect(call.problems[0]).toMatchObject({ code: 'stale-session', about: 'nifty-50' });
    expect(call.problems[0]!.message).toMatch(/30 Dec 2022, 47 days before/);
    expect(callMonth(marketOf(smallMarket(5)), day('2023-01-03'), signals, rules).call.problems).toEqual([]);
  });

  test('asks for older history where there is too little, and for a newer file where data are stale', () => {
    // Each series has 1,300 weekdays; the valuation signal needs 756 by default and is set to need 10,000.
    const demanding = SIGNAL_RULES.map((rule) =>
      rule.bind(
        rule.id === 'nifty-valuation' ? { ...rule.defaults, minObservations: 10_000 } : rule.defaults,
      ),
    );
    const rows = new Map(smallMarket(5));
    rows.set('gsec-10y.close', rows.get('gsec-10y.close')!.slice(0, -60));
    rows.delete('us-vix.close');
    const { call } = callMonth(marketOf(rows), END, demanding, rules);
    const remedyFor = (id: string) => call.problems.find((p) => p.about === id)?.remedy;
    expect(remedyFor('nifty-valuation')).toMatch(/^Import the missing history for Nifty valuation;/);
    expect(remedyFor('gsec-yields')).toMatch(/^Import a newer file for G-sec yields;/);
    expect(remedyFor('us-vix')).toMatch(/^Import the history for US VIX;/);
  });

  test('carries the previous regime forward below the quorum, and says why', () => {
    const rows = new Map([...smallMarket(5)].filter(([key]) => key === 'nifty-50.close'));
    const { call } = callMonth(marketOf(rows), END, signals, rules);
    expect(call).toMatchObject({
      status: 'insufficient',
      score: null,
      regime: 'consolidation',
      confidence: null,
    });
    expect(call.nearestChanges).toEqual([]);
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

  test('applies between its dates, beside the model’s own label, and raises an alert', () => {
    const { call } = callMonth(
      marketOf(smallMarket(5)),
      END,
      signals,
      regimeRules.parse({ overrides: [override] }),
    );
    expect(call.regime).toBe('bearish');
    expect(call.modelRegime).toBe(callMonth(marketOf(smallMarket(5)), END, signals, rules).call.modelRegime);
    expect(call.alerts.find((a) => a.code === 'override')?.message).toMatch(/A\. Rao.*Election risk/);
  });

  test('ends on its expiry date', () => {
    const ended = regimeRules.parse({ overrides: [{ ...override, expires: '2022-12-29' }] });
    expect(callMonth(marketOf(smallMarket(5)), END, signals, ended).call.override).toBeNull();
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

test('the crisis alert needs both high volatility and a market below trend, and leaves the label unchanged', () => {
  const always = regimeRules.parse({ crisis: { indiaVixPercentile: 0, trendGapBelow: 10 } });
  const never = regimeRules.parse({ crisis: { indiaVixPercentile: 0, trendGapBelow: -10 } });
  const market = marketOf(smallMarket(5));
  const [on, off] = [always, never].map((r) => callMonth(market, END, signals, r).call);
  expect(on!.alerts.map((a) => a.code)).toEqual(['crisis']);
  // The number of months of the regression is a parameter, so the message does not state one.
  expect(on!.alerts[0]!.message).toContain('below its regression centroid');
  expect(off!.alerts).toEqual([]);
  expect(on!.regime).toBe(off!.regime);
});

test('the levels that what-if starts from are those the signals observe', () => {
  const market = alignMarket(marketOf(smallMarket(5)).view(END));
  const evaluated = evaluateSession(
    signals.map((s) => s.align(market)),
    market.sessions.length - 1,
  );
  expect(Object.keys(levelsOf(evaluated)).sort()).toEqual(
    ['dy', 'fii-flow', 'gsec', 'india-vix', 'nifty', 'nifty-basis', 'pb', 'pe', 'us-vix'].sort(),
  );
});
