import type { Evidence } from '../../../src/validation/regimes/result.ts';
import { evidenceOver } from './result.fixture.ts';

const NOTHING = { bullish: null, consolidation: null, bearish: null };
const record = evidenceOver(96);

/** The states in which the page of the evidence must still stand. */
export const EVIDENCE_STATES: Readonly<Record<string, Evidence>> = {
  'eight years': record,
  'two years': evidenceOver(24),
  'forty years': evidenceOver(480),
  'the simulated market': { ...record, simulated: true },
  'a market without a factor library or indices': {
    ...record,
    premia: [],
    tilts: record.tilts.map((t) => ({
      ...t,
      premium: null,
      inRegime: null,
      againstRest: null,
      verdict: 'no record',
    })),
  },
  'nothing that can be dated': {
    ...record,
    datedTo: null,
    bear: record.months.map(() => null),
    turns: [],
    turnsByFilter: [],
    classifiers: record.classifiers.map((c) => ({
      ...c,
      judged: 0,
      kappa: null,
      kappaP: null,
      lags: { bears: 0, found: 0, entry: null, exit: null },
    })),
    calibration: null,
  },
  'a period that begins in a bear market': { ...record, bear: record.bear.map((b, i) => (i < 4 ? true : b)) },
  'rules of one signal and bouquets without tilts, and nothing to compare': {
    ...record,
    classifiers: record.classifiers.slice(0, 1).map((c) => ({
      ...c,
      volatilityRatio: null,
      nextMonth: NOTHING,
      switchTest: null,
    })),
    tilts: [],
    premia: record.premia.map((p) => ({ ...p, byRegime: NOTHING, bullMinusBear: null })),
    stability: {
      ...record.stability,
      dropOne: [],
      delays: [],
      buyAndHold: null,
      jitter: { ...record.stability.jitter, kappa: null },
    },
    multipleTesting: null,
    summary: [],
    problems: [],
  },
};
