import { z } from 'zod';
import { POSITIONS } from '../../../allocations/positions.ts';
import { regimeSchema } from '../../../regimes/published-terms.ts';
import { fractionSchema, isoDaySchema, problemSchema, sha256Schema } from '../../market/published.ts';
import { PACK_SCHEMA } from './pack-document.ts';
import { annexure, asPrintedBy, available, breach, point, resolution, state, weight } from './pack-terms.ts';

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
