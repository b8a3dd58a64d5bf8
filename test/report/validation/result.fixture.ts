import { lagsOf } from '../../../src/validation/regimes/measures/lags.ts';
import type { MeanEstimate } from '../../../src/validation/regimes/measures/mean-estimate.ts';
import type { SwitchTest } from '../../../src/validation/regimes/measures/switch-test.ts';
import { transitionsOf } from '../../../src/validation/regimes/measures/transitions.ts';
import type { Regime } from '../../../regimes/regime.ts';
import type {
  ClassifierTrackRecord,
  DatedTurn,
  RegimeValidation,
} from '../../../src/validation/regimes/result.ts';

/** Bear markets of the synthetic market: the last ten months of every thirty. */
const CYCLE = 30;
const FALLS_FROM = 20;
/** The last months cannot be dated yet. */
const UNDATED = 6;

const isBear = (i: number): boolean => i >= 0 && i % CYCLE >= FALLS_FROM;

/** Detects every turning point three months late, with a month of consolidation on either side. */
const trrmLabel = (i: number): Regime =>
  isBear(i - 2) ? 'bearish' : isBear(i - 1) || isBear(i - 3) ? 'consolidation' : 'bullish';

const estimate = (annual: number, t: number, n: number): MeanEstimate => ({
  n,
  annual,
  t,
  interval: [annual - (1.96 * annual) / t, annual + (1.96 * annual) / t],
});

/** Means of WML after TRRM's labels on IIM Ahmedabad's file, 2000–2021. */
const WML = {
  bullish: estimate(26.387, 4.419, 147),
  consolidation: estimate(16.815, 1.4418, 52),
  bearish: estimate(-13.722, -0.998, 64),
};

const switchTest = (delay: number, annualReturn: number): SwitchTest => ({
  delay,
  annualReturn,
  volatility: 17.85,
  sharpe: 0.42,
  maxDrawdown: 44.46,
  trades: 20,
});

/** A validation result over a number of months from January 2004, with hand-written figures. */
export function validationOver(count: number): RegimeValidation {
  const indices = Array.from({ length: count }, (_, i) => i);
  const months = indices.map((i) => new Date(Date.UTC(2004, i + 1, 0)).toISOString().slice(0, 10));
  const bear = indices.map((i) => (i < count - UNDATED ? isBear(i) : null));
  const turns = indices.slice(1, count - UNDATED).flatMap((i): DatedTurn[] => {
    if (isBear(i) === isBear(i - 1)) return [];
    return [{ kind: isBear(i) ? 'peak' : 'trough', month: months[i - 1]!.slice(0, 7) }];
  });
  const trrm = indices.map(trrmLabel);
  const record = (
    id: string,
    title: string,
    labels: ClassifierTrackRecord['labels'],
  ): ClassifierTrackRecord => {
    const labelled = labels.filter((l) => l !== null).length;
    const judged = indices.filter((i) => labels[i] !== null && bear[i] !== null);
    return {
      id,
      title,
      source: `${title}, as it was published.`,
      labels,
      labelled,
      settled: judged.length,
      kappa: labelled === 0 ? null : 0.4966,
      kappaP: labelled === 0 ? null : 0.0194,
      lags: lagsOf(
        judged.map((i) => labels[i] === 'bearish'),
        judged.map((i) => (bear[i] ? 'bear' : 'bull')),
      ),
      switchesAYear: labelled === 0 ? 0 : 2.09,
      whipsaws: 3,
      volatilityRatio: labelled === 0 ? null : { ratio: 1.418, interval: [1.042, 1.8252], draws: 2000 },
      nextMonth:
        labelled === 0
          ? { bullish: null, consolidation: null, bearish: null }
          : {
              bullish: estimate(15.193, 2.614, 147),
              consolidation: labels.includes('consolidation') ? estimate(23.071, 2.276, 52) : null,
              bearish: estimate(2.735, 0.219, 64),
            },
      switchTest: labelled === 0 ? null : switchTest(1, 13.03),
    };
  };
  const later = (from: number) =>
    indices.map((i): Regime | null => (i < from ? null : isBear(i - 1) ? 'bearish' : 'bullish'));
  return {
    schema: 'trrm-evidence/1',
    simulated: false,
    from: months[0]!,
    to: months.at(-1)!,
    datedTo: months[count - UNDATED - 1] ?? null,
    months,
    bear,
    turns,
    turnsByFilter: [{ rules: 'Lunde–Timmermann 20/20', turns: turns.slice(1) }],
    classifiers: [
      record('trrm', 'TRRM', trrm),
      record('faber', 'Faber: 10-month average', later(0)),
      record('late', 'A model that needs a history', later(15)),
      record(
        'silent',
        'A model that never has enough',
        indices.map(() => null),
      ),
    ],
    transitions: transitionsOf(trrm),
    premia: [
      {
        id: 'wml',
        title: 'Momentum, winners minus losers (WML)',
        source: 'IIM Ahmedabad, four-factor library',
        liveFrom: null,
        backTested: 0,
        byRegime: WML,
        bullMinusBear: estimate(40.109, 2.676, 211),
        againstRest: { ...WML, bearish: estimate(-37.608, -2.549, 263) },
      },
      {
        id: 'an-index',
        title: 'AN INDEX over Nifty 50',
        source: 'price index levels',
        liveFrom: '2006-08',
        backTested: 31,
        byRegime: { ...WML, consolidation: null },
        bullMinusBear: null,
        againstRest: { ...WML, consolidation: null },
      },
    ],
    calibration: {
      from: '1995-06-30',
      to: '2011-06-30',
      months: 289,
      bands: [
        { from: 0, below: 0.2, months: 78, agreed: 52, fraction: 52 / 78, interval: [0.5564, 0.7613] },
        { from: 0.2, below: 0.5, months: 0, agreed: 0, fraction: null, interval: null },
        { from: 0.5, below: null, months: 88, agreed: 81, fraction: 81 / 88, interval: [0.8448, 0.9609] },
      ],
      switches: [],
    },
    stability: {
      dropOne: [
        { signal: 'us-vix', changed: 3, kappa: 0.3, labels: trrm },
        {
          signal: 'nifty-regression',
          changed: count,
          kappa: null,
          labels: indices.map(() => 'consolidation'),
        },
      ],
      perturbation: {
        draws: 500,
        size: 0.3,
        seed: 1,
        parameters: ['signals.us-vix.weight', 'regimes.enterBullish'],
        meanChanged: 0.0785,
        kappa: { low: 0.4437, median: 0.5044, high: 0.5415 },
        changedByMonth: indices.map((i) => (i % 10) / 10),
      },
      delays: [switchTest(1, 13.03), switchTest(5, 12.67), switchTest(21, 10.26)],
      buyAndHold: { ...switchTest(1, 11.81), trades: 0 },
      cost: 0.002,
      cashSource: 'the risk-free rate of the IIM Ahmedabad factor library',
    },
    tilts: [
      {
        sleeve: 'momentum',
        regime: 'bullish',
        tilt: 0.19,
        premium: 'Momentum, winners minus losers (WML)',
        inRegime: WML.bullish,
        againstRest: WML.bullish,
        verdict: 'supported',
      },
      {
        sleeve: 'dividend',
        regime: 'bearish',
        tilt: 0.11,
        premium: null,
        inRegime: null,
        againstRest: null,
        verdict: 'no data',
      },
      {
        sleeve: 'value',
        regime: 'bullish',
        tilt: 0.07,
        premium: 'Value, high minus low book-to-price (HML)',
        inRegime: estimate(4.717, 0.82, 147),
        againstRest: estimate(-15.62, -1.798, 263),
        verdict: 'contradicted',
      },
    ],
    multipleTesting: {
      variantsTried: 170,
      sharpe: 0.4226,
      expectedBest: 0.5831,
      probabilistic: 0.9755,
      deflated: 0.2274,
      timing: { sharpe: 0.0053, deflated: 0.0036 },
      tiltsTested: 17,
    },
    summary: ['The labels went with risk.', 'No timing is claimed.'],
    problems: [
      {
        severity: 'note',
        code: 'indices-missing',
        about: 'nifty-50',
        message: '3 of 9 have none.',
        remedy: 'Import them.',
      },
    ],
  };
}
