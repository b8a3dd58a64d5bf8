import type { StockBasis } from '../../../allocations/stocks/stock-snapshot.ts';
import { sessionOnOrBefore } from '../../market/calendar/calendar.ts';
import { addDays, type Day, iso } from '../../market/day.ts';
import { isMonthOver } from '../../market/calendar/month-end.ts';
import type { Problem } from '../../market/problem.ts';
import type { ShareReading } from '../../market/stocks/data-snapshot.ts';
import type { Store } from '../../market/store/store.ts';
import type { RuleBook } from '../../rulebook/rule-book.ts';
import { type BuiltShares, builtShares } from './built-shares.ts';
import { type Building, withoutKeeping } from './building.ts';
import { knowsClose } from './model-cache.ts';
import { basisAtClose } from './stock-snapshot.ts';

/** Prices that end longer before a date say nothing of it (our choice: longer than any closure of the exchange). */
const STALE_AFTER_DAYS = 10;

/** What the basis of a decision was made of. ISO days; the same whether it was read or built. */
export interface BasisMark {
  /** Companies with a price by then. */
  readonly issuers: number;
  /** Of the risk model, the last of them that of the basis. */
  readonly sessions: number;
  readonly first: string;
  readonly last: string;
  /** SHA-256 over all imports that could be seen. */
  readonly imports: string;
}

/** What is known of single shares at a close: null where they cannot serve an allocation, and the problems say why. */
export interface ShareKnowledge {
  readonly basis: StockBasis | null;
  readonly mark: BasisMark | null;
  readonly problems: readonly Problem[];
}

export interface KnowledgeRequest {
  readonly book: RuleBook;
  readonly throughImport: number;
  /** Of the run, the latest that is asked for. */
  readonly asOf: Day;
  /** Other days that will be asked for. */
  readonly before: readonly Day[];
  readonly calendar: readonly Day[];
  readonly building: Building;
}

const NOTHING: ShareKnowledge = { basis: null, mark: null, problems: [] };

/**
 * What is known of single shares at the close of days, always as it was known then. Earlier days are read out of what
 * was built for the run where nothing about them has become known since; else they are built on their own.
 */
export function shareKnowledge(
  store: Store,
  request: KnowledgeRequest,
): (day: Day) => Promise<ShareKnowledge> {
  const known = new Map<Day, Promise<ShareKnowledge>>();
  const open = once((reading: ShareReading) =>
    builtShares(store, { ...request, reading, days: [...request.before, request.asOf] }),
  );

  async function at(day: Day): Promise<ShareKnowledge> {
    const { asOf, throughImport, building } = request;
    const wanted = await store.shareReading({ asOf: day, throughImport });
    const ofRun = wanted && (day === asOf ? wanted : await store.shareReading({ asOf, throughImport }));
    if (!wanted || !ofRun) return NOTHING;
    if (wanted.last < addDays(day, -STALE_AFTER_DAYS)) return { ...NOTHING, problems: [stale(wanted, day)] };
    const built = await open(ofRun);
    if (await serves(built, wanted)) return knowledgeOf(store, built, wanted);
    // Only what is built for the run is kept: an earlier day would put an older record in its place.
    const own = { ...request, reading: wanted, days: [day], building: withoutKeeping(building) };
    return knowledgeOf(store, await builtShares(store, own), wanted);
  }

  async function serves(built: BuiltShares, wanted: ShareReading): Promise<boolean> {
    if (built.reading.asOf === wanted.asOf) return true;
    const session = lastSession(built, wanted.asOf);
    if (session === null || built.session(session) === null) return false;
    if (!knowsClose(built.sleeves, session, isMonthOver(session, request.calendar, wanted.asOf)))
      return false;
    return store.sharesAgree(built.reading, wanted, wanted.asOf);
  }

  return (day) => {
    const found = known.get(day) ?? at(day);
    known.set(day, found);
    return found;
  };
}

/** The same promise however often it is asked for. */
function once<A, R>(make: (argument: A) => Promise<R>): (argument: A) => Promise<R> {
  let made: Promise<R> | null = null;
  return (argument) => (made ??= make(argument));
}

function lastSession({ sessions }: BuiltShares, day: Day): Day | null {
  return sessions[sessionOnOrBefore(sessions, day)] ?? null;
}

async function knowledgeOf(store: Store, built: BuiltShares, wanted: ShareReading): Promise<ShareKnowledge> {
  const day = lastSession(built, wanted.asOf);
  const session = day === null ? null : built.session(day);
  const first = built.sessions[0];
  if (session === null || first === undefined) return NOTHING;
  if (Number.isNaN(session.covariance[0]!) || !session.specificVolatility.some((v) => v > 0))
    return { ...NOTHING, problems: [tooShort(first, session.day)] };
  const { basis, problems } = await basisAtClose(store, built, session, wanted);
  const mark = {
    issuers: basis.issuers.length,
    sessions: sessionOnOrBefore(built.sessions, session.day) + 1,
    first: iso(first),
    last: iso(session.day),
    imports: wanted.imports,
  };
  return { basis, mark, problems };
}

const stale = ({ last }: ShareReading, day: Day): Problem => ({
  severity: 'warning',
  code: 'stale-shares',
  about: 'stocks',
  message: `prices of single shares end on ${iso(last)}, too long before ${iso(day)}: nothing that rests on them is in this decision.`,
  remedy: 'Import bhavcopies up to the date.',
});

const tooShort = (first: Day, last: Day): Problem => ({
  severity: 'warning',
  code: 'shares-too-short',
  about: 'stocks',
  message: `prices of single shares from ${iso(first)} to ${iso(last)} are too few for a risk model: nothing that rests on one is in this decision.`,
  remedy: 'Import bhavcopies, which have the whole market, of two years and more.',
});
