import { z } from 'zod';
import { REGIMES } from '../../../regimes/regime.ts';
import { isoDaySchema, problemSchema } from '../../market/published.ts';
import { LINK_METHODS } from '../attribution/link.ts';
import { EFFECT_IDS } from './run-schema.ts';

const subPeriod = z
  .strictObject({
    name: z.string(),
    from: isoDaySchema,
    to: isoDaySchema,
    own: z.number(),
    benchmark: z.number().nullable(),
    isWhole: z.boolean().describe('Whether the path covers the period from edge to edge'),
    isAnnual: z.boolean().describe('Whether the returns are annualised'),
  })
  .meta({ id: 'sub-period' });

const drawdown = z.strictObject({
  peak: isoDaySchema,
  from: isoDaySchema.describe('First day below the peak'),
  trough: isoDaySchema,
  to: isoDaySchema.nullable().describe('Recovery; null where there is none yet'),
  depth: z.number().describe('Below 0'),
  daysToTrough: z.int(),
  daysToRecovery: z.int().nullable(),
  days: z.int(),
  periods: z.int(),
});

const effects = z.strictObject({
  effects: z.array(z.enum(EFFECT_IDS)),
  byPeriod: z.array(z.strictObject({ from: isoDaySchema, to: isoDaySchema, log: z.array(z.number()) })),
  log: z.array(z.number()),
  arithmetic: z.array(z.number()).describe('Parts of record − benchmark'),
  benchmark: z.number(),
  record: z.number(),
  residual: z.number().describe('Rounding only'),
});

const spacing = z.strictObject({ period: z.string(), count: z.int() });

const summary = z.strictObject({
  name: z.string(),
  benchmark: z.string().nullable(),
  riskFree: z.string().nullable(),
  from: isoDaySchema,
  to: isoDaySchema,
  years: z.number(),
  headline: spacing,
  fine: spacing.nullable(),
  figures: z
    .array(
      z.strictObject({
        id: z.string(),
        name: z.string(),
        group: z.enum(['return', 'risk', 'ratio', 'relative']),
        unit: z.enum(['fraction', 'number', 'days', 'periods']),
        convention: z.string(),
        own: z.number().nullable(),
        benchmark: z.number().nullable(),
      }),
    )
    .describe('Each statistic with the convention by which it was computed'),
  trailing: z.array(subPeriod),
  calendarYears: z.array(subPeriod),
  financialYears: z.array(subPeriod),
  months: z.array(z.strictObject({ year: z.int(), months: z.array(z.number().nullable()) })),
  drawdowns: z.array(drawdown).describe('The ten deepest'),
  rolling: z.array(
    z.strictObject({
      months: z.int(),
      figures: z.array(
        z.strictObject({
          date: isoDaySchema,
          own: z.number(),
          benchmark: z.number().nullable(),
          volatility: z.number(),
          sharpe: z.number().nullable(),
          beta: z.number().nullable(),
        }),
      ),
    }),
  ),
  problems: z.array(problemSchema),
  effects,
});

const resampled = z
  .strictObject({
    value: z.number(),
    interval: z.tuple([z.number(), z.number()]).describe('95 %'),
    aboveZero: z.number().describe('Share of the resamples above 0'),
  })
  .meta({ id: 'resampled-figure' });

const inference = z.strictObject({
  months: z.int(),
  draws: z.int(),
  seed: z.int(),
  differences: z.array(
    z.strictObject({
      months: z.int(),
      draws: z.int(),
      meanBlock: z.int().describe('Months'),
      differences: z.array(
        z.strictObject({ id: z.string(), growth: resampled, sharpe: resampled.nullable() }),
      ),
    }),
  ),
  rotation: z
    .strictObject({
      months: z.int(),
      growth: z.number(),
      meanOfShifts: z.number(),
      atLeastAsHigh: z.number().describe('The p-value'),
    })
    .nullable(),
  superiorAbility: z
    .strictObject({
      months: z.int(),
      draws: z.int(),
      meanBlock: z.int(),
      variants: z.int(),
      best: z.string(),
      bestGrowth: z.number(),
      realityCheck: z.number().describe('p-value of White (2000)'),
      superiorAbility: z.number().describe('p-value of Hansen (2005), consistent'),
    })
    .nullable(),
  overfitting: z
    .strictObject({
      months: z.int(),
      variants: z.int(),
      splits: z.int(),
      probability: z.number(),
      mostChosen: z.strictObject({ id: z.string(), share: z.number() }),
    })
    .nullable(),
  verdict: z.array(z.string()).describe('The conclusions in sentences'),
});

const group = z
  .strictObject({ months: z.int(), own: z.number(), benchmark: z.number(), worst: z.number() })
  .nullable()
  .meta({ id: 'months-group', description: 'Growth a year over some months; null where there are none' });

/** The parts of a back-test's document that its study makes. */
export const studyParts = {
  summary: summary.describe('Statistics after costs, against the benchmark and over T-bills'),
  linked: z.strictObject({ method: z.enum(['ladder', ...LINK_METHODS]), effects: z.array(z.number()) }),
  inference: inference.describe('Whether the result could be luck; nothing below 36 months'),
  hedgeFigures: z
    .exactOptional(
      z.array(
        z.strictObject({
          id: z.string(),
          name: z.string(),
          unit: z.enum(['fraction', 'number', 'days', 'periods']),
          convention: z.string(),
          hedged: z.number().nullable(),
          unhedged: z.number().nullable(),
        }),
      ),
    )
    .describe('The record with and without its hedge; only where the hedge is traded'),
  byLabel: z.array(z.strictObject({ label: z.enum(REGIMES), group })),
  byProvenance: z.array(
    z.strictObject({ id: z.enum(['all', 'live-indices', 'out-of-sample', 'live-decisions']), group }),
  ),
};
