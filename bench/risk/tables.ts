import { diagnose } from '../../src/risk/diagnostics/diagnose.ts';
import { STYLES } from '../../src/risk/factors.ts';
import { riskRules } from '../../src/risk/risk-rules.ts';
import { type RiskSession, sessionOf } from '../../src/risk/store/daily-record.ts';
import { diagnosticTables, table } from './diagnostic-tables.ts';
import { knownTruth } from './known-truth.ts';
import { realPanel } from './real-panel.ts';
import { type SimulatedModel, simulatedModel } from './simulated-model.ts';

// npm run bench:risk:tables [-- case[:seed] …]: the tables of docs/INEC-1.md, in Markdown, case by case. A simulated case with
// `-known` at its end is judged by what is true as well, over five markets. The case `real` needs the folder of
// reference data that TRRM_REFERENCE names.
interface Simulated extends SimulatedModel {
  readonly title: string;
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
const regimes = {
  climate: 'regimes',
  issuers: 3000,
  from: '2015-04-01',
  specificTimes: 1,
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
  regimes: { ...regimes, title: 'Climate of regimes, default rules', rules: riskRules.parse({}) },
  'regimes-eigen': {
    ...regimes,
    title: 'Climate of regimes, default rules with the eigenfactor adjustment (a = 1.4)',
    rules: riskRules.parse({ covariance: { eigenfactors: {} } }),
  },
};

function simulated({ title, settle, ...options }: Simulated, seed: number | undefined): string {
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

/** Markets that are counted together, as one is one draw: seeds 1 to 5. */
const SEEDS = [1, 2, 3, 4, 5];

/** What prints a case's tables; null of no such case. */
function printerOf(name: string, seed: number | undefined): (() => string | Promise<string>) | null {
  if (name === 'real') return realPanel;
  const simple = CASES[name];
  if (simple) return () => simulated(simple, seed);
  const known = CASES[name.replace(/-known$/, '')];
  if (!known) return null;
  const seeds = seed === undefined ? SEEDS : [seed];
  return () =>
    [
      `## ${known.title}: what is known, markets ${seeds.join(', ')}`,
      knownTruth(known, known.settle, seeds),
    ].join('\n\n');
}

const all = [...Object.keys(CASES), 'still-known', 'still-default-known', 'regimes-known', 'real'];
const asked = process.argv.slice(2);
for (const one of asked.length > 0 ? asked : all) {
  const [name = '', seed] = one.split(':');
  const print = printerOf(name, seed === undefined ? undefined : Number(seed));
  if (!print) {
    process.stderr.write(`${one}: no such case. Choose from ${all.join(', ')}.\n`);
    process.exit(2);
  }
  process.stderr.write(`${one} …\n`);
  process.stdout.write(`${await print()}\n\n`);
}
