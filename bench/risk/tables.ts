import { diagnose } from '../../src/risk/diagnostics/diagnose.ts';
import { riskRules } from '../../src/risk/risk-rules.ts';
import { type RiskSession, sessionOf } from '../../src/risk/store/daily-record.ts';
import { diagnosticTables } from './diagnostic-tables.ts';
import { knownTruth } from './known-truth.ts';
import { realPanel } from './real-panel.ts';
import { biasOfMarketSize, MARKET_SIZES } from './market-sizes.ts';
import { type SimulatedModel, simulatedModel } from './simulated-model.ts';
import { styleSlopes } from './slopes.ts';

// npm run bench:risk:tables [-- case[:seed] …]: the tables of docs/methodology/inec1-measurements.md, in Markdown,
// case by case. `bias-110` … `bias-1250` compare forecasts without and with the corrections, pooled over three markets of
// so many stocks. For a simulated case with the suffix `-known` forecasts are also replaced by true values, over five
// markets. The case `real` needs the folder of reference data that TRRM_REFERENCE names.
interface SimulatedCase extends SimulatedModel {
  readonly title: string;
  /** Sessions before the evaluation of forecasts starts. */
  readonly settle: number;
}

const wholeMarket = { size: { kind: 'fraction', of: 1 } } as const;
const still = {
  conditions: 'still',
  issuers: 800,
  from: '2017-04-01',
  specificScale: 0.25,
  settle: 460,
} as const;
const regimes = {
  conditions: 'regimes',
  issuers: 3000,
  from: '2015-04-01',
  specificScale: 1,
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
};

function simulated({ title, settle, ...options }: SimulatedCase, seed: number | undefined): string {
  const slopes = styleSlopes();
  function* sessions(): Generator<RiskSession> {
    let t = 0;
    for (const { day, truth } of simulatedModel(options, seed)) {
      slopes.add(day.regression, truth.factorReturns);
      if (t++ >= settle) yield sessionOf(day);
    }
  }
  const found = diagnosticTables(diagnose(sessions()));
  return [
    `## ${title}`,
    `${options.issuers} stocks from ${options.from}, specific volatility × ${options.specificScale}; forecasts evaluated after ${settle} sessions.`,
    slopes.table(),
    found,
  ].join('\n\n');
}

/** Seeds of the markets that are pooled, because one market is a single draw. */
const SEEDS = [1, 2, 3, 4, 5];

/** The function that prints a case's tables; null for an unknown case. */
function printerOf(name: string, seed: number | undefined): (() => string | Promise<string>) | null {
  if (name === 'real') return realPanel;
  if (MARKET_SIZES.includes(name)) return () => biasOfMarketSize(name, seed);
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

const all = [
  ...Object.keys(CASES),
  'still-known',
  'still-default-known',
  'regimes-known',
  ...MARKET_SIZES,
  'real',
];
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
