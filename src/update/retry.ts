import type { Clock } from './clock.ts';
import type { HttpOutcome } from './http-client.ts';

/** Statuses after which a second attempt may succeed. Never 401, 403, 404 or 410: the answer would be the same. */
const PASSING: ReadonlySet<number> = new Set([408, 425, 429, 500, 502, 503, 504]);
const TRIES = 5;
const FIRST_DELAY = 1000;
/** All waiting of one request together. */
const BUDGET = 120_000;
/** The longest delay that a server may ask for; after a longer one its host is left alone for this run. */
const LONGEST_WAIT = 15 * 60_000;
/** Requests in a row that failed for good, after which a host is left alone for this run. */
const BREAKS_AFTER = 3;

/** Whether a host is still asked in this run. */
export interface Breaker {
  readonly isOpen: boolean;
  /** Why it is not asked any more; empty while it is. */
  readonly why: string;
  succeeded(): void;
  failed(why: string): void;
  /** Leaves the host alone at once. */
  trip(why: string): void;
}

export function newBreaker(): Breaker {
  let failures = 0;
  let reason: string | null = null;
  return {
    get isOpen() {
      return reason !== null;
    },
    get why() {
      return reason ?? '';
    },
    succeeded: () => {
      failures = 0;
    },
    failed: (why) => {
      failures++;
      if (failures >= BREAKS_AFTER)
        reason = `${BREAKS_AFTER} requests in a row failed, the last because ${why}`;
    },
    trip: (why) => {
      reason = why;
    },
  };
}

const isPassing = (outcome: HttpOutcome): boolean =>
  outcome.kind === 'down' ||
  outcome.kind === 'truncated' ||
  (outcome.kind === 'status' && PASSING.has(outcome.status));

const wordsOf = (outcome: HttpOutcome): string =>
  outcome.kind === 'status'
    ? `it answered ${outcome.status}`
    : outcome.kind === 'down' || outcome.kind === 'truncated'
      ? outcome.why
      : outcome.kind;

/**
 * Attempts a request up to five times: delays double from one second with full jitter, or are as long as the server asks
 * (`Retry-After`), within two minutes in all and fifteen for one that the server asks for.
 */
export async function withRetries(
  attempt: () => Promise<HttpOutcome>,
  breaker: Breaker,
  clock: Clock,
  signal: AbortSignal,
): Promise<HttpOutcome> {
  let waited = 0;
  for (let tries = 1; ; tries++) {
    const outcome = await attempt();
    if (!isPassing(outcome)) {
      breaker.succeeded();
      return outcome;
    }
    const asked = outcome.kind === 'status' ? outcome.retryAfter : null;
    if (asked !== null && asked > LONGEST_WAIT) {
      breaker.trip(`it asks for a pause of ${Math.ceil(asked / 60_000)} minutes`);
      return outcome;
    }
    const delay = asked ?? clock.random() * FIRST_DELAY * 2 ** (tries - 1);
    const isOver = tries === TRIES || (asked === null && waited + delay > BUDGET);
    if (isOver) {
      breaker.failed(wordsOf(outcome));
      return outcome;
    }
    if (asked === null) waited += delay;
    await clock.sleep(delay, signal);
  }
}
