import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import type { Day } from '../market/day.ts';
import { makeFolder } from '../market/files/make-folder.ts';
import { type Problem, userError } from '../market/problem.ts';
import type { DataSnapshot } from '../market/stocks/data-snapshot.ts';
import type { MarketBenchmark } from './levels/market-benchmark.ts';
import type { SleeveHistory } from './sleeve-history.ts';
import type { SleeveIssuer } from './sleeve-issuer.ts';
import type { SleeveRules } from './sleeve-rules.ts';

/** Incremented whenever the format changes or the same rules and prices give other sleeves, so that no stale file is reused. */
const SCHEMA = 'sleeves/5';

/** Built sleeves on disk, one JSON file. Days count from 1970-01-01; columns are positions in `issuers`. */
export interface SleeveStore {
  readonly schema: typeof SCHEMA;
  readonly simulated: boolean;
  /** The data snapshot from which the sessions were read. */
  readonly snapshot: DataSnapshot;
  /** The last session, and whether its month was closed, with its reviews made. */
  readonly last: { readonly day: Day; readonly monthIsOver: boolean };
  readonly rules: SleeveRules;
  readonly issuers: readonly SleeveIssuer[];
  readonly histories: Readonly<Record<string, SleeveHistory>>;
  readonly benchmark: MarketBenchmark;
  readonly problems: readonly Problem[];
}

/** Distinguishes a sleeve store from other JSON files; the contents are trusted as written. */
const outline = z.object({
  schema: z.literal(SCHEMA),
  simulated: z.boolean(),
  snapshot: z.object({}),
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
  benchmark: z.object({ levels: z.object({}), closes: z.array(z.unknown()) }),
  problems: z.array(z.unknown()),
});

/** Writes a sleeve store. Replaces the file atomically: an interrupted build leaves the previous file. */
export function writeSleeveStore(file: string, store: Omit<SleeveStore, 'schema'>): void {
  makeFolder(dirname(file));
  writeFileSync(`${file}.new`, JSON.stringify({ schema: SCHEMA, ...store } satisfies SleeveStore));
  renameSync(`${file}.new`, file);
}

/**
 * Reads a sleeve store.
 *
 * @param file the path of its JSON file.
 * @throws UserError if there is no such file, or it has another version.
 */
export function readSleeveStore(file: string): SleeveStore {
  if (!existsSync(file)) {
    throw userError(
      'no-sleeves',
      file,
      'the file does not exist.',
      'Build the sleeves with `trrm sleeves build`.',
    );
  }
  let found: unknown;
  try {
    found = JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    found = null;
  }
  if (outline.safeParse(found).success) return found as SleeveStore;
  throw userError(
    'sleeves-version',
    file,
    'is not a sleeve store of this version.',
    'Build the sleeves again with `trrm sleeves build`.',
  );
}

/**
 * The history of a sleeve by its id.
 *
 * @throws UserError for an unknown id.
 */
export function historyOfSleeve({ histories }: Pick<SleeveStore, 'histories'>, id: string): SleeveHistory {
  const history = Object.hasOwn(histories, id) ? histories[id] : undefined;
  if (!history) {
    throw userError(
      'no-such-sleeve',
      id,
      'is not a sleeve of the store.',
      `Choose one of ${Object.keys(histories).join(', ')}.`,
    );
  }
  return history;
}
