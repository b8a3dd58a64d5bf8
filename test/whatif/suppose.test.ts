import fc from 'fast-check';
import type { Implementation } from '../../allocations/orders/implement.ts';
import { day, iso } from '../../src/market/day.ts';
import { meanOfIndiaVix, movesOfMonth } from '../../src/whatif/historical-moves.ts';
import { EMPTY_QUERY } from '../../src/whatif/scenario-query.ts';
import { readScenarios } from '../../src/whatif/read-scenario.ts';
import { scenarioResult } from '../../src/whatif/scenario-results.ts';
import { parseSettings } from '../../src/whatif/settings.ts';
import { suppose } from '../../src/whatif/suppose.ts';
import type { PreparedRun } from '../../src/whatif/warm-month.ts';
import { levelsOf } from '../../regimes/model/history.ts';
import { BOOK, freshMonth, preparedRun } from './month.fixture.ts';

let run: PreparedRun;
beforeAll(async () => {
  run = await preparedRun();
});

const none = { shocks: [], forced: null, assumedBook: BOOK };

describe('a scenario', () => {
  test('that assumes nothing is the month as it is, on both sides', async () => {
    const { before, after, set } = await suppose(freshMonth(run), none);
    expect(set).toEqual([]);
    expect(after).toEqual(before);
    expect(before.allocation).toEqual(run.decision.allocation);
  });

  test('has the allocation, orders and hedge of its label, whatever levels led to it', async () => {
    const labels = new Set<string>();
    await fc.assert(
      fc.asyncProperty(
        fc.record({
          nifty: fc.integer({ min: -45, max: 60 }),
          'us-vix': fc.integer({ min: -50, max: 150 }),
          'india-vix': fc.integer({ min: -50, max: 150 }),
          gsec: fc.integer({ min: -20, max: 20 }),
        }),
        async (moves) => {
          const { shocks } = parseSettings(
            Object.entries(moves).map(([key, m]) => `${key}=${m < 0 ? '' : '+'}${m}%`),
          );
          // Neither month remembers anything, so that equal results are not the same object.
          const moved = (await suppose(freshMonth(run), { ...none, shocks, prices: 'todays' })).after;
          const forced = (await suppose(freshMonth(run), { ...none, forced: moved.regime })).after;
          labels.add(moved.regime);
          expect(moved.allocation).toEqual(forced.allocation);
          expect(moved.execution).toEqual(forced.execution);
          expect(moved.hedge).toEqual(forced.hedge);
        },
      ),
      { numRuns: 25 },
    );
    expect(labels.size).toBeGreaterThan(1);
  });

  test('is the same from a month that has answered others as from a new one', async () => {
    const used = freshMonth(run);
    const scenarios = [
      'us-vix=45',
      'nifty=-20%',
      'regimes.enterBullish=0.4',
      'signals.us-vix.weight=0.5',
      'signals.us-vix.halfRange=0.3',
      'allocations.trading.turnoverLimit=0.1',
    ];
    for (const setting of [...scenarios, ...scenarios]) {
      const [scenario] = readScenarios({
        ...EMPTY_QUERY,
        scenarios: [{ id: 'a', name: '', settings: [setting] }],
      }).scenarios;
      const [again, fresh] = [
        await scenarioResult(used, scenario!),
        await scenarioResult(freshMonth(run), scenario!),
      ];
      expect(again.problems).toEqual([]);
      expect(again.result!.whatIf).toEqual(fresh.result!.whatIf);
    }
  });
});

describe('a move of the Nifty', () => {
  const fall = (setting: string, prices: 'moved' | 'todays' = 'moved') =>
    suppose(freshMonth(run), { ...none, shocks: parseSettings([setting]).shocks, prices });
  const valueOf = ({ execution }: { readonly execution: Implementation['execution'] }): number =>
    execution.kind === 'planned' ? execution.plan.value : Number.NaN;

  test('moves prices: what is held loses by its betas, and orders start from the value that is left', async () => {
    const { before, after, loss, problems } = await fall('nifty=-20%');
    expect(problems.map((p) => p.code)).toContain('prices-moved');
    expect(loss).toMatchObject({ basis: 'beta', move: expect.closeTo(-0.2, 12) });
    expect(loss!.return).toBeLessThan(0);
    expect(loss!.amount).toBeCloseTo(valueOf(before) * loss!.return, 4);
    expect(valueOf(after)).toBeCloseTo(valueOf(before) * (1 + loss!.return), -1);
    const total = Object.values(after.allocation.opening).reduce((sum, w) => sum + w, 0);
    expect(total).toBeCloseTo(1, 12);
    expect(after.allocation.opening).not.toEqual(before.allocation.opening);
  });

  test('leaves prices as they are where that is asked, and where the move is none', async () => {
    const { before, after, loss, problems } = await fall('nifty=-20%', 'todays');
    expect([valueOf(after), loss]).toEqual([valueOf(before), null]);
    expect(problems.map((p) => p.code)).toContain('prices-not-moved');
    const still = await fall('nifty=+0%');
    expect([valueOf(still.after), still.loss]).toEqual([valueOf(before), null]);
    expect((await fall('us-vix=+50%')).loss).toBeNull();
  });
});

describe('a scenario with settings at fault', () => {
  const resultOf = async (...settings: string[]) => {
    const read = readScenarios({ ...EMPTY_QUERY, scenarios: [{ id: 'a', name: '', settings }] });
    return scenarioResult(freshMonth(run), read.scenarios[0]!);
  };

  test.each([
    [['us-vix=45', 'pe=9999'], 'pe', /too far outside its own history/],
    [['us-vix=45', 'regimes.enterBullish=-0.9'], 'regimes.enterBullish', /./],
    [['us-vix=45', 'regimes.nothing=1'], 'regimes.nothing', /There is no rule regimes\.nothing/],
    [['us-vix=45', 'constructor.x=1'], 'constructor.x', /There is no rule constructor/],
    [['us-vix=45', 'risk.covariance.halfLife=3'], 'risk.covariance.halfLife', /trrm whatif --set/],
    [['us-vix=45', 'replay=1971-01'], 'replay', /Choose a month from 2018-02 to 2022-06/],
  ])('shows the others, and reports %j', async (settings, key, message) => {
    const { result, problems } = await resultOf(...settings);
    expect(problems).toEqual([{ scenario: 'a', key, message: expect.stringMatching(message) }]);
    const { result: alone } = await resultOf('us-vix=45');
    expect(result!.whatIf).toEqual(alone!.whatIf);
  });
});

describe('the moves of a past month', () => {
  test('are the ratios of its month-ends, and basis points of the yield, as the command line takes them', () => {
    const { history } = run.called;
    const at = history.findIndex((m) => iso(m.monthEnd).startsWith('2020-03'));
    const [from, to] = [history[at - 1]!, history[at]!].map((m) => levelsOf(m.evaluated));
    const shocks = movesOfMonth(history, '2020-03');
    const nifty = shocks.find((s) => s.key === 'nifty')!;
    expect(nifty.amount).toBeCloseTo(to!.nifty! / from!.nifty! - 1, 3);
    const gsec = shocks.find((s) => s.key === 'gsec')!;
    expect(gsec).toMatchObject({ move: 'by-points', amount: expect.closeTo(to!.gsec! - from!.gsec!, 2) });
    expect(parseSettings(shocks.map((s) => `${s.key}=${s.asked}`)).shocks).toEqual(shocks);
  });

  test('include India VIX where its history was too short to be ranked, if it was published', () => {
    const { history } = run.called;
    const at = history.findIndex((m) => iso(m.monthEnd).startsWith('2020-03'));
    const [before, then] = [history[at - 1]!, history[at]!];
    const unranked = history.map((m) => ({
      ...m,
      evaluated: m.evaluated.filter((e) => e.aligned.signal.id !== 'india-vix'),
    }));
    const means = new Map([
      [before.monthEnd, 30],
      [then.monthEnd, 50.4],
    ]);
    const of = (moves: ReturnType<typeof movesOfMonth>) => moves.find((s) => s.key === 'india-vix')?.asked;
    expect(of(movesOfMonth(unranked, '2020-03', (day) => means.get(day) ?? null))).toBe('+68.0%');
    expect(of(movesOfMonth(unranked, '2020-03'))).toBeUndefined();
  });

  test('take the mean of the last closes, and none that is older than a week', () => {
    const { signals } = BOOK;
    const from = day('2008-10-20');
    const closes = { value: Float64Array.of(60, 61, 62, 63, 64, 80) };
    const observedOn = Int32Array.from([0, 1, 2, 3, 4, 14], (k) => from + k);
    const column = { ...closes, observedOn, knownOn: observedOn };
    const meanOn = (date: string) => meanOfIndiaVix(column, day(date), signals['india-vix']);
    expect(meanOn('2008-10-24')).toBe(62);
    expect(meanOn('2008-10-23')).toBeNull();
    expect(meanOn('2008-10-31')).toBe(62);
    expect(meanOn('2008-11-02')).toBeNull();
    expect(meanOn('2008-11-03')).toBe(66);
  });

  test('give way to a level that the scenario sets itself', async () => {
    const of = async (...settings: string[]) => {
      const read = readScenarios({ ...EMPTY_QUERY, scenarios: [{ id: 'a', name: '', settings }] });
      const { result } = await scenarioResult(freshMonth(run), read.scenarios[0]!);
      return result!.whatIf.set.find((a) => a.kind === 'level' && a.key === 'us-vix');
    };
    expect(await of('replay=2020-03', 'us-vix=33')).toMatchObject({ to: 33, asked: '33' });
    expect(await of('replay=2020-03')).toMatchObject({ asked: expect.stringMatching(/^[+-][\d.]+%$/) });
  });
});
