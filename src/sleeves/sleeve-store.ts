import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import type { Day } from '../market/day.ts';
import { type Problem, userError } from '../market/problem.ts';
import type { ShareReading } from '../market/stocks/data-snapshot.ts';
import type { AllSharesHistory } from './levels/market-benchmark.ts';
import type { SleeveHistory } from './sleeve-history.ts';
import type { SleeveIssuer } from './sleeve-issuer.ts';
import type { SleeveRules } from './sleeve-rules.ts';

/** Told anew whenever the same rules and prices come to other sleeves, so that none that were kept are taken for them. */
const SCHEMA = 'sleeves/4';

/** Built sleeves on disk, one JSON file. Days are counts since 1970; columns are places in `issuers`. */
export interface SleeveRecord {
  readonly schema: typeof SCHEMA;
  readonly simulated: boolean;
  /** What the sessions were read from. */
  readonly reading: ShareReading;
  /** The last session, and whether its month was over and the reviews made. */
  readonly last: { readonly day: Day; readonly monthIsOver: boolean };
  readonly rules: SleeveRules;
  readonly issuers: readonly SleeveIssuer[];
  readonly histories: Readonly<Record<string, SleeveHistory>>;
  readonly allShares: AllSharesHistory;
  readonly problems: readonly Problem[];
}

/** What tells a record from any other JSON; what is inside is taken as it was written. */
const outline = z.object({
  schema: z.literal(SCHEMA),
  simulated: z.boolean(),
  reading: z.object({}),
  last: z.object({ day: z.int(), monthIsOver: z.boolean() }),
  rules: z.object({}),
  issuers: z.array(z.unknown()),
  histories: z.record(
    z.string(),
    z.object({
      reviews: z.array(z.unknown()),
      events: z.array(z.unknown()),
      levels: z.object({
        day: z.array(z.unknown()),
        price: z.array(z.unknown()),
        total: z.array(z.unknown()),
      }),
      closes: z.array(z.unknown()),
      holdings: z.array(z.unknown()),
    }),
  ),
  allShares: z.object({ levels: z.object({}), closes: z.array(z.unknown()) }),
  problems: z.array(z.unknown()),
});

/** Replaces the file whole: a build that is killed leaves the one before. */
export function writeSleeves(file: string, record: Omit<SleeveRecord, 'schema'>): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(`${file}.new`, JSON.stringify({ schema: SCHEMA, ...record } satisfies SleeveRecord));
  renameSync(`${file}.new`, file);
}

/** @throws UserError where there is no such file, or it is none of this version. */
export function readSleeves(file: string): SleeveRecord {
  if (!existsSync(file)) {
    throw userError(
      'no-sleeves',
      file,
      'there are no sleeves here.',
      'Build them with `trrm sleeves build`.',
    );
  }
  let found: unknown;
  try {
    found = JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    found = null;
  }
  if (outline.safeParse(found).success) return found as SleeveRecord;
  throw userError(
    'sleeves-version',
    file,
    'holds no sleeves of this version.',
    'Build them again with `trrm sleeves build`.',
  );
}

/**
 * The history of a sleeve by its id.
 *
 * @throws UserError where there is none of this name.
 */
export function historyNamed({ histories }: Pick<SleeveRecord, 'histories'>, id: string): SleeveHistory {
  const history = Object.hasOwn(histories, id) ? histories[id] : undefined;
  if (!history) {
    throw userError(
      'no-such-sleeve',
      id,
      'there is no sleeve of this name.',
      `There are ${Object.keys(histories).join(', ')}.`,
    );
  }
  return history;
}
