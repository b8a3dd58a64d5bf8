import { MONTH } from '../../src/market/stocks/sessions.ts';
import { type BiasTable, type BiasTests, biasTests } from '../../src/risk/diagnostics/bias-tests.ts';
import {
  characteristicPortfolios,
  characteristicPortfoliosBuyAndHold,
} from '../../src/risk/diagnostics/characteristic-portfolios.ts';
import { eigenfactors, pureFactors } from '../../src/risk/diagnostics/factor-portfolios.ts';
import { fullyInvested } from '../../src/risk/diagnostics/fully-invested.ts';
import { randomActive } from '../../src/risk/diagnostics/random-active-portfolios.ts';
import type { TestPortfolioFamily } from '../../src/risk/diagnostics/test-portfolio.ts';
import { FACTOR_COUNT, FACTORS } from '../../src/risk/factors.ts';
import { type RiskRules, riskRules } from '../../src/risk/risk-rules.ts';
import { forecastAt, type RiskSession } from '../../src/risk/store/daily-record.ts';
import { table } from './diagnostic-tables.ts';

/** A model without any of the corrections, and the default one. */
export const BEFORE_AND_AFTER: readonly [string, (rules: object) => RiskRules][] = [
  [
    'before',
    (rules) =>
      riskRules.parse({
        ...rules,
        estimationError: { remove: false },
        covariance: { marketRegimeHalfLife: null, eigenfactors: null },
      }),
  ],
  ['after', (rules) => riskRules.parse(rules)],
];

const HORIZONS = [1, MONTH];

/**
 * The factors themselves, where their true returns are known: forecast without the specific risk of pure factor
 * portfolios.
 *
 * @param truthOn the true factor returns of a session.
 */
const trueFactors = (truthOn: (session: RiskSession) => Float64Array): TestPortfolioFamily => ({
  kind: 'pure factors',
  names: FACTORS,
  rebalancing: 'none',
  construct: (session, horizon) =>
    session.factorForecast && {
      volatility: () => {
        const { covariance } = forecastAt(session, horizon);
        return Float64Array.from(FACTORS, (_, k) => Math.sqrt(covariance[k * (FACTOR_COUNT + 1)]!));
      },
      returnOn: truthOn,
    },
});

/** Bias tests of every kind of test portfolio. */
export interface BiasOfAllKinds {
  readonly add: (session: RiskSession) => void;
  readonly result: () => readonly (readonly [string, BiasTable])[];
}

/** @param truthOn the true factor returns of a session, where they are known. */
export function biasOfAllKinds(truthOn?: (session: RiskSession) => Float64Array): BiasOfAllKinds {
  const tests: [string, BiasTests][] = [
    ['pure factors, as positions', biasTests(pureFactors, HORIZONS)],
    ...(truthOn
      ? [['pure factors, on true returns', biasTests(trueFactors(truthOn), HORIZONS)] as [string, BiasTests]]
      : []),
    ['eigenfactors, as positions', biasTests(eigenfactors, HORIZONS)],
    ['random active', biasTests(randomActive(30, 1), HORIZONS)],
    ['fully invested', biasTests(fullyInvested, HORIZONS)],
    ['optimised', biasTests(characteristicPortfolios, HORIZONS)],
    ['optimised, left alone', biasTests(characteristicPortfoliosBuyAndHold, [MONTH])],
  ];
  return {
    add: (session) => tests.forEach(([, test]) => test.add(session)),
    result: () => tests.flatMap(([name, test]) => test.result().map((found) => [name, found] as const)),
  };
}

/** Bias tables of a market before and after, one entry of each for every market that is pooled. */
export type Pooled = readonly (readonly [before: BiasOfAllKinds, after: BiasOfAllKinds])[];

/** Mean B by kind and horizon before and after, pooled over markets, with the realised volatility of the same portfolios. */
export function biasComparison(markets: Pooled): string {
  const results = markets.map(([before, after]) => [before.result(), after.result()] as const);
  const rows = results[0]![0].map(([kind, { horizon }], at) => {
    const tests = (side: 0 | 1) => results.flatMap((market) => market[side][at]![1].tests);
    const [before, after] = [tests(0), tests(1)];
    const mean = (of: readonly { readonly bias: number }[]) =>
      of.length === 0 ? '–' : (of.reduce((sum, { bias }) => sum + bias, 0) / of.length).toFixed(3);
    const inBand = (of: readonly { readonly inBand: boolean }[]) =>
      of.length === 0 ? '–' : ((100 * of.filter((t) => t.inBand).length) / of.length).toFixed(0);
    const ratios = after.flatMap((t, k) => {
      const earlier = before[k];
      return earlier?.name === t.name ? [t.realisedVolatility / earlier.realisedVolatility] : [];
    });
    const ratio = ratios.reduce((sum, r) => sum + r, 0) / ratios.length;
    const single = results.map((market) => market[1][at]![1].summary?.bias.toFixed(3) ?? '–');
    return [
      kind,
      String(horizon),
      String(Math.max(0, ...after.map((t) => t.observations))),
      mean(before),
      mean(after),
      ...(markets.length > 1 ? [single.join(' ')] : []),
      inBand(before),
      inBand(after),
      Number.isFinite(ratio) ? ratio.toFixed(3) : '–',
    ];
  });
  return table(
    [
      'test portfolios',
      'sessions',
      'periods',
      'mean B before',
      'mean B after',
      ...(markets.length > 1 ? ['after, by market'] : []),
      '% in band before',
      '% in band after',
      'realised volatility, after/before',
    ],
    rows,
  );
}
