import type { Decision, Manifest } from './decision.ts';
import type { KeptFile } from './ledger-entry.ts';
import type { FullEntry } from './ledger-table.ts';

/** What it takes to make a recorded decision again from the same store. */
export interface ReplayRequest {
  readonly asOf: string;
  readonly rulebook: string;
  readonly portfolio: KeptFile | null;
  readonly throughImport: number;
}

export interface Difference {
  /** Such as `allocation.sleeves[3].target`. */
  readonly path: string;
  /** As JSON, or `nothing`. */
  readonly recorded: string;
  readonly now: string;
}

/** What became of a decision that was made again. */
export type Replay =
  | { readonly kind: 'identical' }
  | {
      readonly kind: 'differs';
      /** The first difference but for the code version; null where there is no other. */
      readonly first: Difference | null;
      /** Null where the code is the same. */
      readonly engine: { readonly recorded: Manifest['engine']; readonly now: Manifest['engine'] } | null;
    };

/** Makes a recorded decision again and compares the bytes. */
export async function replayEntry(
  entry: FullEntry,
  decideAgain: (request: ReplayRequest) => Promise<string>,
): Promise<Replay> {
  const { asOf, throughImport, kept } = entry;
  const text = await decideAgain({ asOf, rulebook: kept.rulebook, portfolio: kept.portfolio, throughImport });
  if (text === kept.decision) return { kind: 'identical' };
  const recorded = JSON.parse(kept.decision) as Decision;
  const now = JSON.parse(text) as Decision;
  const engines = { recorded: recorded.manifest.engine, now: now.manifest.engine };
  return {
    kind: 'differs',
    first: firstDifference(recorded, { ...now, manifest: { ...now.manifest, engine: engines.recorded } }, ''),
    engine: firstDifference(engines.recorded, engines.now, '') && engines,
  };
}

/** The first place, keys in sorted order, where two JSON values differ. */
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

/** An object, or a list by its indices. */
const isNode = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

const shown = (value: unknown): string => (value === undefined ? 'nothing' : JSON.stringify(value));
