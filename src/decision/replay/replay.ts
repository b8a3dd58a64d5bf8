import { type UserError, userError } from '../../market/problem.ts';
import { type Decision, DECISION_SCHEMA, type Manifest } from '../document/decision.ts';
import type { StoredFile } from '../ledger/entries/ledger-entry.ts';
import type { LedgerEntryWithTexts } from '../ledger/tables/ledger-table.ts';

/** What is needed to reproduce a recorded decision from the same store. */
export interface ReplayRequest {
  readonly asOf: string;
  readonly rulebook: string;
  readonly portfolio: StoredFile | null;
  readonly throughImport: number;
}

export interface Difference {
  /** Such as `allocation.sleeves[3].target`. */
  readonly path: string;
  /** As JSON, or `absent`. */
  readonly recorded: string;
  readonly now: string;
}

/** The outcome of reproducing a recorded decision. */
export type Replay =
  | { readonly kind: 'identical' }
  /** The bytes are the same, but the market rows are not, or cannot be shown to be, those that were imported. */
  | { readonly kind: 'not-verified' }
  | {
      readonly kind: 'differs';
      /** The first difference other than the code version; null where there is none. */
      readonly first: Difference | null;
      /** The code versions; null where they are the same. */
      readonly engine: { readonly recorded: Manifest['engine']; readonly now: Manifest['engine'] } | null;
    };

/** A decision of any version of the schema; the manifest is the same in all. */
type RecordedDecision = Omit<Decision, 'schema'> & { readonly schema: string };

/**
 * Reproduces a recorded decision and compares the bytes.
 *
 * @throws UserError when the entry holds another version of the decision schema, whose fields have other names.
 */
export async function replayEntry(
  entry: LedgerEntryWithTexts,
  decide: (request: ReplayRequest) => Promise<string>,
): Promise<Replay> {
  const { asOf, throughImport, texts } = entry;
  const recorded = JSON.parse(texts.decision) as RecordedDecision;
  if (recorded.schema !== DECISION_SCHEMA) throw otherSchema(entry.seq, recorded);
  const text = await decide({ asOf, rulebook: texts.rulebook, portfolio: texts.portfolio, throughImport });
  if (text === texts.decision) return { kind: 'identical' };
  const now = JSON.parse(text) as Decision;
  const engines = { recorded: recorded.manifest.engine, now: now.manifest.engine };
  return {
    kind: 'differs',
    first: firstDifference(recorded, { ...now, manifest: { ...now.manifest, engine: engines.recorded } }, ''),
    engine: firstDifference(engines.recorded, engines.now, '') && engines,
  };
}

const otherSchema = (seq: number, { schema, manifest }: RecordedDecision): UserError =>
  userError(
    'other-decision-schema',
    `ledger entry ${seq}`,
    `It was recorded as ${schema}; this version of trrm writes ${DECISION_SCHEMA}, so the two cannot be compared byte for byte.`,
    `Replay it with the version that recorded it, trrm ${manifest.engine.version} (sources ${manifest.engine.sources.slice(0, 12)}). The entry itself can still be verified and shown.`,
  );

/** The first path, keys in sorted order, at which two JSON values differ. */
export function firstDifference(recorded: unknown, now: unknown, path: string): Difference | null {
  if (isNode(recorded) && isNode(now) && Array.isArray(recorded) === Array.isArray(now)) {
    const isList = Array.isArray(recorded);
    const keys = [...new Set([...Object.keys(recorded), ...Object.keys(now)])];
    for (const key of isList ? keys : keys.sort()) {
      const below = isList ? `${path}[${key}]` : path === '' ? key : `${path}.${key}`;
      const difference = firstDifference(recorded[key], now[key], below);
      if (difference) return difference;
    }
    return null;
  }
  return recorded === now ? null : { path, recorded: shown(recorded), now: shown(now) };
}

/** An object, or a list, whose keys are its indices. */
const isNode = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

const shown = (value: unknown): string => (value === undefined ? 'absent' : JSON.stringify(value));
