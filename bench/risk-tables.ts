import { simulateEquities } from '../fixtures/equities/equity-market.ts';
import type { Climate } from '../fixtures/equities/weather.ts';
import { diagnose } from '../src/risk/diagnostics/diagnose.ts';
import { advanceExposures, newExposureState } from '../src/risk/exposures.ts';
import { STYLES } from '../src/risk/factors.ts';
import { advanceRiskModel, newRiskModel, riskRoom } from '../src/risk/model.ts';
import { type RiskRules, riskRules } from '../src/risk/risk-rules.ts';
import { type RiskSession, sessionOf } from '../src/risk/session-block.ts';
import { diagnosticTables, table } from './diagnostic-tables.ts';
import { realPanel } from './real-panel.ts';

// npm run bench:risk:tables [-- case[:seed] …]: the tables of docs/INEC-1.md, in Markdown, case by case. The case `real` needs
// the folder of reference data that TRRM_REFERENCE names.
interface Simulated {
  readonly title: string;
  readonly climate: Climate;
  readonly issuers: number;
  readonly from: string;
  readonly specificTimes: number;
  readonly rules: RiskRules;
  /** Sessions before forecasts are judged. */
  readonly settle: number;
}

const wholeMarket = { size: { kind: 'share', of: 1 } } as const;
const still = {
  climate: 'still',
  issuers: 800,
  from: '2017-04-01',
  specificTimes: 0.25,
  settle: 460,
} as const;
const CASES: Readonly<Record<string, Simulated>> = {
  still: {
    ...still,
    title: 'Still climate, rules for it (long memories, no lags, no shrinkage, eigenfactors with a = 1)',
    rules: riskRules.parse({
      universe: wholeMarket,
      covariance: {
        volatility: { halfLife: 504, lags: 0 },
        correlation: { halfLife: 1008, lags: 0 },
        shrink: false,
        eigenfactors: { scale: 1 },
      },
    }),
  },
  'still-default': {
    ...still,
    title: 'Still climate, default rules but for the universe, which is everyone',
    rules: riskRules.parse({ universe: wholeMarket }),
  },
  regimes: {
    title: 'Climate of regimes, default rules',
    climate: 'regimes',
    issuers: 3000,
    from: '2015-04-01',
    specificTimes: 1,
    settle: 460,
    rules: riskRules.parse({}),
  },
  'regimes-eigen': {
    title: 'Climate of regimes, default rules with the eigenfactor adjustment (a = 1.4)',
    climate: 'regimes',
    issuers: 3000,
    from: '2015-04-01',
    specificTimes: 1,
    settle: 460,
    rules: riskRules.parse({ covariance: { eigenfactors: {} } }),
  },
};

function simulated({ rules, title, settle, ...options }: Simulated, seed: string | undefined): string {
  const market = simulateEquities({
    ...options,
    ...(seed !== undefined && { seed: Number(seed) }),
    to: '2025-03-31',
    exposures: (issuers) => {
      const state = newExposureState(issuers, rules.exposures, rules.universe);
      return { after: (slice) => advanceExposures(state, slice).styles };
    },
  });
  const model = newRiskModel(market.issuers, rules);
  const room = riskRoom(market.issuers.length);
  const pairs = STYLES.map((): [number, number][] => []);
  function* sessions(): Generator<RiskSession> {
    let t = 0;
    for (const { slice, truth } of market.days()) {
      const day = advanceRiskModel(model, slice, room);
      for (const [k, list] of pairs.entries()) {
        const found = day.regression?.factorReturns[1 + k] ?? NaN;
        if (!Number.isNaN(found)) list.push([truth.factorReturns[1 + k]!, found]);
      }
      if (t++ >= settle) yield sessionOf(day);
    }
  }
  const found = diagnosticTables(diagnose(sessions()));
  const slopes = pairs.map((list, k) => {
    const { slope, error } = slopeOf(list);
    return [STYLES[k]!, slope.toFixed(4), error.toFixed(4)];
  });
  return [
    `## ${title}`,
    `${options.issuers} companies from ${options.from}, specific deviations × ${options.specificTimes}; forecasts judged after ${settle} sessions.`,
    table(['style', 'slope on true returns', 'standard error'], slopes),
    found,
  ].join('\n\n');
}

/** Least squares of the second on the first. White's standard error: noise and factors are wild on the same days. */
function slopeOf(pairs: readonly (readonly [number, number])[]) {
  const n = pairs.length;
  const meanOf = (side: 0 | 1): number => pairs.reduce((sum, pair) => sum + pair[side], 0) / n;
  const [mx, my] = [meanOf(0), meanOf(1)];
  let [xx, xy] = [0, 0];
  for (const [x, y] of pairs) {
    xx += (x - mx) ** 2;
    xy += (x - mx) * (y - my);
  }
  const slope = xy / xx;
  const noise = pairs.reduce((sum, [x, y]) => sum + ((x - mx) * (y - my - slope * (x - mx))) ** 2, 0);
  return { slope, error: Math.sqrt(noise) / xx };
}

const asked = process.argv.slice(2);
for (const one of asked.length > 0 ? asked : [...Object.keys(CASES), 'real']) {
  const [name = '', seed] = one.split(':');
  const which = CASES[name];
  if (!which && name !== 'real') {
    process.stderr.write(
      `${one}: no such case. Choose from ${[...Object.keys(CASES), 'real'].join(', ')}.\n`,
    );
    process.exit(2);
  }
  process.stderr.write(`${one} …\n`);
  process.stdout.write(`${which ? simulated(which, seed) : await realPanel()}\n\n`);
}
