import { z } from 'zod';
import { POSITIONS } from '../../allocations/positions.ts';
import { regimeSchema, scoreSchema } from '../../regimes/published-terms.ts';
import { fractionSchema, isoDaySchema, problemSchema, sha256Schema } from '../market/published.ts';
import { PACK_SCHEMA } from './pack-document.ts';

/** What a part is made of, or why it is not there. */
const available = <T extends z.ZodType>(data: T) =>
  z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('available'), data }),
    z.object({
      kind: z.literal('missing'),
      what: z.string().describe('What is missing'),
      remedy: z.string().describe('The command that brings it'),
    }),
  ]);

/** A result that another command prints on its own, with the same fields. */
const asPrintedBy = (command: string) => z.unknown().describe(`As \`${command}\` prints it`);

const weight = z.number().describe('Fraction of the portfolio');

const point = z
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
    hedge: z.object({ lots: z.number(), beta: z.number(), hedgedBeta: z.number() }).nullable(),
    problems: z.object({ error: z.int(), warning: z.int(), note: z.int() }),
    staleSignals: z.int(),
    isRelaxed: z.boolean().describe('Whether a soft limit was relaxed'),
  })
  .meta({ id: 'decision-point', description: 'A recorded decision in figures' });

const resolution = z
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
    }),
    author: z.string(),
    recordedOn: isoDaySchema,
    hash: sha256Schema,
  })
  .nullable()
  .meta({ id: 'resolution', description: 'The committee’s answer, as the ledger has it; null without one' });

const state = z.enum(['inside', 'bound', 'relaxed', 'breached']);

const breach = z
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

const annexure = z.object({
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

const path = z.array(point).describe('Decisions of the look-back, oldest first, this one last');

/**
 * What `pack.json` holds. Fields may be added in a version; none is renamed or changes its meaning. Results that other commands print
 * on their own are named by their command.
 */
export const packSchema = z
  .object({
    schema: z.literal(PACK_SCHEMA),
    asOf: isoDaySchema,
    simulated: z.boolean().describe('Made from the simulated market'),
    decision: z
      .object({
        entry: z.int().positive(),
        hash: sha256Schema.describe('Of the ledger entry'),
        sha256: sha256Schema.describe('Of decision.json'),
        recordedOn: isoDaySchema,
        chain: z
          .array(z.object({ entry: z.int(), kind: z.string(), asOf: z.string(), hash: sha256Schema }))
          .describe('Every entry of the ledger from the first to this one'),
        files: z.array(z.object({ name: z.string(), sha256: sha256Schema })).describe('Published with it'),
      })
      .describe('The decision and its place in the ledger'),
    asRecorded: z
      .string()
      .nullable()
      .describe('Why it is printed as recorded; null where it was reproduced to the byte'),
    parts: z.object({
      decision: z.object({
        now: point,
        before: point.nullable().describe('The last one recorded for an earlier date'),
        override: z.unknown().describe('The override in force, as in decision.json; null without one'),
        resolution,
        contradicted: z
          .array(z.string())
          .nullable()
          .describe('Tilts in force that the validation contradicts; null where it was not run'),
      }),
      outcome: z.object({
        last: available(z.unknown().describe('The last decision followed on paper')),
        resolution,
        account: available(z.object({ from: isoDaySchema, to: isoDaySchema })),
      }),
      regime: z.object({ monthsInForce: z.int().positive() }),
      allocation: z.object({
        steps: z
          .array(
            z.object({
              id: z.enum(POSITIONS),
              held: weight,
              steps: z.object({
                drift: z.number(),
                bouquet: z.number(),
                model: z.number(),
                implementation: z.number(),
              }),
              final: weight,
            }),
          )
          .describe('From last month’s weight to this month’s; held and the steps sum to final'),
      }),
      trades: z
        .object({
          betweenPositions: z.number(),
          byStock: z.number(),
          bought: z.number().nullable(),
          sold: z.number().nullable(),
          newMoney: z.number(),
          gapToPlan: z.number().nullable(),
        })
        .describe('Turnovers of the month, fractions of the portfolio'),
      hedge: z.object({ path }),
      attribution: z.object({ ladder: available(asPrintedBy('trrm backtest --json')) }),
      performance: available(asPrintedBy('trrm record --json')),
      risk: z.object({
        concentration: available(
          z.object({
            stocks: z.int(),
            effectiveStocks: z.number().describe('1/Σw²'),
            topTen: fractionSchema,
            inStocks: fractionSchema,
          }),
        ),
        path,
      }),
      byRegime: available(
        z.array(
          z.object({
            id: z.string(),
            backTested: z.int().describe('Months that are the vendor’s back-test'),
            byLabel: z.array(
              z.object({
                label: regimeSchema,
                months: z.int(),
                mean: z.number().nullable(),
                deviation: z.number().nullable(),
                worst: z.number().nullable(),
              }),
            ),
          }),
        ),
      ),
      whatIfs: available(
        z.array(
          z.object({
            name: z.string(),
            regime: regimeSchema,
            score: z.number().nullable(),
            final: z.record(z.string(), z.number()),
            turnover: z.number(),
            loss: z.number().nullable().describe('Return of what is held, before trades and hedge'),
          }),
        ),
      ),
      stress: asPrintedBy('trrm stress --json'),
      simulation: available(asPrintedBy('trrm simulate --json')),
      health: z.object({ path }),
      limits: z.object({
        limits: z.array(
          z.object({
            name: z.string(),
            kind: z.string(),
            unit: z.enum(['fraction', 'number', 'rupees']),
            low: z.number().nullable(),
            high: z.number().nullable(),
            value: z.number(),
            headroom: z.number().describe('Distance to the nearer end; below 0 outside'),
            state,
            relaxedTo: z.number().nullable(),
          }),
        ),
        bands: z.array(
          z.object({ id: z.string(), low: weight, high: weight, target: weight, final: weight, state }),
        ),
        breaches: z.object({ paper: available(z.array(breach)), account: available(z.array(breach)) }),
        ruleChanges: z
          .array(z.object({ path: z.string(), from: z.unknown(), to: z.unknown() }))
          .nullable()
          .describe('Since the decision before; null for the first'),
      }),
      annexure: available(annexure),
      appendix: z.object({
        rulebook: z.string().describe('The canonical rule book, YAML'),
        problems: z.array(problemSchema),
      }),
    }),
  })
  .meta({
    title: 'TRRM committee pack',
    description: 'What a pack adds to the decision that it shows, whose own figures are in decision.json',
  });

/** The same as JSON Schema (2020-12), for readers in other languages. */
export const packJsonSchema = (): object => ({
  $id: 'urn:trrm:pack:1',
  ...z.toJSONSchema(packSchema, { target: 'draft-2020-12', io: 'input' }),
});
