import type { Decision } from '../../../src/decision/document/decision.ts';
import type { ReportInput } from '../../../src/report/decision/page-model.ts';
import { IMPLEMENTATION_STATES } from './orders/orders.fixture.ts';
import { decision, input } from './march-2020.fixture.ts';

export const withDecision = (change: Partial<Decision>): ReportInput => ({
  ...input,
  decision: { ...decision, ...change },
});

/** States in which a report must be valid. */
export const STATES: Readonly<Record<string, ReportInput>> = {
  'the month of March 2020': input,
  ...IMPLEMENTATION_STATES,
  'the simulated market': withDecision({ simulated: true }),
  'no history and no prices': { ...input, history: [], nifty: { dates: [], closes: [] } },
  'a single month': { ...input, history: input.history.slice(-1) },
  'too few signals in the first month': withDecision({
    regime: {
      ...decision.regime,
      status: 'insufficient',
      score: null,
      confidence: null,
      changes: null,
      nearestChanges: [],
      jointChange: null,
      contributions: decision.regime.contributions.map((c) => ({
        ...c,
        weight: 0,
        score: null,
        contribution: 0,
      })),
    },
    signals: decision.signals.map((s) => ({
      ...s,
      score: null,
      vote: null,
      status: 'missing',
      observedOn: null,
      features: [],
      context: [],
    })),
  }),
  'an override': withDecision({
    regime: {
      ...decision.regime,
      regime: 'consolidation',
      override: {
        regime: 'consolidation',
        from: '2020-03-01',
        expires: '2020-05-31',
        reason: 'The committee waits for the April data.',
        author: 'A. Member',
      },
    },
  }),
  'no opening holdings, no trades, no problems': withDecision({
    allocation: {
      ...decision.allocation,
      openingSource: { kind: 'none' },
      current: {},
      opening: {},
      trades: [],
      turnover: 0,
      bindingConstraints: [],
      risk: {
        basis: 'None.',
        opening: { kind: 'unavailable', reason: 'Nothing is held.' },
        final: { kind: 'unavailable', reason: 'Too short a history.' },
      },
    },
    problems: [],
    vintage: [],
  }),
  'forty problems': withDecision({
    problems: Array.from({ length: 40 }, (_, i) => ({ ...decision.problems[i % 3]!, about: `file ${i}` })),
  }),
};
