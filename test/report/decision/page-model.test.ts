import { featureLine } from '../../../src/report/decision/regime/feature-model.ts';
import { buildReportModel } from '../../../src/report/decision/page-model.ts';
import { validationOver } from '../validation/result.fixture.ts';
import { decision, history, input, nifty } from './march-2020.fixture.ts';

const model = buildReportModel(input);

describe('The report model', () => {
  test('is plain data', () => {
    expect(JSON.parse(JSON.stringify(model))).toEqual(model);
  });

  test('names the futures basis', () => {
    const line = featureLine({ name: 'nifty_basis_5d', value: 4, unit: '% a year' });
    expect(line.name).toBe('Futures basis, 5-session mean');
  });

  test('joins each signal with its contribution, and the contributions sum to S', () => {
    const { signals, score } = model.call;
    expect(signals.reduce((sum, s) => sum + s.contribution, 0)).toBeCloseTo(score!, 12);
    // The score of 31 March 2020 from an independent calculation.
    expect(score).toBeCloseTo(-0.398807, 5);
    expect(signals.map((s) => s.effectiveWeight)).toEqual([15, 15, 40, 15, 15]);
    expect(signals[1]!.contributionChange).toBeCloseTo(0.15 * (-1 + 0.135842), 12);
  });

  test('finds the nearest change of regime from the thresholds and the previous regime', () => {
    expect(model.call.nearestChange.nearest!.to).toBe('consolidation');
    expect(model.call.nearestChange.nearest!.score).toBeCloseTo(-0.05, 9);
    const bullishBefore = buildReportModel({
      ...input,
      decision: { ...decision, regime: { ...decision.regime, prior: 'bullish', score: 0.02 } },
    });
    expect(bullishBefore.call.nearestChange.nearest).toEqual({ to: 'bullish', score: 0.05 });
  });

  test('reports a move in percent, or in basis points for a yield, or the reason why there is none', () => {
    const [nifty, usVix] = model.call.nearestChange.alone;
    expect(nifty!.way).toMatchObject({ kind: 'move', move: { change: { unit: '%' } } });
    expect(nifty!.way.kind === 'move' && nifty!.way.move.change.value).toBeCloseTo(37.276, 2);
    expect(usVix!.way).toEqual({ kind: 'beyond-scale' });
    expect(model.call.nearestChange.joint!.moves[0]!.way).toMatchObject({ move: { change: { unit: 'bp' } } });
  });

  test('reports a rise from below zero as a rise', () => {
    const inUnits = { level: 'fii-flow', unit: '₹ crore', now: -5000, needed: -2500, change: 2500 } as const;
    const nearestChanges = [{ ...decision.regime.nearestChanges[0]!, inUnits }];
    const { call } = buildReportModel({
      ...input,
      decision: { ...decision, regime: { ...decision.regime, nearestChanges } },
    });
    expect(call.nearestChange.alone[0]!.way).toMatchObject({ move: { change: { value: 50, unit: '%' } } });
  });

  test('has the positions in percent, with the change from the opening weights', () => {
    const momentum = model.allocation.positions[0]!;
    expect(momentum).toMatchObject({ id: 'momentum', held: 50, target: 5, final: 5 });
    expect(momentum.change).toBeCloseTo(-45, 12);
    expect(model.allocation.positions.reduce((sum, p) => sum + p.final, 0)).toBeCloseTo(100, 9);
    expect(model.allocation.withoutInstrument).toEqual(['contrarian']);
    expect(model.allocation.bought).toBe(55_55_55_551);
  });

  test('sorts errors before warnings before notes', () => {
    expect(model.problems.map((p) => p.severity)).toEqual(['error', 'warning', 'note']);
  });

  test('includes the problems of the validation', () => {
    const evidence = validationOver(24);
    const { problems } = buildReportModel({ ...input, validation: evidence });
    expect(problems.map((p) => p.code)).toEqual(['bad-row', 'stale', 'no-instrument', 'indices-missing']);
  });
});

describe('The history of the report', () => {
  test('starts with the first call', () => {
    expect(model.history.scores).toHaveLength(history.length - 2);
    expect(model.history.scores[0]!.monthEnd).toBe('2017-06-30');
  });

  test('covers every month with exactly one span, the last one including the coming month', () => {
    const { spans } = model.history;
    for (const [i, run] of spans.entries()) expect(spans[i + 1]?.from ?? run.to).toBe(run.to);
    expect(spans[0]!.from).toBe('2017-06-30');
    expect(spans.at(-1)!.to).toBe('2020-04-30');
    expect(spans.some((run) => run.status === 'insufficient')).toBe(true);
  });

  test('counts the months by regime', () => {
    const { bullish, consolidation, bearish } = model.history.months;
    expect(bullish + consolidation + bearish).toBe(34);
  });

  test('keeps the last close of each week, including the current week', () => {
    const { dates } = model.history.nifty;
    expect(dates.at(-1)).toBe('2020-03-31');
    expect(dates).toContain('2020-03-27');
    expect(dates).not.toContain('2020-03-26');
    expect(nifty.dates.length / dates.length).toBeGreaterThan(4.8);
  });

  test('lists the last twelve months, newest first, with the change of the Nifty', () => {
    const { recent } = model.history;
    expect(recent).toHaveLength(12);
    expect(recent[0]!.monthEnd).toBe('2020-03-31');
    const close = (date: string) => nifty.closes[nifty.dates.indexOf(date)];
    // 29 February 2020 was a Saturday: a month-end without a close has no change.
    expect(close('2020-02-29')).toBeUndefined();
    expect(recent[0]!.niftyChange).toBeNull();
    expect(recent[2]!.niftyChange).toBeCloseTo((close('2020-01-31')! / close('2019-12-31')! - 1) * 100, 9);
  });

  test('is empty without calls', () => {
    const empty = buildReportModel({ ...input, history: [] });
    expect(empty.history).toMatchObject({ spans: [], recent: [], switchesAYear: null });
  });
});
