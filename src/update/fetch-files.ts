import { type Clock, dayInIndia } from './clock.ts';
import { examine } from './examine.ts';
import type { HttpClient, HttpOutcome } from './http-client.ts';
import type { Inbox } from './inbox.ts';
import type { InboxEntry, Judged } from './inbox-ledger.ts';
import { nextPage, type PlanContext, type PlannedRequest } from './plan.ts';
import { newRateLimit, type RateLimit } from './rate-limit.ts';
import { type Breaker, newBreaker, withRetries } from './retry.ts';
import { hostsOf } from './source.ts';

/** What came of one planned request. */
export interface FetchResult {
  readonly planned: PlannedRequest;
  readonly result:
    | { readonly kind: 'kept'; readonly file: string; readonly judged: Judged }
    | { readonly kind: 'unchanged' }
    | { readonly kind: 'absent'; readonly status: number }
    | { readonly kind: 'refused'; readonly status: number }
    | {
        readonly kind: 'failed';
        readonly reason: 'down' | 'truncated' | 'address' | 'too large';
        readonly why: string;
      };
}

export interface FetchWorld {
  readonly client: HttpClient;
  readonly clock: Clock;
  readonly inbox: Inbox;
  readonly sourcesSha256: string;
  readonly allowedHosts: ReadonlySet<string>;
  readonly contextOf: (planned: PlannedRequest) => PlanContext;
  readonly progress: (done: number, of: number, what: string) => void;
  readonly signal: AbortSignal;
}

const MOST_HOSTS = 4;
const MIB = 1024 ** 2;

/**
 * Sends the planned requests: one at a time to each host, at the host's rate, up to four hosts side by side. The failure
 * of one request stops no other, but a host that failed three times in a row is left alone.
 */
export async function fetchFiles(plan: readonly PlannedRequest[], world: FetchWorld): Promise<FetchResult[]> {
  const byHost = new Map<string, PlannedRequest[]>();
  for (const planned of plan) {
    const { host } = new URL(planned.asked.url);
    byHost.set(host, [...(byHost.get(host) ?? []), planned]);
  }
  const results: FetchResult[] = [];
  const waiting = [...byHost];
  let done = 0;
  const lane = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const [host, requests] = next;
      const visit = newVisit(host, requests, world);
      // Pages of a month follow each other, so the list grows while it is worked through.
      const queue = [...requests];
      for (let planned = queue.shift(); planned !== undefined; planned = queue.shift()) {
        world.signal.throwIfAborted();
        world.progress(done++, plan.length, planned.name);
        const result = await visit(planned);
        results.push({ planned, result });
        if (isFullPage(planned, result)) queue.unshift(nextPage(planned, world.contextOf(planned)));
      }
    }
  };
  const lanes = await Promise.allSettled(Array.from({ length: MOST_HOSTS }, lane));
  for (const ended of lanes) if (ended.status === 'rejected') throw ended.reason;
  return results;
}

function isFullPage({ request }: PlannedRequest, result: FetchResult['result']): boolean {
  return (
    request.pageRows !== undefined &&
    result.kind === 'kept' &&
    result.judged.kind === 'accepted' &&
    result.judged.rows >= request.pageRows
  );
}

/** The requests to one host in a run: its rate, its breaker, and the pages that set its cookies. */
function newVisit(host: string, requests: readonly PlannedRequest[], world: FetchWorld) {
  const { client, clock, inbox, signal, allowedHosts } = world;
  const slowest = requests.reduce((a, b) => (b.source.perSecond < a.source.perSecond ? b : a)).source;
  const rate: RateLimit = newRateLimit(slowest, clock);
  const breaker: Breaker = newBreaker();
  const warmed = new Set<string>();

  const send = (
    planned: PlannedRequest,
    url: string,
    part: string,
    isWarmUp: boolean,
  ): Promise<HttpOutcome> => {
    const { source, request, before } = planned;
    const conditional = isWarmUp || before === null ? {} : conditionalHeaders(before);
    return withRetries(
      () =>
        rate.run(
          () =>
            client.fetchTo(
              {
                method: isWarmUp ? 'GET' : request.method,
                url,
                body: isWarmUp ? null : planned.body,
                headers: { ...(isWarmUp ? {} : request.headers), ...conditional },
                hosts: new Set([...hostsOf(source), ...allowedHosts]),
                limitBytes: request.limitMiB * MIB,
              },
              part,
              signal,
            ),
          signal,
        ),
      breaker,
      clock,
      signal,
    );
  };

  return async (planned: PlannedRequest): Promise<FetchResult['result']> => {
    if (breaker.isOpen) return { kind: 'failed', reason: 'down', why: breaker.why };
    const { warmUp } = planned.request;
    if (warmUp !== undefined && !warmed.has(warmUp)) {
      warmed.add(warmUp);
      await send(planned, warmUp, inbox.partFile(host, 'cookies'), true);
    }
    const part = inbox.partFile(host, planned.name);
    const outcome = await send(planned, planned.asked.url, part, false);
    return settle(planned, outcome, part, world);
  };
}

const conditionalHeaders = ({ body }: Extract<InboxEntry, { kind: 'fetched' }>): Record<string, string> => ({
  ...(body.etag !== null && { 'if-none-match': body.etag }),
  ...(body.lastModified !== null && { 'if-modified-since': body.lastModified }),
});

async function settle(
  planned: PlannedRequest,
  outcome: HttpOutcome,
  part: string,
  world: FetchWorld,
): Promise<FetchResult['result']> {
  const { source, asked, request } = planned;
  const { inbox, clock, sourcesSha256 } = world;
  const common = { source: source.id, at: new Date(clock.now()).toISOString(), sourcesSha256 };
  switch (outcome.kind) {
    case 'unchanged':
      inbox.record({ ...common, kind: 'unchanged', asked });
      return { kind: 'unchanged' };
    case 'status':
      if (outcome.status !== 404 && outcome.status !== 410)
        return { kind: 'refused', status: outcome.status };
      inbox.record({ ...common, kind: 'absent', asked, status: outcome.status });
      return { kind: 'absent', status: outcome.status };
    case 'down':
    case 'truncated':
      return { kind: 'failed', reason: outcome.kind, why: outcome.why };
    case 'address':
      return { kind: 'failed', reason: 'address', why: outcome.why };
    case 'too-large':
      return {
        kind: 'failed',
        reason: 'too large',
        why: `it has more than ${request.limitMiB} MiB, the limit of this source`,
      };
    case 'body': {
      const { before } = planned;
      if (before !== null && before.body.sha256 === outcome.sha256) {
        inbox.record({ ...common, kind: 'unchanged', asked });
        return { kind: 'unchanged' };
      }
      const judged = await examine(part, outcome.bytes, {
        formats: request.formats,
        asked: request.covers === 'day' || request.covers === 'window' ? planned : null,
        before: request.covers === 'history' && before?.judged.kind === 'accepted' ? before.judged : null,
        usualRows: usualRows(inbox.entries, planned),
        lengthIsSure:
          outcome.headers['content-length'] !== undefined ||
          outcome.headers['transfer-encoding'] !== undefined ||
          outcome.headers['content-encoding'] !== undefined,
        today: dayInIndia(clock.now()),
      });
      const file = inbox.nameFor(source.id, asked.to.slice(0, 4), planned.name, judged);
      inbox.keep(part, {
        ...common,
        kind: 'fetched',
        asked,
        body: {
          file,
          bytes: outcome.bytes,
          sha256: outcome.sha256,
          finalUrl: outcome.finalUrl,
          status: outcome.status,
          etag: outcome.headers['etag'] ?? null,
          lastModified: outcome.headers['last-modified'] ?? null,
        },
        judged,
      });
      return { kind: 'kept', file, judged };
    }
  }
}

/** Files of single days that are compared with: fewer say too little (our choice). */
const ENOUGH_FILES = 3;

/** The median number of rows in the files kept for the same request; null for too few, or where lengths differ by nature. */
function usualRows(
  entries: readonly InboxEntry[],
  { source, asked, request }: PlannedRequest,
): number | null {
  if (request.covers !== 'day' && request.covers !== 'latest') return null;
  const rows = entries
    .flatMap((entry) =>
      entry.kind === 'fetched' &&
      entry.source === source.id &&
      entry.asked.request === asked.request &&
      entry.judged.kind === 'accepted'
        ? [entry.judged.rows]
        : [],
    )
    .sort((a, b) => a - b);
  const enough = request.covers === 'latest' ? 1 : ENOUGH_FILES;
  return rows.length < enough ? null : rows[Math.floor(rows.length / 2)]!;
}
