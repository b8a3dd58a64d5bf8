import { z } from 'zod';
import { regimeSchema, scoreSchema } from '../../../regimes/published-terms.ts';
import { isoDaySchema, sha256Schema } from '../../market/published.ts';

// Terms of the schema of `pack.json`, each of which describes the type of the same name in this room.

/** What a part is made of, or why it is not there. */
export const available = <T extends z.ZodType>(data: T) =>
  z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('available'), data }),
    z.object({
      kind: z.literal('missing'),
      what: z.string().describe('What is missing'),
      remedy: z.string().describe('The command that brings it'),
    }),
  ]);

/** A result that another command prints on its own, with the same fields. */
export const asPrintedBy = (command: string) => z.unknown().describe(`As \`${command}\` prints it`);

export const weight = z.number().describe('Fraction of the portfolio');

export const point = z
  .object({
    entry: z.int().positive(),
    asOf: isoDaySchema,
    regime: regimeSchema,
    modelRegime: regimeSchema.describe('Without an override'),
    isOverridden: z.boolean(),
    score: scoreSchema.nullable(),
    turnover: z.number().describe('One-way'),
    volatility: z.number().nullable().describe('Forecast, percent a year'),
    beta: z.number().nullable(),
    trackingError: z.number().nullable().describe('Percent a year'),
    specificFraction: z.number().nullable().describe('Of the variance; null without the risk model'),
    factors: z
      .array(z.object({ factor: z.string(), fraction: z.number() }))
      .describe('The three with the largest fraction of variance'),
    hedge: z
      .object({
        lots: z.number(),
        beta: z.number(),
        hedgedBeta: z.number(),
        reserve: z
          .exactOptional(
            z.object({
              reserve: z.number().describe('₹'),
              margin: z.number().describe('₹: initial margin of futures, or premium and charges of puts'),
              markToMarket: z.number().describe('₹ kept beside the margin'),
              used: z.number().describe('(margin + markToMarket) ÷ reserve'),
            }),
          )
          .describe('What the hedge takes of the hedge reserve; absent in packs before it was shown'),
      })
      .nullable(),
    problems: z.object({ error: z.int(), warning: z.int(), note: z.int() }),
    staleSignals: z.int(),
    isRelaxed: z.boolean().describe('Whether a soft limit was relaxed'),
  })
  .meta({ id: 'decision-point', description: 'A recorded decision in figures' });

export const resolution = z
  .object({
    seq: z.int().positive(),
    asOf: isoDaySchema,
    about: z.int().nullable(),
    payload: z.object({
      outcome: z.enum(['adopted', 'changed', 'rejected']),
      decision: sha256Schema,
      members: z.array(z.string()),
      votes: z.string(),
      dissent: z.string(),
      text: z.string(),
      resolvedOn: z
        .exactOptional(isoDaySchema)
        .describe('Day of the meeting, where it was recorded on a later one'),
    }),
    author: z.string(),
    recordedOn: isoDaySchema,
    hash: sha256Schema,
  })
  .nullable()
  .meta({ id: 'resolution', description: 'The committee’s answer, as the ledger has it; null without one' });

export const state = z.enum(['inside', 'bound', 'relaxed', 'breached']);

export const breach = z
  .object({
    source: z.enum(['paper', 'account']),
    what: z.enum(['stock', 'sleeve']),
    id: z.string(),
    name: z.string(),
    limit: weight,
    value: weight,
    since: isoDaySchema,
    days: z.number().describe('Calendar days outside'),
  })
  .meta({ id: 'breach', description: 'A limit that the market carried a holding across' });

const month = z.object({
  from: isoDaySchema,
  to: isoDaySchema,
  opening: z.number().nullable(),
  closing: z.number().nullable(),
  inflow: z.number(),
  outflow: z.number(),
  fees: z.number(),
  purchases: z.number().nullable(),
  sales: z.number().nullable(),
  charges: z.number().nullable(),
  turnoverRatio: z.number().nullable().describe('Lesser of purchases and sales over the mean value'),
});

export const annexure = z.object({
  approach: z.string().nullable(),
  strategy: z.enum(['equity', 'debt', 'hybrid', 'multi-asset']).nullable(),
  benchmark: z.string().nullable(),
  performance: z.array(
    z.object({
      name: z.string(),
      from: isoDaySchema,
      to: isoDaySchema,
      own: z.number(),
      benchmark: z.number().nullable(),
      isAnnual: z.boolean().describe('Whether the returns are annualised'),
    }),
  ),
  month: month.describe('₹; null where the record has no trades'),
  holdings: z.array(
    z.object({ isin: z.string(), quantity: z.number().nullable(), value: z.number().nullable() }),
  ),
  transactions: z.array(
    z.object({
      day: isoDaySchema,
      isin: z.string(),
      side: z.enum(['buy', 'sell']),
      quantity: z.number(),
      price: z.number(),
      charges: z.number(),
    }),
  ),
  blanks: z.array(z.string()).describe('Cells that stay blank, with what fills them'),
});
