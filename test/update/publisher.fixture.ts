import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addDays, day, type Day, isWeekend, iso } from '../../src/market/day.ts';
import { openStore } from '../../src/market/store/store.ts';
import type { Clock } from '../../src/update/clock.ts';
import { newHttpClient, type Timeouts } from '../../src/update/http-client.ts';
import { type Source, type SourceInput, sourceSchema } from '../../src/update/source.ts';
import { update, type UpdateOptions, type UpdateWorld } from '../../src/update/update.ts';

/*
 * A publisher on this machine. The files have the shapes of the vendors' and figures made up here; no vendor's bytes.
 */

/** What the publisher does with a request. `n` counts the requests to the same path, from 1. */
export type Answer = (request: IncomingMessage, response: ServerResponse, n: number) => void;

export interface Publisher {
  readonly host: string;
  /** Requests so far, as `GET /path`. */
  readonly log: string[];
  readonly headers: IncomingMessage['headers'][];
  answer(path: string, answer: Answer): void;
  close(): Promise<void>;
}

export async function openPublisher(): Promise<Publisher> {
  const answers = new Map<string, Answer>();
  const counts = new Map<string, number>();
  const log: string[] = [];
  const headers: IncomingMessage['headers'][] = [];
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url!, 'http://publisher');
    log.push(`${request.method} ${request.url}`);
    headers.push(request.headers);
    const n = (counts.get(pathname) ?? 0) + 1;
    counts.set(pathname, n);
    const answer = answers.get(pathname);
    if (answer) answer(request, response, n);
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    host: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    log,
    headers,
    answer: (path, answer) => void answers.set(path, answer),
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

/** Answers 200 with a whole body. */
export const body =
  (content: string | Buffer, headers: Readonly<Record<string, string>> = {}): Answer =>
  (_request, response) => {
    response.writeHead(200, {
      'content-type': 'text/csv',
      'content-length': String(Buffer.byteLength(content)),
      ...headers,
    });
    response.end(content);
  };

export const status =
  (code: number, headers: Readonly<Record<string, string>> = {}, text = ''): Answer =>
  (_request, response) => {
    response.writeHead(code, headers).end(text);
  };

/** The VIX of every weekday from the start of 2026 to a day, in the Cboe's form. */
export function vixHistory(last: string, first = '2026-01-01'): string {
  const lines = ['DATE,OPEN,HIGH,LOW,CLOSE'];
  for (let d = day(first); d <= day(last); d = addDays(d, 1)) {
    if (isWeekend(d)) continue;
    const [y, m, dd] = iso(d).split('-');
    const level = 15 + (d % 7);
    lines.push(`${m}/${dd}/${y},${level}.10,${level}.90,${level}.05,${level}.50`);
  }
  return `${lines.join('\n')}\n`;
}

/** One session's close of a few indices, in NSE's form. */
export function indexClose(on: string, indices = 12): string {
  const [y, m, d] = iso(day(on)).split('-');
  const rows = Array.from({ length: indices }, (_, i) => {
    const name = ['Nifty 50', 'India VIX', 'Nifty 100', 'Nifty 500'][i] ?? `Nifty Test ${i}`;
    return `${name},${d}-${m}-${y},${100 + i}.00,${102 + i}.00,${99 + i}.00,${101 + i}.00,1.00,1.00,1000,10.00,${name === 'India VIX' ? '-,-,-' : '21.50,3.40,1.20'}`;
  });
  return `Index Name,Index Date,Open Index Value,High Index Value,Low Index Value,Closing Index Value,Points Change,Change(%),Volume,Turnover (Rs. Cr.),P/E,P/B,Div Yield\n${rows.join('\n')}\n`;
}

/** Wednesday, 4 March 2026, 21:00 in India. */
export const NOW = Date.parse('2026-03-04T15:30:00Z');

/** A clock that stands still except while someone sleeps, which takes no time. */
export function fakeClock(now = NOW): Clock & { readonly slept: number[] } {
  let time = now;
  const slept: number[] = [];
  return {
    slept,
    now: () => time,
    sleep: async (milliseconds, signal) => {
      signal?.throwIfAborted();
      slept.push(milliseconds);
      time += milliseconds;
    },
    random: () => 0.5,
  };
}

const PATIENT: Timeouts = { connect: 20_000, firstByte: 20_000, silence: 20_000, whole: 60_000 };
/** Short, so that a test of a silent server takes a moment. */
export const IMPATIENT: Timeouts = { connect: 200, firstByte: 100, silence: 100, whole: 2000 };

export const vixSource = ({ host }: Publisher, changes: Partial<SourceInput> = {}): Source =>
  sourceSchema.parse({
    id: 'vix',
    title: 'a history of the VIX',
    tier: 'open',
    fills: [{ series: 'us-vix', kind: 'bar' }],
    publication: { calendar: 'weekdays', at: '18:00', zone: 'America/Chicago' },
    perSecond: 2,
    requests: [
      {
        covers: 'history',
        url: `http://${host}/vix.csv`,
        formats: ['cboe-vix'],
        nameAs: 'VIX {to:YYYY-MM-DD}.csv',
        limitMiB: 1,
      },
    ],
    manual: { page: 'https://publisher.example/vix', file: 'VIX.csv' },
    terms: { sentence: 'None.', link: 'https://publisher.example/terms', checkedOn: null },
    ...changes,
  } satisfies SourceInput);

export const indexSource = ({ host }: Publisher, changes: Partial<SourceInput> = {}): Source =>
  sourceSchema.parse({
    id: 'indices',
    title: 'the daily close of indices',
    tier: 'archive',
    fills: [{ series: 'nifty-50', kind: 'bar' }],
    publication: { calendar: 'nse', at: '19:30', zone: 'Asia/Kolkata' },
    perSecond: 1,
    jitter: 0.3,
    requests: [
      {
        covers: 'day',
        url: `http://${host}/indices/{dd}{mm}{yyyy}.csv`,
        formats: ['nse-index-close'],
        nameAs: 'ind_close_all_{dd}{mm}{yyyy}.csv',
        limitMiB: 1,
      },
    ],
    manual: { page: 'https://publisher.example/indices', file: 'the file of each session' },
    terms: { sentence: 'None.', link: 'https://publisher.example/terms', checkedOn: null },
    ...changes,
  } satisfies SourceInput);

/** An inbox and a store in a folder of their own. */
export interface Place {
  readonly folder: string;
  readonly inbox: string;
  readonly store: string;
  readonly clock: ReturnType<typeof fakeClock>;
  run(sources: readonly Source[], options?: Partial<UpdateOptions>): ReturnType<typeof update>;
  remove(): void;
}

export function newPlace(timeouts = PATIENT, clock = fakeClock()): Place {
  const folder = mkdtempSync(join(tmpdir(), 'trrm-update-'));
  const inbox = join(folder, 'inbox');
  const store = join(folder, 'market.duckdb');
  const world = worldOf(store, clock, timeouts);
  return {
    folder,
    inbox,
    store,
    clock,
    run: (sources, options = {}) =>
      update(inbox, { sources, named: [], signal: new AbortController().signal, ...options }, world),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

export function worldOf(store: string, clock: Clock, timeouts: Timeouts): UpdateWorld {
  let exists = false;
  return {
    clock,
    client: () => newHttpClient('trrm/test', clock.now, timeouts),
    withStore: async (mode, work) => {
      if (mode === 'read' && !exists) return work(null);
      exists = true;
      const opened = await openStore(store, { purpose: 'test', mode });
      try {
        return await work(opened);
      } finally {
        await opened.close();
      }
    },
  };
}

export const lastOf = (d: Day | null): string | null => (d === null ? null : iso(d));
