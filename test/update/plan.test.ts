import { day, iso } from '../../src/market/day.ts';
import type { InboxEntry } from '../../src/update/inbox-ledger.ts';
import { expectedDay } from '../../src/update/expected-day.ts';
import { daysWithoutSession } from '../../src/update/no-session.ts';
import { type PlanContext, planOf } from '../../src/update/plan.ts';
import { allSources } from '../../src/update/sources/all.ts';
import { hostsOf, type Source } from '../../src/update/source.ts';
import { NOW } from './publisher.fixture.ts';

const sources = allSources();
const source = (id: string): Source => sources.find((s) => s.id === id)!;

const context = (changes: Partial<PlanContext> = {}): PlanContext => ({
  now: NOW,
  held: null,
  entries: [],
  noSession: new Set(),
  force: false,
  ...changes,
});

const entry = (
  id: string,
  on: string,
  changes: Partial<Extract<InboxEntry, { kind: 'fetched' }>> & { request?: string; from?: string } = {},
): InboxEntry => {
  const { request = '0', from = on, ...rest } = changes;
  return {
    seq: 1,
    source: id,
    at: '2026-03-04T15:00:00.000Z',
    sourcesSha256: '0'.repeat(64),
    kind: 'fetched',
    asked: { request, method: 'GET', url: 'https://example.com', bodySha256: null, from, to: on },
    body: {
      file: 'a',
      bytes: 1,
      sha256: '0'.repeat(64),
      finalUrl: '',
      status: 200,
      etag: null,
      lastModified: null,
    },
    judged: { kind: 'accepted', format: 'x', rows: 10, first: on, last: on },
    ...rest,
  };
};

const missing = (id: string, on: string): InboxEntry => ({
  seq: 1,
  source: id,
  at: '2026-03-04T15:00:00.000Z',
  sourcesSha256: '0'.repeat(64),
  kind: 'absent',
  status: 404,
  asked: { request: '0', method: 'GET', url: 'https://example.com', bodySha256: null, from: on, to: on },
});

const days = (id: string, changes: Partial<PlanContext>): string[] =>
  planOf(source(id), context(changes)).map(({ to }) => iso(to));

test.each([
  ['21:00 in India, after the close is published', '2026-03-04T15:30:00Z', '2026-03-04'],
  ['19:00 in India, before it is', '2026-03-04T13:30:00Z', '2026-03-03'],
  ['a Sunday', '2026-03-08T12:00:00Z', '2026-03-06'],
  ['early on a Monday', '2026-03-09T02:00:00Z', '2026-03-06'],
  // The budget of 2020 was on a Saturday, with a session.
  ['a Saturday with a session', '2020-02-01T15:30:00Z', '2020-02-01'],
  ['a Diwali Sunday with an hour of trading', '2023-11-12T15:30:00Z', '2023-11-12'],
])('at %s the last published session is the right one', (_title, now, last) => {
  expect(iso(expectedDay(source('nse-indices').publication, Date.parse(now), new Set())!)).toBe(last);
});

test('Chicago publishes its Tuesday while India has Wednesday', () => {
  expect(
    iso(expectedDay(source('cboe-vix').publication, Date.parse('2026-03-04T03:00:00Z'), new Set())!),
  ).toBe('2026-03-03');
});

test('the sessions after the last one held are asked for, a file each, and none that the calendar lacks', () => {
  expect(days('nse-indices', { held: day('2026-02-25') })).toEqual([
    '2026-02-26',
    '2026-02-27',
    '2026-03-02',
    '2026-03-03',
    '2026-03-04',
  ]);
});

test('a store without the series asks for a month of days', () => {
  // Among them Sunday, 1 February 2026, the day of the budget, with a session.
  expect(days('nse-indices', {})).toHaveLength(24);
});

test('what the store holds, what is kept, and what is known to be no session is not asked for again', () => {
  expect(days('nse-indices', { held: day('2026-03-04') })).toEqual([]);
  expect(
    days('nse-indices', { held: day('2026-03-01'), entries: [entry('nse-indices', '2026-03-03')] }),
  ).toEqual(['2026-03-02', '2026-03-04']);
  expect(days('nse-indices', { held: day('2026-03-01'), noSession: new Set([day('2026-03-03')]) })).toEqual([
    '2026-03-02',
    '2026-03-04',
  ]);
  expect(
    days('nse-indices', {
      held: day('2026-03-01'),
      entries: [entry('nse-indices', '2026-03-03')],
      force: true,
    }),
  ).toEqual(['2026-03-02', '2026-03-03', '2026-03-04']);
});

test('a missing file is asked for again for a week, and not after it', () => {
  const held = day('2026-02-19');
  const late = days('nse-indices', { held, entries: [missing('nse-indices', '2026-03-02')] });
  expect(late).toContain('2026-03-02');
  const old = days('nse-indices', { held, entries: [missing('nse-indices', '2026-02-20')] });
  expect(old).not.toContain('2026-02-20');
});

test('a missing file is a holiday only if another source agrees', () => {
  const unknown = (): null => null;
  const two = [missing('nse-indices', '2026-03-03'), missing('nse-cm', '2026-03-03')];
  expect([...daysWithoutSession(sources, two.slice(0, 1), unknown)]).toEqual([]);
  expect([...daysWithoutSession(sources, two, unknown)]).toEqual([day('2026-03-03')]);
  expect([...daysWithoutSession(sources, two.slice(0, 1), () => false)]).toEqual([day('2026-03-03')]);
  // A file that did come outweighs two that did not.
  expect([...daysWithoutSession(sources, [...two, entry('nse-fo', '2026-03-03')], unknown)]).toEqual([]);
});

test('a whole history is asked for once a publication, and not while it is held', () => {
  expect(planOf(source('cboe-vix'), context())).toHaveLength(1);
  expect(planOf(source('cboe-vix'), context({ entries: [entry('cboe-vix', '2026-03-03')] }))).toEqual([]);
  const [again] = planOf(source('cboe-vix'), context({ entries: [entry('cboe-vix', '2026-03-02')] }));
  expect(again!.before!.asked.to).toBe('2026-03-02');
});

test('a window is asked for in pieces of its length, for each index, with the day after the last one held first', () => {
  const accepted = { ...source('niftyindices-tri'), accept: true };
  const plan = planOf(accepted, context({ from: day('2024-01-01') }));
  const nifty = plan.filter(({ series }) => series === 'NIFTY 50');
  expect(nifty.map(({ asked }) => [asked.from, asked.to])).toEqual([
    ['2024-01-01', '2024-12-30'],
    ['2024-12-31', '2025-12-30'],
    ['2025-12-31', '2026-03-04'],
  ]);
  expect(nifty[2]!.body).toBe(
    `{"cinfo":"{'name':'NIFTY 50','startDate':'31-Dec-2025','endDate':'04-Mar-2026','indexName':'NIFTY 50'}"}`,
  );
  expect(planOf(accepted, context({ held: day('2026-02-27') }))[0]!.asked.from).toBe('2026-02-28');
});

test('an older address serves the days before the newer one', () => {
  const plan = planOf(source('nse-cm'), context({ from: day('2024-07-04'), to: day('2024-07-09') }));
  expect(plan.map(({ name }) => name)).toEqual([
    'BhavCopy_NSE_CM_0_0_0_20240708_F_0000.csv.zip',
    'BhavCopy_NSE_CM_0_0_0_20240709_F_0000.csv.zip',
    'sec_bhavdata_full_04072024.csv',
    'sec_bhavdata_full_05072024.csv',
  ]);
});

test('a month from nothing takes at most sixty requests for indices, VIX, AMFI, Cboe and FRED', () => {
  const plan = ['nse-indices', 'cboe-vix', 'fred', 'amfi-nav'].flatMap((id) => planOf(source(id), context()));
  expect(plan.length).toBeLessThanOrEqual(60);
});

test('every built-in source is asked over https at hosts of its own, with terms and a way by hand', () => {
  for (const s of sources) {
    for (const { url } of s.requests) expect(url).toMatch(/^https:\/\//);
    expect(hostsOf(s).size > 0).toBe(s.tier !== 'manual');
    expect(s.manual.page).toMatch(/^https:\/\//);
    expect(s.terms.link).toMatch(/^https:\/\//);
  }
});
