import { z } from 'zod';
import { allocationSchema } from '../../../allocations/allocation.ts';
import { monthlyHedgeSchema } from '../../../allocations/hedge/result.ts';
import { executionSchema } from '../../../allocations/orders/result.ts';
import { regimeCallSchema } from '../../../regimes/model/regime-call.ts';
import { signalReportSchema } from '../../../regimes/model/signal-report.ts';
import { isoDaySchema, problemSchema, type Published, sha256Schema } from '../../market/published.ts';
import { SOURCES } from '../../market/source.ts';
import { STOCK_KINDS } from '../../market/stocks/stock-row.ts';
import { SERIES_KINDS } from '../../market/store/rows.ts';

/** Identifies the form of the document. A field that is renamed or changes its meaning takes a new number. */
export const DECISION_SCHEMA = 'trrm-decision/2';

const vintage = z.strictObject({
  series: z.string().describe('A series, or `stocks` for all stocks together'),
  kind: z.enum([...SERIES_KINDS, ...STOCK_KINDS]),
  first: isoDaySchema,
  last: isoDaySchema,
  rows: z.int(),
  sources: z.array(z.enum(SOURCES)),
  files: z.array(z.strictObject({ name: z.string(), sha256: sha256Schema })),
});

const stockManifest = z.strictObject({
  issuers: z.int().describe('Issuers with a price by the as-of date'),
  sessions: z.int().describe('Sessions of the risk model'),
  first: isoDaySchema,
  last: isoDaySchema,
  imports: sha256Schema.describe('SHA-256 over all imports visible to the run, whatever their order'),
});

const manifest = z.strictObject({
  engine: z.strictObject({ name: z.literal('trrm'), version: z.string(), sources: z.string() }),
  rulebook: sha256Schema.describe('SHA-256 of the canonical rule book'),
  throughImport: z.int().describe('Number of the last import visible to the run'),
  portfolio: z.strictObject({ file: z.string(), sha256: sha256Schema }).nullable(),
  stocks: stockManifest
    .nullable()
    .describe('Data behind the risk model and the sleeves; null where they were not used'),
});

/** What `decision.json` holds. Unknown keys are errors, so a decision of another version is refused as a whole. */
export const decisionSchema = z
  .strictObject({
    schema: z.literal(DECISION_SCHEMA),
    simulated: z.boolean().describe('Made from the simulated market'),
    asOf: isoDaySchema,
    regime: regimeCallSchema,
    signals: z.array(signalReportSchema),
    allocation: allocationSchema,
    execution: executionSchema.describe('Orders, charges and tax that lead to `allocation.final`'),
    hedge: monthlyHedgeSchema,
    vintage: z.array(vintage).describe('Coverage of the data at the time, and the files it came from'),
    manifest: manifest.describe('What is needed to reproduce the decision byte for byte'),
    problems: z.array(problemSchema).describe('From every stage of the run'),
  })
  .meta({ title: 'TRRM decision', description: 'One monthly run, as signed by the committee' });

/** One monthly run, as signed. Its canonical JSON has the same bytes for the same inputs. */
export type Decision = Published<typeof decisionSchema>;
export type Vintage = Published<typeof vintage>;
export type Manifest = Published<typeof manifest>;
/** The stock data behind a decision. */
export type StockManifest = Published<typeof stockManifest>;

/** The same as JSON Schema (2020-12), for readers in other languages. */
export const decisionJsonSchema = (): object => ({
  $id: 'urn:trrm:decision:2',
  ...z.toJSONSchema(decisionSchema, { target: 'draft-2020-12' }),
});
