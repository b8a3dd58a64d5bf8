import { join } from 'node:path';
import { canonicalJson } from '../decision/document/canonical-json.ts';
import { sha256 } from '../market/files/sha256.ts';
import type { Day } from '../market/day.ts';
import { importPaths, type Progress } from '../market/import/import.ts';
import { type Problem, usageError } from '../market/problem.ts';
import type { Store } from '../market/store/store.ts';
import { type Clock, dayInIndia } from './clock.ts';
import { examine } from './examine.ts';
import { expectedDay } from './expected-day.ts';
import { heldBy, storeFacts } from './held-days.ts';
import { fetchFiles, type FetchResult } from './fetch-files.ts';
import type { HttpClient } from './http-client.ts';
import { type Inbox, openInbox } from './inbox.ts';
import { daysWithoutSession } from './no-session.ts';
import { type PlanContext, type PlannedRequest, planOf } from './plan.ts';
import type { UpdateReport } from './report.ts';
import { isOff, type Source } from './source.ts';
import { sourceReport } from './source-report.ts';

export interface UpdateOptions {
  readonly sources: readonly Source[];
  /** Ids of the sources asked for; empty for all that are on. */
  readonly named: readonly string[];
  readonly from?: Day;
  readonly to?: Day;
  readonly force?: boolean;
  /** Imports what the inbox holds and sends nothing. */
  readonly offline?: boolean;
  /** Fetches and keeps, and imports nothing. */
  readonly importFiles?: boolean;
  /** Hosts that the user trusts beyond the sources' own. */
  readonly allowedHosts?: ReadonlySet<string>;
  readonly onFetch?: (done: number, of: number, what: string) => void;
  readonly onImport?: (progress: Progress) => void;
  readonly signal: AbortSignal;
}

/** The world outside: passed in, so that tests replace it. */
export interface UpdateWorld {
  readonly clock: Clock;
  /** Made only when something is to be sent. */
  readonly client: () => HttpClient;
  /**
   * Opens the store for one piece of work: never while files are fetched, so that other commands go on working. `read`
   * gives null where there is no store yet.
   */
  readonly withStore: <T>(mode: 'read' | 'create', work: (store: Store | null) => Promise<T>) => Promise<T>;
}

/** The sources that a run concerns. @throws UserError for an id that is not one. */
function chosenSources(sources: readonly Source[], named: readonly string[]): readonly Source[] {
  const strange = named.find((id) => !sources.some((source) => source.id === id));
  if (strange !== undefined)
    throw usageError(
      `trrm update ${strange}`,
      'is not a source.',
      `The sources are ${sources.map(({ id }) => id).join(', ')}.`,
    );
  return sources.filter(({ id, enabled }) => (named.length > 0 ? named.includes(id) : enabled));
}

/** What the plan of each source is made from, as the store and the inbox stand. */
async function contextsOf(
  sources: readonly Source[],
  options: UpdateOptions,
  { clock, withStore }: UpdateWorld,
  inbox: Inbox,
): Promise<(source: Source) => PlanContext> {
  const now = clock.now();
  const { held, isSession } = await withStore('read', (store) => storeFacts(store, dayInIndia(now)));
  const noSession = daysWithoutSession(sources, inbox.entries, isSession);
  return (source) => ({
    now,
    held: heldBy(source, held),
    entries: inbox.entries.filter((entry) => entry.source === source.id),
    noSession,
    force: options.force === true,
    ...(options.from !== undefined && { from: options.from }),
    ...(options.to !== undefined && { to: options.to }),
  });
}

/**
 * The requests that an update would send now. Sends nothing.
 *
 * @returns the requests, by source.
 */
export async function planUpdate(
  folder: string,
  options: UpdateOptions,
  world: UpdateWorld,
): Promise<PlannedRequest[]> {
  const inbox = await openInbox(folder);
  try {
    const contextOf = await contextsOf(options.sources, options, world, inbox);
    return requestsOf(options, contextOf);
  } finally {
    inbox.close();
  }
}

const requestsOf = (options: UpdateOptions, contextOf: (source: Source) => PlanContext): PlannedRequest[] =>
  chosenSources(options.sources, options.named)
    .filter((source) => !isOff(source))
    .flatMap((source) => planOf(source, contextOf(source)));

/**
 * Fetches what is due into the inbox, judges it, and imports what was judged fit, together with what the user put there.
 *
 * @param folder the inbox.
 * @param options what to update.
 * @param world clock, client and store.
 * @returns how each source stands; the failure of one stops no other.
 * @throws UserError if the inbox is in use, damaged or not writable, or the update is interrupted.
 */
export async function update(
  folder: string,
  options: UpdateOptions,
  world: UpdateWorld,
): Promise<UpdateReport> {
  const inbox = await openInbox(folder);
  try {
    const sourcesSha256 = sha256(canonicalJson(options.sources));
    const before = await contextsOf(options.sources, options, world, inbox);
    const plan = options.offline === true ? [] : requestsOf(options, before);
    const results = await fetchPlan(plan, inbox, before, sourcesSha256, options, world);
    const doubtful = await recordPlaced(inbox, sourcesSha256, world.clock);
    const files = inbox.acceptedFiles();
    const imported =
      options.importFiles === false || files.length === 0
        ? null
        : await world.withStore('create', (store) =>
            importPaths(store!, files, {
              today: dayInIndia(world.clock.now()),
              signal: options.signal,
              ...(options.onImport && { progress: options.onImport }),
            }),
          );
    const after = await contextsOf(options.sources, options, world, inbox);
    return {
      inbox: folder,
      requests: results.length,
      problems: [...doubtful, ...(imported?.problems ?? [])],
      sources: chosenSources(options.sources, options.named).map((source) =>
        sourceReport(source, inbox, results, imported, before(source), after(source)),
      ),
    };
  } finally {
    inbox.close();
  }
}

async function fetchPlan(
  plan: readonly PlannedRequest[],
  inbox: Inbox,
  contextOf: (source: Source) => PlanContext,
  sourcesSha256: string,
  options: UpdateOptions,
  { clock, client }: UpdateWorld,
): Promise<readonly FetchResult[]> {
  if (plan.length === 0) return [];
  const opened = client();
  try {
    return await fetchFiles(plan, {
      client: opened,
      clock,
      inbox,
      sourcesSha256,
      allowedHosts: options.allowedHosts ?? new Set(),
      contextOf: ({ source }) => contextOf(source),
      progress: options.onFetch ?? (() => undefined),
      signal: options.signal,
    });
  } finally {
    await opened.close();
  }
}

/** Records the files that the user put into the inbox, judged by their format alone; and says which cannot be imported. */
async function recordPlaced(inbox: Inbox, sourcesSha256: string, clock: Clock): Promise<Problem[]> {
  const doubtful: Problem[] = [];
  for (const { file, bytes, sha256: hash } of await inbox.placed()) {
    const judged = await examine(join(inbox.folder, ...file.split('/')), bytes, {
      formats: [],
      asked: null,
      before: null,
      usualRows: null,
      lengthIsSure: false,
      today: dayInIndia(clock.now()),
    });
    inbox.record({
      source: file.split('/')[0]!,
      at: new Date(clock.now()).toISOString(),
      sourcesSha256,
      kind: 'placed',
      body: { file, bytes, sha256: hash },
      judged,
    });
    if (judged.kind === 'doubtful')
      doubtful.push({
        severity: 'warning',
        code: 'doubtful-file',
        about: file,
        message: `is in the inbox and cannot be imported. ${judged.message}`,
        remedy: 'Replace it by the file of the publisher, or remove it.',
      });
  }
  return doubtful;
}

/** A source with what is known of it without asking anyone. */
export interface ListedSource {
  readonly source: Source;
  readonly held: Day | null;
  readonly expected: Day | null;
  /** ISO instant of the last file that was judged fit, or of the last answer that nothing had changed. */
  readonly lastSuccess: string | null;
}

/** Every source: its definition, what the store holds of it, and when it last answered. Sends nothing. */
export async function listSources(
  folder: string,
  sources: readonly Source[],
  world: UpdateWorld,
): Promise<ListedSource[]> {
  const inbox = await openInbox(folder);
  try {
    const options = { sources, named: [], signal: new AbortController().signal };
    const contextOf = await contextsOf(sources, options, world, inbox);
    return sources.map((source) => {
      const { held, now, noSession, entries } = contextOf(source);
      const success = entries.findLast(
        (entry) =>
          entry.kind === 'unchanged' || (entry.kind !== 'absent' && entry.judged.kind === 'accepted'),
      );
      return {
        source,
        held,
        expected: expectedDay(source.publication, now, noSession),
        lastSuccess: success?.at ?? null,
      };
    });
  } finally {
    inbox.close();
  }
}
