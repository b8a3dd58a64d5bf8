import { z } from 'zod';
import type { Published } from '../src/market/published.ts';
import { FACTORS } from '../src/risk/factors.ts';

const riskContributions = z
  .strictObject({
    factors: z
      .array(z.strictObject({ factor: z.enum(FACTORS), exposure: z.number(), contribution: z.number() }))
      .describe('All 39 factors, largest contribution first; active exposures in a tracking error'),
    specific: z.number(),
    stocks: z
      .array(
        z.strictObject({
          isin: z.string(),
          symbol: z.string(),
          weight: z.number(),
          contribution: z.number(),
        }),
      )
      .describe(
        'The ten largest contributions by stock and those of the twenty largest holdings, largest contribution first: part of another decomposition of the same total',
      ),
  })
  .meta({ id: 'risk-contributions', description: 'Percent a year; factors and specific sum to the total' });

const benchmarkRisk = z
  .strictObject({
    index: z.string(),
    field: z
      .enum(['tri', 'close'])
      .describe('Total-return levels where the store has them, else price levels'),
    trackingError: z.number().describe('Percent a year'),
    beta: z.number(),
    rSquared: z
      .exactOptional(z.number())
      .describe('Of the regression of its returns on factor returns; only by the risk model, as the next'),
    returns: z.exactOptional(z.int()).describe('Daily returns in that regression'),
  })
  .meta({ id: 'benchmark-risk', description: 'Against the benchmark of the house, the Nifty 50' });

const marketVolatility = z
  .exactOptional(z.number())
  .describe('Percent a year, of what beta is measured against; absent in earlier decisions');

const modelledRisk = z.strictObject({
  kind: z.literal('modelled'),
  volatility: z.number().describe('Percent a year'),
  beta: z.number().describe('To the market portfolio'),
  trackingError: z.number().describe('To the market portfolio, percent a year'),
  systematic: z
    .number()
    .describe('Percent a year; its square and that of specific sum to the square of volatility'),
  specific: z.number().describe('Percent a year'),
  marketVolatility,
  benchmark: z
    .exactOptional(benchmarkRisk)
    .describe('Absent in earlier decisions, and where the store has too few levels of the Nifty 50'),
  volatilityContributions: riskContributions,
  trackingErrorContributions: riskContributions,
});

const estimatedRisk = z.strictObject({
  kind: z.literal('estimated').describe('From index returns over the rule book’s window'),
  volatility: z.number().describe('Percent a year'),
  beta: z.number(),
  returns: z.int().describe('Daily returns that all components have'),
  marketVolatility,
  benchmark: z.exactOptional(benchmarkRisk).describe('Absent in earlier decisions'),
});

export const riskSchema = z
  .discriminatedUnion('kind', [
    modelledRisk,
    estimatedRisk,
    z.strictObject({ kind: z.literal('unavailable'), reason: z.string() }),
  ])
  .meta({ id: 'risk' });

export const riskComparisonSchema = z.strictObject({
  basis: z.string().describe('What the figures are based on, in a sentence'),
  opening: riskSchema.describe('Of the opening weights'),
  final: riskSchema.describe('Of the final weights'),
});

/** The risk of a set of weights. */
export type AllocationRisk = Published<typeof riskSchema>;
export type ModelledRisk = Published<typeof modelledRisk>;
/** Tracking error and beta against the benchmark of the house. */
export type BenchmarkRisk = Published<typeof benchmarkRisk>;
export type RiskContributions = Published<typeof riskContributions>;
export type RiskComparison = Published<typeof riskComparisonSchema>;
