import { outcomeOf, type SourceReport, type Standing } from '../../src/update/report.ts';

const report = (...standings: readonly Standing['kind'][]) => ({
  inbox: '',
  requests: 0,
  problems: [],
  sources: standings.map((kind) => ({ standing: { kind } }) as SourceReport),
});

test.each([
  ['complete', ['fresh', 'unchanged']],
  ['complete', []],
  ['partial', ['fresh', 'refused']],
  ['partial', ['unchanged', 'stale']],
  ['failed', ['refused', 'stale', 'failed']],
  // What only a person can fetch, and what is off, is not the update's failure.
  ['complete', ['fresh', 'manual', 'off']],
  ['failed', ['gone', 'manual']],
] as const)('an update is %s when its sources are %j', (outcome, standings) => {
  expect(outcomeOf(report(...standings))).toBe(outcome);
});
