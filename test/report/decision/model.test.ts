import { featureLine } from '../../../src/report/decision/regime/features.ts';
import { buildReportModel } from '../../../src/report/decision/model.ts';
import { evidenceOver } from '../validation/result.fixture.ts';
import { decision, history, input, nifty } from './march-2020.fixture.ts';

const model = buildReportModel(input);

describe('The report model', () => {
  test('is plain data', () => {
    expect(JSON.parse(JSON.stringify(model))).toEqual(model);
  });

  test('calls the basis of the futures what it is', () => {
    const line = featureLine({ name: 'nifty_basis_5d', value: 4, unit: '% a year' });
    expect(line.name).toBe('Futures over the index, 5-session mean');
  });

  test('joins each signal with its part of S, and the parts sum to S', () => {
    const { signals, score } = model.call;
    expect(signals.reduce((sum, s) => sum + s.contribution, 0)).toBeCloseTo(score!, 12);
    // The independent calculation's score of 31 March 2020.
    expect(score).toBeCloseTo(-0.398807, 5);
    expect(signals.map((s) => s.effectiveWeight)).toEqual([15, 15, 40, 15, 15]);
    expect(signals[1]!.contributionChange).toBeCloseTo(0.15 * (-1 + 0.135842), 12);
  });

  test('finds the nearest change of label from the thresholds and the label before', () => {
    expect(model.call.flips.nearest!.to).toBe('consolidation');
    expect(model.call.flips.nearest!.score).toBeCloseTo(-0.05, 9);
    const bullishBefore = buildReportModel({
      ...input,
      decision: { ...decision, regime: { ...decision.regime, prior: 'bullish', score: 0.02 } },
    });
    expect(bullishBefore.call.flips.nearest).toEqual({ to: 'bullish', score: 0.05 });
  });

  test('tells a move in percent, a yield in basis points, and why there is none', () => {
    const [nifty, usVix] = model.call.flips.alone;
    expect(nifty!.way).toMatchObject({ kind: 'move', move: { change: { unit: '%' } } });
    expect(nifty!.way.kind === 'move' && nifty!.way.move.change.value).toBeCloseTo(37.276, 2);
    expect(usVix!.way).toEqual({ kind: 'beyond-scale' });
    expect(model.call.flips.joint!.moves[0]!.way).toMatchObject({ move: { change: { unit: 'bp' } } });
  });

  test('tells a rise from below zero as a rise', () => {
    const inUnits = { level: 'fii-flow', unit: '₹ crore', now: -5000, needed: -2500, change: 2500 } as const;
    const nearestFlip = [{ ...decision.regime.nearestFlip[0]!, inUnits }];
    const { call } = buildReportModel({
      ...input,
      decision: { ...decision, regime: { ...decision.regime, nearestFlip } },
    });
    expect(call.flips.alone[0]!.way).toMatchObject({ move: { change: { value: 50, unit: '%' } } });
  });

  test('has the positions in percent, with change from the drifted weights', () => {
    const momentum = model.allocation.positions[0]!;
    expect(momentum).toMatchObject({ id: 'momentum', held: 50, target: 5, after: 5 });
    expect(momentum.change).toBeCloseTo(-45, 12);
    expect(model.allocation.positions.reduce((sum, p) => sum + p.after, 0)).toBeCloseTo(100, 9);
    expect(model.allocation.withoutInstrument).toEqual(['contrarian']);
    expect(model.allocation.bought).toBe(55_55_55_551);
  });

  test('puts errors before warnings before notes', () => {
    expect(model.problems.map((p) => p.severity)).toEqual(['error', 'warning', 'note']);
  });

  test('lists the problems of the evidence among its own', () => {
    const evidence = evidenceOver(24);
    const { problems } = buildReportModel({ ...input, evidence });
    expect(problems.map((p) => p.code)).toEqual(['bad-row', 'stale', 'no-instrument', 'indices-missing']);
  });
});

describe('The history of the report', () => {
  test('begins with the first month that was called', () => {
    expect(model.history.scores).toHaveLength(history.length - 2);
    expect(model.history.scores[0]!.monthEnd).toBe('2017-06-30');
  });

  test('covers every month by exactly one run, and the last by the month to come', () => {
    const { runs } = model.history;
    for (const [i, run] of runs.entries()) expect(runs[i + 1]?.from ?? run.to).toBe(run.to);
    expect(runs[0]!.from).toBe('2017-06-30');
    expect(runs.at(-1)!.to).toBe('2020-04-30');
    expect(runs.some((run) => run.status === 'insufficient')).toBe(true);
  });

  test('counts the months by label', () => {
    const { bullish, consolidation, bearish } = model.history.months;
    expect(bullish + consolidation + bearish).toBe(34);
  });

  test('keeps the last close of each week, the running week included', () => {
    const { dates } = model.history.nifty;
    expect(dates.at(-1)).toBe('2020-03-31');
    expect(dates).toContain('2020-03-27');
    expect(dates).not.toContain('2020-03-26');
    expect(nifty.dates.length / dates.length).toBeGreaterThan(4.8);
  });

  test('lists the last twelve months, newest first, with the move of the Nifty', () => {
    const { recent } = model.history;
    expect(recent).toHaveLength(12);
    expect(recent[0]!.monthEnd).toBe('2020-03-31');
    const close = (date: string) => nifty.closes[nifty.dates.indexOf(date)];
    // 29 February 2020 was a Saturday: a month-end without a close has no change, and nothing is made up.
    expect(close('2020-02-29')).toBeUndefined();
    expect(recent[0]!.niftyChange).toBeNull();
    expect(recent[2]!.niftyChange).toBeCloseTo((close('2020-01-31')! / close('2019-12-31')! - 1) * 100, 9);
  });

  test('is empty, not broken, where nothing was called', () => {
    const empty = buildReportModel({ ...input, history: [] });
    expect(empty.history).toMatchObject({ runs: [], recent: [], switchesAYear: null });
  });
});
