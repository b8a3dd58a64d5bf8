import { diagnose } from '../../src/risk/diagnostics/diagnose.ts';
import { STYLES } from '../../src/risk/factors.ts';
import { riskRules } from '../../src/risk/risk-rules.ts';
import { type RiskSession, sessionOf } from '../../src/risk/store/daily-record.ts';
import { diagnosticTables, table } from './diagnostic-tables.ts';
import { knownTruth } from './known-truth.ts';
import { realPanel } from './real-panel.ts';
import { type SimulatedModel, simulatedModel } from './simulated-model.ts';

// npm run bench:risk:tables [-- case[:seed] …]: the tables of docs/methodology/inec1-measurements.md, in Markdown,
// case by case. For a simulated case with the suffix `-known` forecasts are also replaced by true values, over five
// markets. The case `real` needs the folder of reference data that TRRM_REFERENCE names.
interface SimulatedCase extends SimulatedModel {
  readonly title: string;
  /** Sessions before the evaluation of forecasts starts. */
  readonly settle: number;
}

const wholeMarket = { size: { kind: 'fraction', of: 1 } } as const;
const still = {
  climate: 'still',
  issuers: 800,
  from: '2017-04-01',
  specificTimes: 0.25,
  settle: 460,
} as const;
const regimes = {
  climate: 'regimes',
  issuers: 3000,
  from: '2015-04-01',
  specificTimes: 1,
  settle: 460,
} as const;
const CASES: Readonly<Record<string, SimulatedCase>> = {
  still: {
    ...still,
    title:
      'Stationary market, rules for it (long half-lives, no lags, no shrinkage, eigenfactors with a = 1)',
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
    title: 'Stationary market, default rules except that all stocks are in the universe',
    rules: riskRules.parse({ universe: wholeMarket }),
  },
  regimes: { ...regimes, title: 'Market with regimes, default rules', rules: riskRules.parse({}) },
  'regimes-eigen': {
    ...regimes,
    title: 'Market with regimes, default rules with the eigenfactor adjustment (a = 1.4)',
    rules: riskRules.parse({ covariance: { eigenfactors: {} } }),
  },
};

function simulated({ title, settle, ...options }: SimulatedCase, seed: number | undefined): string {
  const pairs = STYLES.map((): [number, number][] => []);
  function* sessions(): Generator<RiskSession> {
    let t = 0;
    for (const { day, truth } of simulatedModel(options, seed)) {
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
    `${options.issuers} stocks from ${options.from}, specific volatility × ${options.specificTimes}; forecasts evaluated after ${settle} sessions.`,
    table(['style', 'slope on true returns', 'standard error'], slopes),
    found,
  ].join('\n\n');
}

/**
 * Least squares of the second on the first, with White's standard error: noise and factors are volatile on the same
 * days.
 */
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

/** Seeds of the markets that are pooled, because one market is a single draw. */
const SEEDS = [1, 2, 3, 4, 5];

/** The function that prints a case's tables; null for an unknown case. */
function printerOf(name: string, seed: number | undefined): (() => string | Promise<string>) | null {
  if (name === 'real') return realPanel;
  const simple = CASES[name];
  if (simple) return () => simulated(simple, seed);
  const known = CASES[name.replace(/-known$/, '')];
  if (!known) return null;
  const seeds = seed === undefined ? SEEDS : [seed];
  return () =>
    [
      `## ${known.title}: forecasts replaced by true values, markets ${seeds.join(', ')}`,
      knownTruth(known, known.settle, seeds),
    ].join('\n\n');
}

const all = [...Object.keys(CASES), 'still-known', 'still-default-known', 'regimes-known', 'real'];
const requested = process.argv.slice(2);
for (const one of requested.length > 0 ? requested : all) {
  const [name = '', seed] = one.split(':');
  const print = printerOf(name, seed === undefined ? undefined : Number(seed));
  if (!print) {
    process.stderr.write(`Unknown case ${one}. Choose from ${all.join(', ')}.\n`);
    process.exit(2);
  }
  process.stderr.write(`${one} …\n`);
  process.stdout.write(`${await print()}\n\n`);
}
