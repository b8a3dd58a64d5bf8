import { LINK_METHODS } from '../../src/backtest/attribution/link.ts';
import { studyJson, studyOf } from '../../src/backtest/study.ts';
import { linkedEffects } from '../../src/backtest/summary.ts';
import { runOf } from './run.fixture.ts';

describe('the study of a back-test', () => {
  const run = runOf({ months: 60 });
  const study = studyOf(run, { draws: 400 });

  test('ends the ladder where the record ends', () => {
    expect(Math.abs(study.residual)).toBeLessThan(1e-12);
  });

  test('links the effects by any method to the same difference', () => {
    const difference = study.effects.record - study.effects.benchmark;
    for (const method of LINK_METHODS)
      expect(linkedEffects(run, method).reduce((s, e) => s + e, 0)).toBeCloseTo(difference, 10);
    expect(studyOf(run, { draws: 100, link: 'grap' }).linked).toEqual(linkedEffects(run, 'grap'));
  });

  test('gives the same bytes for the same seed, and other intervals for another', () => {
    const again = studyOf(run, { draws: 400 });
    expect(JSON.stringify(studyJson(run, again))).toBe(JSON.stringify(studyJson(run, study)));
    const other = studyOf(run, { draws: 400, seed: 2 });
    expect(other.inference.differences).not.toEqual(study.inference.differences);
    expect(other.inference.rotation).toEqual(study.inference.rotation);
  });

  test('counts every month under one label, and compounds them to the whole', () => {
    const groups = study.byLabel.flatMap(({ group }) => group ?? []);
    expect(groups.reduce((n, g) => n + g.months, 0)).toBe(60);
    const [from, to] = [run.nav[0]!, run.nav.at(-1)!];
    const logs = groups.reduce((sum, g) => sum + (g.months / 12) * Math.log1p(g.own), 0);
    expect(Math.exp(logs)).toBeCloseTo(to.net / from.net, 10);
    expect(study.byProvenance.map(({ id, group }) => [id, group?.months ?? 0])).toEqual([
      ['all', 60],
      ['live-indices', 30],
      ['out-of-sample', 0],
      ['live-decisions', 0],
    ]);
  });

  test('compares the record with every alternative over whole months', () => {
    const [headline, ...others] = study.inference.differences;
    expect(headline!.meanBlock).toBe(6);
    expect(others.map((d) => d.meanBlock)).toEqual([3, 12]);
    expect(headline!.differences.map((d) => d.id)).toEqual(run.alternatives.map((a) => a.id));
    expect(study.inference.months).toBe(60);
    // The record and the three bouquets; the average is known only afterwards.
    expect(study.inference.superiorAbility!.variants).toBe(4);
  });
});
