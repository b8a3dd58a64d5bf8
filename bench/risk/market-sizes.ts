import type { Day } from '../../src/market/day.ts';
import { type RiskSession, sessionOf } from '../../src/risk/store/daily-record.ts';
import { BEFORE_AND_AFTER, biasComparison, type BiasOfAllKinds, biasOfAllKinds } from './bias-tables.ts';
import { simulatedModels } from './simulated-model.ts';
import { styleSlopes } from './slopes.ts';

/** Issuers of the simulated markets by the number of stocks that are in the regression, about. */
const ISSUERS: Readonly<Record<number, number>> = { 110: 130, 300: 360, 600: 720, 1250: 1500 };
/** Sessions before forecasts are evaluated: a year for the exposures, ten months of factor returns. */
const SETTLE = 460;
const SEEDS = [1, 2, 3];

/** Names of the cases of `tables.ts`. */
export const MARKET_SIZES = Object.keys(ISSUERS).map((size) => `bias-${size}`);

/**
 * Bias of all test portfolios in markets with regimes of about so many stocks, all of them in the estimation universe,
 * for the model without and with its corrections; both see the same market, whose true exposures are theirs.
 *
 * @param seed one market; by default three are pooled.
 */
export function biasOfMarketSize(name: string, seed: number | undefined): string {
  const size = Number(name.slice('bias-'.length));
  const rules = { universe: { size: { kind: 'fraction', of: 1 } } };
  const variants = BEFORE_AND_AFTER.map(([, of]) => of(rules));
  const from = '2017-04-01';
  const options = {
    conditions: 'regimes',
    issuers: ISSUERS[size]!,
    from,
    specificScale: 1,
    rules: variants[1]!,
  } as const;
  const seeds = seed === undefined ? SEEDS : [seed];
  const slopes: string[] = [];
  let stocks = 0;
  const markets = seeds.map((one): readonly [BiasOfAllKinds, BiasOfAllKinds] => {
    const truth = new Map<Day, Float64Array>();
    const truthOn = ({ day }: RiskSession): Float64Array => truth.get(day)!;
    const tests = [biasOfAllKinds(truthOn), biasOfAllKinds(truthOn)] as const;
    const slope = styleSlopes();
    let t = 0;
    for (const { days, truth: known } of simulatedModels(options, variants, one)) {
      slope.add(days[1]!.regression, known.factorReturns);
      truth.set(days[0]!.day, known.factorReturns);
      if (t++ >= SETTLE) days.forEach((day, k) => tests[k]!.add(sessionOf(day)));
      stocks = days[1]!.regression?.stocks ?? stocks;
    }
    slopes.push(`Slopes on true factor returns, market ${one}:\n\n${slope.table()}`);
    process.stderr.write(`${name}: market ${one} done\n`);
    return tests;
  });
  return [
    `## Markets with regimes, about ${size} stocks (${stocks} at the end), from ${from}, seeds ${seeds.join(', ')}`,
    biasComparison(markets),
    ...slopes,
  ].join('\n\n');
}
