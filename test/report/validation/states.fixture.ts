import type { RegimeValidation } from '../../../src/validation/regimes/result.ts';
import { validationOver } from './result.fixture.ts';

const NOTHING = { bullish: null, consolidation: null, bearish: null };
const result = validationOver(96);

/** States in which the validation page must be valid. */
export const VALIDATION_STATES: Readonly<Record<string, RegimeValidation>> = {
  'eight years': result,
  'two years': validationOver(24),
  'forty years': validationOver(480),
  'the simulated market': { ...result, simulated: true },
  'a market without a factor library or indices': {
    ...result,
    premia: [],
    tilts: result.tilts.map((t) => ({
      ...t,
      premium: null,
      inRegime: null,
      againstRest: null,
      verdict: 'no data',
    })),
  },
  'nothing that can be dated': {
    ...result,
    datedTo: null,
    bear: result.months.map(() => null),
    turns: [],
    turnsByFilter: [],
    classifiers: result.classifiers.map((c) => ({
      ...c,
      settled: 0,
      kappa: null,
      kappaP: null,
      lags: { bears: 0, found: 0, entry: null, exit: null },
    })),
    calibration: null,
  },
  'a period that begins in a bear market': { ...result, bear: result.bear.map((b, i) => (i < 4 ? true : b)) },
  'rules of one signal and bouquets without tilts, and nothing to compare': {
    ...result,
    classifiers: result.classifiers.slice(0, 1).map((c) => ({
      ...c,
      volatilityRatio: null,
      nextMonth: NOTHING,
      switchTest: null,
    })),
    tilts: [],
    premia: result.premia.map((p) => ({ ...p, byRegime: NOTHING, bullMinusBear: null })),
    stability: {
      ...result.stability,
      dropOne: [],
      delays: [],
      buyAndHold: null,
      perturbation: { ...result.stability.perturbation, kappa: null },
    },
    multipleTesting: null,
    summary: [],
    problems: [],
  },
};
