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
import type { DailySlice, Issuer } from '../../../src/market/stocks/daily-slice.ts';
import { canExtend } from '../../../src/risk/store/extension.ts';
import { findDamage } from '../../../src/risk/store/find-damage.ts';
import {
  readModelStore,
  readSession,
  readFactorReturns,
  readSessions,
  readState,
  storeUpTo,
  type RiskModelStore,
} from '../../../src/risk/store/model-store.ts';
import { openStoreWriter } from '../../../src/risk/store/store-writer.ts';
import { riskRules } from '../../../src/risk/risk-rules.ts';
import { firstNames, withoutNames } from '../part-of-exchange.fixture.ts';

// A small market uses all stocks for estimation: a quarter of it would be fewer stocks than factors.
const rules = riskRules.parse({ universe: { size: { kind: 'fraction', of: 1 } } });
const market = simulateEquities({ issuers: 120, from: '2022-04-01', to: '2024-03-28' });
const slices = [...market.days()].map((d) => d.slice);
const folders: string[] = [];
const folder = (): string => {
  const path = mkdtempSync(join(tmpdir(), 'trrm-risk-'));
  folders.push(path);
  return path;
};
afterAll(() => {
  for (const f of folders) rmSync(f, { recursive: true, force: true });
});

async function* feed(all: readonly DailySlice[]): AsyncGenerator<DailySlice> {
  for (const slice of all) yield await Promise.resolve(slice);
}

interface Part {
  readonly issuers?: readonly Issuer[];
  readonly slices: readonly DailySlice[];
  readonly before?: RiskModelStore | null;
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
    snapshot: { asOf: last, throughImport: 1, last, imports: 'simulated', importSet: 'simulated' },
    previous: part.before ?? null,
    progress: () => {},
    ...(part.signal && { signal: part.signal }),
  });

const build = (into: string, upTo: number, before: RiskModelStore | null = null) =>
  buildPart(into, { slices: slices.slice(0, upTo), before });

/** Compares all sessions and states bit by bit. */
function expectSameBits(a: string, b: string): void {
  const [x, y] = [readModelStore(a), readModelStore(b)];
  expect(y.sessions.map((s) => s.day)).toEqual(x.sessions.map((s) => s.day));
  const others = readSessions(b, y);
  for (const session of readSessions(a, x))
    expect(serialize(others.next().value).equals(serialize(session))).toBe(true);
  const [p, q] = [readState(a, x), readState(b, y)];
  // Scratch arrays and the start of a search carry no state.
  const { workspace, windows } = p.exposures;
  const { workspace: other, indexExtremes } = windows;
  const scratch = { workspace, windows: { ...q.exposures.windows, workspace: other, indexExtremes } };
  expect({ ...q, exposures: { ...q.exposures, ...scratch } }).toEqual(p);
}

/** A state is serialised by V8, whose bytes depend on how the state came about; its figures do not. */
const withoutStateHashes = (folder: string) => {
  const store = readModelStore(folder);
  return { ...store, states: store.states.map(({ after, file }) => ({ after, file })) };
};

describe('a risk model on disk', () => {
  test('is bit-identical whether extended day by day or built at once', async () => {
    const [whole, grown] = [folder(), folder()];
    const n = slices.length;
    await build(whole, n);
    await build(grown, n - 3);
    for (const k of [2, 1, 0]) await build(grown, n - k, readModelStore(grown));
    expectSameBits(whole, grown);
    expect(withoutStateHashes(grown)).toEqual(withoutStateHashes(whole));
  });

  test('is bit-identical whether issuers are appended at listing or present from the start', async () => {
    const [whole, grown] = [folder(), folder()];
    const [few, listedAt] = [114, 440];
    const silent = slices.map((slice, t) => (t < listedAt ? withoutNames(slice, few) : slice));
    await buildPart(whole, { slices: silent });
    await buildPart(grown, {
      issuers: market.issuers.slice(0, few),
      slices: silent.slice(0, listedAt).map((slice) => firstNames(slice, few)),
    });
    const before = readModelStore(grown);
    const { issuers } = market;
    const fundamentalsFrom = issuers.map((_, i) => (i < few ? null : slices[listedAt]!.day));
    expect(canExtend(before, { issuers, rules, simulated: true, fundamentalsFrom })).toBe(true);
    const { added } = await buildPart(grown, { slices: silent, before });
    expect(added).toBe(slices.length - listedAt);
    expectSameBits(whole, grown);
    // The new issuers are in the regression.
    const session = readSession(grown, readModelStore(grown), last)!;
    expect(session.residuals.subarray(few).some((e) => !Number.isNaN(e))).toBe(true);
  });

  test('is extended from a month-end state if later data have changed', async () => {
    const [whole, grown] = [folder(), folder()];
    const late = slices.length - 10;
    const withoutLate = slices.map((slice, t) => (t < late ? slice : { ...slice, statements: [] }));
    expect(slices.slice(late).some((slice) => slice.statements.length > 0)).toBe(true);
    await build(whole, slices.length);
    await buildPart(grown, { slices: withoutLate });
    const record = readModelStore(grown);
    const changed = slices[late]!.day;
    const state = record.states.findLast((s) => s.after < changed)!;
    expect(changed - state.after).toBeLessThan(40);
    const { added } = await buildPart(grown, { slices, before: storeUpTo(record, state.after) });
    expect(added).toBe(slices.filter((s) => s.day > state.after).length);
    expectSameBits(whole, grown);
    // Again, from the states left by this extension.
    await buildPart(grown, { slices, before: storeUpTo(readModelStore(grown), state.after) });
    expectSameBits(whole, grown);
  });

  test('keeps the states of three month-ends and of the last session', async () => {
    const into = folder();
    await build(into, slices.length);
    const { states } = readModelStore(into);
    const ends = slices
      .map((s) => s.day)
      .filter((d, t, all) => t + 1 === all.length || monthNumber(all[t + 1]!) !== monthNumber(d));
    expect(states.map((s) => s.after)).toEqual(ends.filter((d) => d >= addDays(last, -95)));
    expect(readdirSync(into).filter((f) => f.startsWith('state-'))).toHaveLength(states.length);
  });

  test('returns stored sessions unchanged: returns are exposures × factor returns + residuals', async () => {
    const into = folder();
    await build(into, 420);
    const record = readModelStore(into);
    let [before, checked] = [null as null | Float64Array, 0];
    for (const session of readSessions(into, record)) {
      if (before && session.stocks > 0) {
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
    const returns = [...readSessions(into, record)].flatMap((s) => [...s.factorReturns]);
    expect([...readFactorReturns(into, record)]).toEqual(returns);
  });

  test('is unchanged by an interrupted extension, and the next extension removes its remains', async () => {
    const [into, again] = [folder(), folder()];
    await build(into, 300);
    const before = readModelStore(into);
    appendFileSync(join(into, before.file), Buffer.alloc(12_345, 7));
    expect(readModelStore(into)).toEqual(before);
    await build(into, 302, before);
    await build(again, 302);
    expectSameBits(again, into);
  });

  test('is unchanged by an interrupted rebuild', async () => {
    const [into, again] = [folder(), folder()];
    await build(into, 300);
    await build(again, 302);
    const before = readModelStore(into);
    const sessions = [...readSessions(into, before)];
    // Everything except the commit.
    const writer = openStoreWriter(into, { simulated: true, rules, issuers: market.issuers, previous: null });
    for (const session of readSessions(again, readModelStore(again))) writer.add(session);
    writer.saveState(readState(again, readModelStore(again)));
    writer.close();
    expect(readModelStore(into)).toEqual(before);
    expect([...readSessions(into, before)]).toEqual(sessions);
    expect(readState(into, before).exposures.lastDay).toBe(before.sessions.at(-1)!.day);
    await build(into, 302);
    expectSameBits(again, into);
    // Neither the old nor the interrupted build has left files.
    const { file, states } = readModelStore(into);
    expect(readdirSync(into).toSorted()).toEqual(
      ['model.json', file, ...states.map((s) => s.file)].toSorted(),
    );
  });

  test('can be aborted between sessions, and is then not built', async () => {
    const into = folder();
    const part = { slices: slices.slice(0, 300), signal: AbortSignal.abort() };
    await expect(buildPart(into, part)).rejects.toThrow(/abort/i);
    expect(() => readModelStore(into)).toThrow(/contains no risk model/);
  });

  test('reports a missing or truncated file with a remedy', async () => {
    const into = folder();
    await build(into, 262);
    const record = readModelStore(into);
    const { file: state } = record.states.at(-1)!;
    truncateSync(join(into, state), 1000);
    expect(() => readState(into, record)).toThrow(/state-.*is missing or damaged.*trrm risk build/);
    rmSync(join(into, state));
    expect(() => readState(into, record)).toThrow(/state-.*is missing or damaged.*trrm risk build/);
    truncateSync(join(into, record.file), 1000);
    expect(() => [...readSessions(into, record)]).toThrow(/ends before session.*trrm risk build/);
    expect(() => openStoreWriter(into, { ...record, previous: record })).toThrow(/shorter.*trrm risk build/);
    rmSync(join(into, record.file));
    expect(() => [...readSessions(into, record)]).toThrow(/sessions-1\.bin.*missing.*trrm risk build/);
    writeFileSync(join(into, 'model.json'), '{"schema":"inec1/1","sessions":[]}');
    expect(() => readModelStore(into)).toThrow(/is not a risk model of this version.*trrm risk build/);
    writeFileSync(join(into, 'model.json'), '{"schema":');
    expect(() => readModelStore(into)).toThrow(/is missing or damaged.*trrm risk build/);
  });

  test('shows one changed byte anywhere in its manifest, records and states', async () => {
    const into = folder();
    await build(into, 262);
    const store = readModelStore(into);
    const all = { days: 'all', states: 'all' } as const;
    expect(findDamage(into, store, all)).toBeNull();
    for (const name of ['model.json', store.file, ...store.states.map((s) => s.file)]) {
      const file = join(into, name);
      const bytes = readFileSync(file);
      for (const fraction of [0, 0.0001, 0.3, 0.7, 0.9999]) {
        const changed = Buffer.from(bytes);
        changed[Math.floor(fraction * bytes.length)]! ^= 4;
        writeFileSync(file, changed);
        if (name === 'model.json') expect(() => readModelStore(into)).toThrow(/damaged|not a risk model/);
        else expect(findDamage(into, store, all)?.message).toMatch(/is missing or damaged.*trrm risk build/);
      }
      writeFileSync(file, bytes);
    }
  });

  test('is rebuilt for other rules, other issuers, or new issuers with earlier data', async () => {
    const into = folder();
    await build(into, 260);
    const record = readModelStore(into);
    const { issuers } = market;
    const fundamentalsFrom = issuers.map(() => slices[0]!.day);
    const same = { issuers, rules, simulated: true, fundamentalsFrom };
    expect(canExtend(record, same)).toBe(true);
    expect(canExtend(record, { ...same, issuers: issuers.slice(1) })).toBe(false);
    const universe = { ...rules.universe, buffer: 0.1 };
    expect(canExtend(record, { ...same, rules: { ...rules, universe } })).toBe(false);
    const moved = issuers.map((issuer, i) => (i === 5 ? { ...issuer, industry: 25 } : issuer));
    expect(canExtend(record, { ...same, issuers: moved })).toBe(false);
    // A new name, or a new ISIN serial after a split, does not matter.
    const renamed = issuers.map((issuer) => ({
      ...issuer,
      name: 'New',
      isin: `${issuer.isin.slice(0, 9)}029`,
    }));
    expect(canExtend(record, { ...same, issuers: renamed })).toBe(true);
    const newcomer = { ...issuers[0]!, isin: 'INE999Z01011', symbol: 'NEW' };
    const joined = { ...same, issuers: [...issuers, newcomer] };
    expect(canExtend(record, { ...joined, fundamentalsFrom: [...fundamentalsFrom, null] })).toBe(true);
    expect(canExtend(record, { ...joined, fundamentalsFrom: [...fundamentalsFrom, slices[100]!.day] })).toBe(
      false,
    );
  });
});
