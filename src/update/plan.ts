import { addDays, type Day, day, iso } from '../market/day.ts';
import { sha256 } from '../market/files/sha256.ts';
import { daysWithFigures, expectedDay, monthEndOf, monthStartOf } from './expected-day.ts';
import type { Asked, InboxEntry, KeptFile } from './inbox-ledger.ts';
import type { Source, SourceRequest } from './source.ts';
import { type Blanks, fill } from './template.ts';

/** What the plan of a source depends on. */
export interface PlanContext {
  /** Milliseconds since 1970-01-01 UTC. */
  readonly now: number;
  /** The last day that the store holds of everything the source fills; null if something is missing altogether. */
  readonly held: Day | null;
  /** The inbox's entries of this source. */
  readonly entries: readonly InboxEntry[];
  /** Days on which there was no session, by the evidence so far. */
  readonly noSession: ReadonlySet<Day>;
  readonly from?: Day;
  readonly to?: Day;
  /** Asks again for what is kept already. */
  readonly force: boolean;
}

/** One request, ready to be sent, and why. */
export interface PlannedRequest {
  readonly source: Source;
  readonly request: SourceRequest;
  readonly asked: Asked;
  readonly from: Day;
  readonly to: Day;
  readonly series: string;
  readonly page: number;
  readonly body: string | null;
  /** The file's name in the inbox. */
  readonly name: string;
  readonly why: string;
  /** The file kept before for the same request. */
  readonly before: Extract<InboxEntry, { kind: 'fetched' }> | null;
}

/** Days back for which daily files are asked where the store holds nothing: about a month (our choice). */
const FIRST_DAYS = 31;
/** Days after which a missing file of a day is a gap and not a delay (our choice). */
const LATE_DAYS = 7;

/**
 * The requests that a source needs now. What is kept is not asked for again; what cannot have been published yet is not
 * asked for at all.
 */
export function planOf(source: Source, context: PlanContext): PlannedRequest[] {
  const expected = expectedDay(source.publication, context.now, context.noSession);
  if (expected === null) return [];
  const last = context.to !== undefined && context.to < expected ? context.to : expected;
  return source.requests.flatMap((request, position) => {
    const until = request.until === undefined ? last : earlier(last, day(request.until));
    return (request.each.length > 0 ? request.each : ['']).flatMap((series) => {
      const key = series === '' ? String(position) : `${position} ${series}`;
      const of = { source, request, series, key };
      if (request.covers === 'history' || request.covers === 'latest')
        return historyRequest(of, last, context);
      if (request.covers === 'day') return dayRequests(of, last, until, context);
      if (request.covers === 'window') return windowRequests(of, until, context);
      return monthRequest(of, until, context);
    });
  });
}

interface Template {
  readonly source: Source;
  readonly request: SourceRequest;
  readonly series: string;
  readonly key: string;
}

const earlier = (a: Day, b: Day): Day => (a < b ? a : b);
const later = (a: Day, b: Day): Day => (a > b ? a : b);

const isAccepted = (entry: InboxEntry, key: string): entry is Extract<KeptFile, { kind: 'fetched' }> =>
  entry.kind === 'fetched' && entry.judged.kind === 'accepted' && entry.asked.request === key;

function planned(
  of: Template,
  from: Day,
  to: Day,
  page: number,
  why: string,
  context: PlanContext,
): PlannedRequest {
  const { source, request, series, key } = of;
  const blanks: Blanks = { from, to, series, page };
  const body = request.body === undefined ? null : fill(request.body, blanks, 'json');
  const before =
    request.covers === 'history' || request.covers === 'latest'
      ? context.entries.findLast((entry) => isAccepted(entry, key))
      : null;
  return {
    source,
    request,
    asked: {
      request: key,
      method: request.method,
      url: fill(request.url, blanks, 'url'),
      bodySha256: body === null ? null : sha256(body),
      from: iso(from),
      to: iso(to),
    },
    from,
    to,
    series,
    page,
    body,
    name: fill(request.nameAs, blanks, 'name'),
    why,
    before: before?.kind === 'fetched' ? before : null,
  };
}

/** The whole history or the latest figures again, where the last one kept does not reach the day that it should. */
function historyRequest(of: Template, last: Day, context: PlanContext): PlannedRequest[] {
  const before = context.entries.findLast((entry) => isAccepted(entry, of.key));
  const reached = before?.judged.kind === 'accepted' ? before.judged.last : null;
  const isHeld =
    reached !== null && (day(reached) >= last || (before !== undefined && before.asked.to >= iso(last)));
  if (isHeld && !context.force) return [];
  const why = before === undefined ? 'not fetched yet' : `figures to ${iso(last)} should be out`;
  return [planned(of, last, last, 1, why, context)];
}

/** One file for each day after the last one held. */
function dayRequests(of: Template, last: Day, until: Day, context: PlanContext): PlannedRequest[] {
  const { from, held, entries, noSession, force } = context;
  const start = from ?? (held === null ? addDays(last, -FIRST_DAYS) : addDays(held, 1));
  const since = of.request.since === undefined ? start : later(start, day(of.request.since));
  const settled = new Set(
    entries.flatMap((entry) =>
      isAccepted(entry, of.key) || (entry.kind === 'absent' && isSettled(entry, context))
        ? [entry.asked.to]
        : [],
    ),
  );
  return daysWithFigures(of.source.publication.calendar, since, until, noSession)
    .filter((d) => force || !settled.has(iso(d)))
    .map((d) => planned(of, d, d, 1, held === null ? 'no day is held' : `after ${iso(held)}`, context));
}

/** A file that was missing a week after its day will not come: it is reported as a gap, and asked for with `--force`. */
const isSettled = (entry: Extract<InboxEntry, { kind: 'absent' }>, { now }: PlanContext): boolean =>
  Math.floor(now / 86_400_000) - day(entry.asked.to) > LATE_DAYS;

/** Windows of days after the last one kept or held. */
function windowRequests(of: Template, last: Day, context: PlanContext): PlannedRequest[] {
  const { request } = of;
  const kept = context.entries
    .filter((entry) => isAccepted(entry, of.key))
    .map((entry) => day(entry.asked.to));
  const reached = [...kept, ...(context.held === null ? [] : [context.held])];
  const start =
    context.from ??
    (reached.length > 0 ? addDays(Math.max(...reached) as Day, 1) : addDays(last, 1 - request.windowDays));
  const requests: PlannedRequest[] = [];
  for (let from = start; from <= last; from = addDays(from, request.windowDays)) {
    const to = earlier(addDays(from, request.windowDays - 1), last);
    const isKept = context.entries.some(
      (entry) => isAccepted(entry, of.key) && entry.asked.from === iso(from) && entry.asked.to === iso(to),
    );
    if (context.force || !isKept)
      requests.push(planned(of, from, to, 1, `${iso(from)} to ${iso(to)}`, context));
  }
  return requests;
}

/** The first page of a month; further pages are planned when a full one has come. */
function monthRequest(of: Template, last: Day, context: PlanContext): PlannedRequest[] {
  const from = monthStartOf(last);
  const isKept = context.entries.some((entry) => isAccepted(entry, of.key) && entry.asked.from === iso(from));
  if (isKept && !context.force) return [];
  return [planned(of, from, monthEndOf(from), 1, `the month ${iso(from).slice(0, 7)}`, context)];
}

/** The page after one that was full. */
export const nextPage = (done: PlannedRequest, context: PlanContext): PlannedRequest =>
  planned(
    { source: done.source, request: done.request, series: done.series, key: done.asked.request },
    done.from,
    done.to,
    done.page + 1,
    `page ${done.page + 1}`,
    context,
  );
