import { statSync } from 'node:fs';
import { appendNote, type NoteToRecord } from '../decision/append-note.ts';
import { engine } from '../decision/engine.ts';
import type { StoredFile } from '../decision/ledger-entry.ts';
import type { NoteEntry } from '../decision/ledger-note.ts';
import { sha256 } from '../decision/sha256.ts';
import type { ModelCacheLocation } from '../decision/stocks/model-build-options.ts';
import { asOfDate } from '../market/as-of-date.ts';
import { type Day, iso } from '../market/day.ts';
import { UserError } from '../market/problem.ts';
import { NIFTY } from '../market/series.ts';
import { openStore, type Store } from '../market/store/store.ts';
import type { RuleBook } from '../rulebook/rule-book.ts';
import { prepare } from '../whatif/what-if-of-store.ts';
import type { WarmMonth } from '../whatif/warm-month.ts';
import type { JobTask } from './jobs.ts';

/** Whether the holdings file is not the one that a month was prepared with; a missing one has changed. */
function holdingsChanged(holdings: () => StoredFile | null, known: string | null): boolean {
  try {
    const now = holdings();
    return (now && sha256(now.text)) !== known;
  } catch (error) {
    if (error instanceof UserError) return true;
    throw error;
  }
}

/** Where the page's months come from. The store is open only while a month is read or a note is written. */
export interface MonthSource {
  /** @param asOf null for the last session of the store. */
  readonly prepare: (asOf: Day | null, task: JobTask) => Promise<WarmMonth>;
  /** Whether the store or the holdings file has changed since the month was prepared, as sentences. */
  readonly changes: (warm: WarmMonth) => Promise<readonly string[]>;
  /** @throws UserError where another process has the store. */
  readonly record: (note: Omit<NoteToRecord, 'recordedOn'>) => Promise<NoteEntry>;
}

export interface SourceOptions {
  /** Path of the store. */
  readonly store: string;
  readonly book: RuleBook;
  /** Reads the holdings file as it is now; null where none was named. */
  readonly holdings: () => StoredFile | null;
  readonly models: Omit<ModelCacheLocation, 'writable'>;
  /** The day in India. */
  readonly today: () => Day;
}

const PURPOSE = 'trrm serve';

export function monthSource({ store: file, book, holdings, models, today }: SourceOptions): MonthSource {
  const withStore = async <T>(mode: 'read' | 'existing', work: (store: Store) => Promise<T>): Promise<T> => {
    const store = await openStore(file, { purpose: PURPOSE, mode });
    try {
      return await work(store);
    } finally {
      await store.close();
    }
  };
  /** What the store's file looked like when its imports were last counted. */
  let seen: { readonly stamp: string; readonly imports: number } | null = null;
  const stampOf = () => {
    const { mtimeMs, size } = statSync(file);
    return `${mtimeMs} ${size}`;
  };

  /** The number of the last import; null while another process has the store. */
  const importsNow = async (): Promise<number | null> => {
    const stamp = stampOf();
    if (seen?.stamp === stamp) return seen.imports;
    try {
      const imports = await withStore('read', (store) => store.lastImport());
      seen = { stamp, imports };
      return imports;
    } catch (error) {
      if (error instanceof UserError) return null;
      throw error;
    }
  };

  return {
    prepare: (asOf, { progress, signal }) =>
      withStore('read', async (store) => {
        const throughImport = await store.lastImport();
        const request = {
          asOf: asOfDate(asOf ?? undefined, await store.load([`${NIFTY}.close`]), today()),
          book,
          portfolio: holdings(),
          engine: engine(),
          throughImport,
          modelBuild: { cache: { ...models, writable: false }, progress, signal },
        };
        const { warm } = await prepare(store, request);
        seen = { stamp: stampOf(), imports: throughImport };
        return warm;
      }),
    changes: async ({ decision: { manifest } }) => {
      const changes: string[] = [];
      const imports = await importsNow();
      if (imports === null)
        changes.push('Another command is using the store; these figures are from before.');
      else if (imports > manifest.throughImport)
        changes.push(
          `The store has newer data (import ${imports}; this page has ${manifest.throughImport}). Reload to use them.`,
        );
      if (holdingsChanged(holdings, manifest.portfolio?.sha256 ?? null))
        changes.push('The holdings file has changed on disk. Reload to use it.');
      return changes;
    },
    record: (note) =>
      withStore('existing', (store) => appendNote(store, { ...note, recordedOn: iso(today()) })),
  };
}
