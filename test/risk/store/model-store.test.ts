import {
  appendFileSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serialize } from 'node:v8';
import { simulateEquities } from '../../../fixtures/equities/equity-market.ts';
import { addDays, monthNumber } from '../../../src/market/day.ts';
import { buildRiskModel } from '../../../src/risk/build/build.ts';
import type { DaySlice, Issuer } from '../../../src/risk/day-slice.ts';
import { canExtend } from '../../../src/risk/store/extension.ts';
import {
  readRecord,
  readSession,
  readSessions,
  readState,
  recordThrough,
  type RiskRecord,
} from '../../../src/risk/store/model-store.ts';
import { writeRecord } from '../../../src/risk/store/store-writer.ts';
import { riskRules } from '../../../src/risk/risk-rules.ts';
import { firstNames, withoutNames } from '../part-of-exchange.fixture.ts';

// A small market is estimated on all of itself: a quarter of it would be fewer stocks than factors.
const rules = riskRules.parse({ universe: { size: { kind: 'share', of: 1 } } });
const market = simulateEquities({ issuers: 120, from: '2022-04-01', to: '2024-03-28' });
const slices = [...market.days()].map((d) => d.slice);
const folders: string[] = [];
const folder = (): string => {
  const made = mkdtempSync(join(tmpdir(), 'trrm-risk-'));
  folders.push(made);
  return made;
};
afterAll(() => {
  for (const f of folders) rmSync(f, { recursive: true, force: true });
});

async function* feed(all: readonly DaySlice[]): AsyncGenerator<DaySlice> {
  for (const slice of all) yield await Promise.resolve(slice);
}

interface Part {
  readonly issuers?: readonly Issuer[];
  readonly slices: readonly DaySlice[];
  readonly before?: RiskRecord | null;
  readonly signal?: AbortSignal;
}

const last = slices.at(-1)!.day;

const buildPart = (into: string, part: Part) =>
  buildRiskModel({
    folder: into,
    issuers: part.issuers ?? market.issuers,
    slices: feed(part.slices),
    rules,
    simulated: true,
    reading: { asOf: last, throughImport: 1, last, imports: 'made' },
    before: part.before ?? null,
    progress: () => {},
    ...(part.signal && { signal: part.signal }),
  });

const build = (into: string, upTo: number, before: RiskRecord | null = null) =>
  buildPart(into, { slices: slices.slice(0, upTo), before });

/** Every bit of every session, and all that the states remember. */
function expectSameBits(a: string, b: string): void {
  const [x, y] = [readRecord(a), readRecord(b)];
  expect(y.sessions.map((s) => s.day)).toEqual(x.sessions.map((s) => s.day));
  const others = readSessions(b, y);
  for (const session of readSessions(a, x))
    expect(serialize(others.next().value).equals(serialize(session))).toBe(true);
  const [p, q] = [readState(a, x), readState(b, y)];
  // What each session writes anew, and where a search begins, is not told from one to the next.
  const { room, windows } = p.exposures;
  const { room: other, indexExtremes } = windows;
  const told = { room, windows: { ...q.exposures.windows, room: other, indexExtremes } };
  expect({ ...q, exposures: { ...q.exposures, ...told } }).toEqual(p);
}

describe('a risk model on disk', () => {
  test('extended a day at a time is bit for bit the one that was built at once', async () => {
    const [whole, grown] = [folder(), folder()];
    const n = slices.length;
    await build(whole, n);
    await build(grown, n - 3);
    for (const k of [2, 1, 0]) await build(grown, n - k, readRecord(grown));
    expectSameBits(whole, grown);
    expect(readFileSync(join(grown, 'model.json')).equals(readFileSync(join(whole, 'model.json')))).toBe(
      true,
    );
  }, 120_000);

  test('that companies are added to as they are listed is the one that had them from the start', async () => {
    const [whole, grown] = [folder(), folder()];
    const [few, listedAt] = [114, 440];
    const silent = slices.map((slice, t) => (t < listedAt ? withoutNames(slice, few) : slice));
    await buildPart(whole, { slices: silent });
    await buildPart(grown, {
      issuers: market.issuers.slice(0, few),
      slices: silent.slice(0, listedAt).map((slice) => firstNames(slice, few)),
    });
    const before = readRecord(grown);
    const { issuers } = market;
    const heardFrom = issuers.map((_, i) => (i < few ? null : slices[listedAt]!.day));
    expect(canExtend(before, { issuers, rules, simulated: true, heardFrom })).toBe(true);
    const { added } = await buildPart(grown, { slices: silent, before });
    expect(added).toBe(slices.length - listedAt);
    expectSameBits(whole, grown);
    // And the new ones took part.
    const session = readSession(grown, readRecord(grown), last)!;
    expect(session.residuals.subarray(few).some((e) => !Number.isNaN(e))).toBe(true);
  }, 120_000);

  test('is gone on with from the end of a month where what came later has changed', async () => {
    const [whole, grown] = [folder(), folder()];
    const late = slices.length - 10;
    const withoutLate = slices.map((slice, t) => (t < late ? slice : { ...slice, statements: [] }));
    expect(slices.slice(late).some((slice) => slice.statements.length > 0)).toBe(true);
    await build(whole, slices.length);
    await buildPart(grown, { slices: withoutLate });
    const record = readRecord(grown);
    const changed = slices[late]!.day;
    const state = record.states.findLast((s) => s.after < changed)!;
    expect(changed - state.after).toBeLessThan(40);
    const { added } = await buildPart(grown, { slices, before: recordThrough(record, state.after) });
    expect(added).toBe(slices.filter((s) => s.day > state.after).length);
    expectSameBits(whole, grown);
    // Once more, from the states that this left behind.
    await buildPart(grown, { slices, before: recordThrough(readRecord(grown), state.after) });
    expectSameBits(whole, grown);
  }, 120_000);

  test('keeps the states of the ends of three months, and that after the last session', async () => {
    const into = folder();
    await build(into, slices.length);
    const { states } = readRecord(into);
    const ends = slices
      .map((s) => s.day)
      .filter((d, t, all) => t + 1 === all.length || monthNumber(all[t + 1]!) !== monthNumber(d));
    expect(states.map((s) => s.after)).toEqual(ends.filter((d) => d >= addDays(last, -95)));
    expect(readdirSync(into).filter((f) => f.startsWith('state-'))).toHaveLength(states.length);
  }, 120_000);

  test('gives back what was put in: returns are exposures times factor returns plus residuals', async () => {
    const into = folder();
    await build(into, 420);
    const record = readRecord(into);
    let [before, checked] = [null as null | Float64Array, 0];
    for (const session of readSessions(into, record)) {
      if (before && session.names > 0) {
        for (let i = 0; i < session.returns.length; i++) {
          if (Number.isNaN(session.residuals[i]!)) continue;
          let r =
            session.residuals[i]! +
            session.factorReturns[0]! +
            session.factorReturns[13 + session.industry[i]!]!;
          for (let k = 0; k < 12; k++) r += before[i * 12 + k]! * session.factorReturns[1 + k]!;
          expect(r).toBeCloseTo(session.returns[i]!, 12);
          checked++;
        }
      }
      before = session.styles;
    }
    expect(checked).toBeGreaterThan(5000);
  }, 120_000);

  test('killed while being extended is as it was, and the next extension does away with the rest', async () => {
    const [into, again] = [folder(), folder()];
    await build(into, 300);
    const before = readRecord(into);
    appendFileSync(join(into, before.file), Buffer.alloc(12_345, 7));
    expect(readRecord(into)).toEqual(before);
    await build(into, 302, before);
    await build(again, 302);
    expectSameBits(again, into);
  }, 120_000);

  test('killed while being built anew, at any moment before the end, is as it was', async () => {
    const [into, again] = [folder(), folder()];
    await build(into, 300);
    await build(again, 302);
    const before = readRecord(into);
    const sessions = [...readSessions(into, before)];
    // All but the commit.
    const writer = writeRecord(into, { simulated: true, rules, issuers: market.issuers, before: null });
    for (const session of readSessions(again, readRecord(again))) writer.add(session);
    writer.keepState(readState(again, readRecord(again)));
    writer.close();
    expect(readRecord(into)).toEqual(before);
    expect([...readSessions(into, before)]).toEqual(sessions);
    expect(readState(into, before).exposures.lastDay).toBe(before.sessions.at(-1)!.day);
    await build(into, 302);
    expectSameBits(again, into);
    // Neither the old build nor the killed one has left anything.
    const { file, states } = readRecord(into);
    expect(readdirSync(into).toSorted()).toEqual(
      ['model.json', file, ...states.map((s) => s.file)].toSorted(),
    );
  }, 120_000);

  test('can be stopped between sessions, and then nothing was built', async () => {
    const into = folder();
    const part = { slices: slices.slice(0, 300), signal: AbortSignal.abort() };
    await expect(buildPart(into, part)).rejects.toThrow(/abort/i);
    expect(() => readRecord(into)).toThrow(/holds no risk model/);
  });

  test('of which a file is cut or gone says which, and what to do', async () => {
    const into = folder();
    await build(into, 262);
    const record = readRecord(into);
    const { file: state } = record.states.at(-1)!;
    truncateSync(join(into, state), 1000);
    expect(() => readState(into, record)).toThrow(/state-.*is missing or damaged.*trrm risk build/);
    rmSync(join(into, state));
    expect(() => readState(into, record)).toThrow(/state-.*is missing or damaged.*trrm risk build/);
    truncateSync(join(into, record.file), 1000);
    expect(() => [...readSessions(into, record)]).toThrow(/ends before the session.*trrm risk build/);
    expect(() => writeRecord(into, { ...record, before: record })).toThrow(/shorter.*trrm risk build/);
    rmSync(join(into, record.file));
    expect(() => [...readSessions(into, record)]).toThrow(/sessions-1\.bin.*missing.*trrm risk build/);
    writeFileSync(join(into, 'model.json'), '{"schema":');
    expect(() => readRecord(into)).toThrow(/is not a risk model of this version.*trrm risk build/);
  }, 120_000);

  test('is built anew for other rules, other companies, or new ones with a past', async () => {
    const into = folder();
    await build(into, 260);
    const record = readRecord(into);
    const { issuers } = market;
    const heardFrom = issuers.map(() => slices[0]!.day);
    const same = { issuers, rules, simulated: true, heardFrom };
    expect(canExtend(record, same)).toBe(true);
    expect(canExtend(record, { ...same, issuers: issuers.slice(1) })).toBe(false);
    const universe = { ...rules.universe, buffer: 0.1 };
    expect(canExtend(record, { ...same, rules: { ...rules, universe } })).toBe(false);
    const moved = issuers.map((issuer, i) => (i === 5 ? { ...issuer, industry: 25 } : issuer));
    expect(canExtend(record, { ...same, issuers: moved })).toBe(false);
    // A name is no matter, nor is the new serial that a split gives to an ISIN.
    const renamed = issuers.map((issuer) => ({
      ...issuer,
      name: 'New',
      isin: `${issuer.isin.slice(0, 9)}029`,
    }));
    expect(canExtend(record, { ...same, issuers: renamed })).toBe(true);
    const newcomer = { ...issuers[0]!, isin: 'INE999Z01011', symbol: 'NEW' };
    const joined = { ...same, issuers: [...issuers, newcomer] };
    expect(canExtend(record, { ...joined, heardFrom: [...heardFrom, null] })).toBe(true);
    expect(canExtend(record, { ...joined, heardFrom: [...heardFrom, slices[100]!.day] })).toBe(false);
  });
});
