import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import type { Day } from '../market/day.ts';
import { readChecksummedJson, writeChecksummedJson } from '../market/files/checksummed-json.ts';
import { makeFolder } from '../market/files/make-folder.ts';
import { type Problem, userError } from '../market/problem.ts';
import type { DataSnapshot } from '../market/stocks/data-snapshot.ts';
import type { MarketBenchmark } from './levels/market-benchmark.ts';
import type { SleeveHistory } from './sleeve-history.ts';
import type { SleeveIssuer } from './sleeve-issuer.ts';
import type { SleeveRules } from './sleeve-rules.ts';

/** Incremented whenever the format changes or the same rules and prices give other sleeves, so that no stale file is reused. */
const SCHEMA = 'sleeves/6';

/** Built sleeves on disk, one JSON file with the SHA-256 of its contents. Days count from 1970-01-01; columns are positions in `issuers`. */
export interface SleeveStore {
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

/** What the contents must have; the rest is trusted, because it is as it was written. */
const outline = z.object({
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

/**
 * Writes a sleeve store. Replaces the file atomically: an interrupted build leaves the previous file.
 *
 * @param file path of the JSON file; its folder is created.
 * @param store the result of `buildSleeves`.
 * @example
 * import { readSleeveStore, writeSleeveStore } from 'trrm/sleeves';
 *
 * const built = readSleeveStore('.trrm/demo/sleeves.json');
 * writeSleeveStore('.trrm/my-sleeves.json', built);
 */
export function writeSleeveStore(file: string, store: SleeveStore): void {
  makeFolder(dirname(file));
  writeChecksummedJson(file, SCHEMA, store);
}

/**
 * Reads a sleeve store.
 *
 * @param file the path of its JSON file.
 * @returns histories by sleeve id, issuers in column order, rules and benchmark.
 * @throws UserError if there is no such file, it has another version, or it was changed since it was written.
 * @example
 * import { readSleeveStore } from 'trrm/sleeves';
 *
 * const { histories, simulated } = readSleeveStore('.trrm/demo/sleeves.json');
 * console.log(Object.keys(histories), simulated);
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
  const found = readChecksummedJson(file, SCHEMA);
  if (found.kind === 'damaged')
    throw userError(
      'sleeves-damaged',
      file,
      'was changed or damaged since it was written: its contents do not match their SHA-256.',
      'Build the sleeves again with `trrm sleeves build`.',
    );
  if (found.kind === 'intact' && outline.safeParse(found.contents).success)
    return found.contents as SleeveStore;
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
