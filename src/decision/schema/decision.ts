import { z } from 'zod';
import { ROW_KINDS, type RowKind } from '../../market/store/rows.ts';
import { SOURCES } from '../../market/source.ts';
import type { Decision } from '../decision.ts';
import { allocation } from './allocation.ts';
import { regimeCall } from './call.ts';
import { execution } from './execution.ts';
import { monthlyHedge } from './hedge.ts';
import { signalReport } from './signals.ts';
import { hash, isoDay, problem } from './terms.ts';

const file = z.strictObject({ name: z.string(), sha256: hash });

/** What `decision.json` holds. Unknown keys are errors: a decision of another version is not half understood. */
export const decisionSchema = z
  .strictObject({
    schema: z.literal('trrm-decision/1'),
    simulated: z.boolean().describe('Made from the simulated market'),
    asOf: isoDay,
    regime: regimeCall,
    signals: z.array(signalReport),
    allocation,
    execution: execution.describe('Orders, charges and tax by which `allocation.after` is reached'),
    hedge: monthlyHedge,
    vintage: z
      .array(
        z.strictObject({
          series: z.string().describe('A series, or `stocks` for all single companies'),
          kind: z.enum(ROW_KINDS as [RowKind, ...RowKind[]]),
          first: isoDay,
          last: isoDay,
          rows: z.int(),
          sources: z.array(z.enum(SOURCES)),
          files: z.array(file),
        }),
      )
      .describe('How far the data reached, and the files they came from'),
    manifest: z
      .strictObject({
        engine: z.strictObject({ name: z.literal('trrm'), version: z.string(), sources: z.string() }),
        rulebook: hash.describe('SHA-256 of the canonical rule book'),
        throughImport: z.int().describe('The last import that the run could see'),
        portfolio: z.strictObject({ file: z.string(), sha256: hash }).nullable(),
        shares: z
          .strictObject({
            issuers: z.int().describe('Companies with a price by then'),
            sessions: z.int().describe('Of the risk model'),
            first: isoDay,
            last: isoDay,
            imports: hash.describe('SHA-256 over the imports that could be seen'),
          })
          .nullable()
          .describe('What the risk model and the sleeves were made of; null where they had no part in it'),
      })
      .describe('What it takes to make the decision again'),
    problems: z.array(problem),
  })
  .meta({ title: 'TRRM decision', description: 'One monthly run, as it is signed' }) satisfies z.ZodType<Decision>;

/** The same as JSON Schema (2020-12), for readers in other languages. */
export const decisionJsonSchema = (): object => ({
  $id: 'urn:trrm:decision:1',
  ...z.toJSONSchema(decisionSchema, { target: 'draft-2020-12' }),
});
