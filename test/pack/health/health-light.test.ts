import { type HealthInput, healthLight } from '../../../src/pack/health/health-light.ts';

const NOW = {
  staleSignals: 0,
  problems: { error: 0, warning: 0, note: 3 },
} as HealthInput['now'];

const input = (changes: Partial<HealthInput> = {}): HealthInput => ({
  now: NOW,
  oldSeries: [],
  accuracy: {
    bias: [
      { family: 'fully invested', portfolios: 3, bias: 0.95, fractionInBand: 1, mrad: null },
      { family: 'pure factors', portfolios: 38, bias: 1.7, fractionInBand: 0.2, mrad: null },
    ],
    noise: { market: 0.05, styles: 0.4, industries: 0.4, all: 0.35 },
  } as unknown as HealthInput['accuracy'],
  year: {
    forecasts: [
      { of: 'portfolio', horizon: 1, observations: 252, bias: 1.02, low: 0.91, high: 1.09, isInBand: true },
    ],
  } as unknown as HealthInput['year'],
  validation: { kappa: 0.4, bestChallenger: 0.5, labelsChanged: 0.07 },
  ...changes,
});

test('is green where every check is, notes and families that nobody holds aside', () => {
  const { light, checks } = healthLight(input());
  expect([light, ...checks.map((c) => c.light)]).toEqual(Array.from({ length: 9 }, () => 'green'));
});

test.each([
  ['amber', { oldSeries: ['us-vix'] }],
  ['amber', { now: { ...NOW, staleSignals: 1 } }],
  ['red', { now: { ...NOW, staleSignals: 2 } }],
  ['red', { now: { ...NOW, problems: { error: 1, warning: 0, note: 0 } } }],
  ['amber', { validation: { kappa: 0.2, bestChallenger: 0.5, labelsChanged: 0.07 } }],
  ['red', { validation: { kappa: -0.01, bestChallenger: null, labelsChanged: 0.07 } }],
  ['red', { validation: { kappa: 0.4, bestChallenger: null, labelsChanged: 0.31 } }],
] as const)('is %s, that of its worst check, for %j', (light, changes) => {
  expect(healthLight(input(changes)).light).toBe(light);
});

test('does not judge what it has no data for, and does not count it', () => {
  const { light, checks } = healthLight(input({ accuracy: null, year: null, validation: null }));
  expect(light).toBe('green');
  expect(checks.filter((c) => c.light === 'not judged')).toHaveLength(5);
});
