import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { simulateEquities } from '../../fixtures/equities/equity-market.ts';
import { buildRiskModel, canExtend } from '../../src/risk/build.ts';
import type { DaySlice } from '../../src/risk/day-slice.ts';
import { readRecord, readSessions, readState, type RiskRecord } from '../../src/risk/record.ts';
import { riskRules } from '../../src/risk/risk-rules.ts';

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

const build = (into: string, upTo: number, before: RiskRecord | null, signal?: AbortSignal) =>
  buildRiskModel({
    folder: into,
    issuers: market.issuers,
    slices: feed(slices.slice(0, upTo)),
    rules,
    simulated: true,
    reading: { asOf: slices.at(-1)!.day, throughImport: 1, last: slices.at(-1)!.day, imports: 'made' },
    before,
    progress: () => {},
    ...(signal && { signal }),
  });

describe('a risk model on disk', () => {
  test('extended a day at a time is bit for bit the one that was built at once', async () => {
    const [whole, grown] = [folder(), folder()];
    const n = slices.length;
    await build(whole, n, null);
    await build(grown, n - 3, null);
    for (const k of [2, 1, 0]) await build(grown, n - k, readRecord(grown));
    expect(readFileSync(join(grown, 'sessions.bin')).equals(readFileSync(join(whole, 'sessions.bin')))).toBe(
      true,
    );
    expect(readRecord(grown).sessions).toEqual(readRecord(whole).sessions);
    const [a, b] = [whole, grown].map((f) => readState(f, readRecord(f)));
    expect(b).toEqual(a);
  }, 120_000);

  test('gives back what was put in: returns are exposures times factor returns plus residuals', async () => {
    const into = folder();
    await build(into, 420, null);
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
    const into = folder();
    await build(into, 300, null);
    const before = readRecord(into);
    appendFileSync(join(into, 'sessions.bin'), Buffer.alloc(12_345, 7));
    expect(readRecord(into)).toEqual(before);
    await build(into, 302, before);
    const again = folder();
    await build(again, 302, null);
    expect(readFileSync(join(into, 'sessions.bin')).equals(readFileSync(join(again, 'sessions.bin')))).toBe(
      true,
    );
  }, 120_000);

  test('can be stopped between sessions, and then nothing was built', async () => {
    const into = folder();
    await expect(build(into, 300, null, AbortSignal.abort())).rejects.toThrow(/abort/i);
    expect(() => readRecord(into)).toThrow(/holds no risk model/);
  });

  test('is built anew for other rules or other companies', async () => {
    const into = folder();
    await build(into, 260, null);
    const record = readRecord(into);
    const same = { issuers: market.issuers, rules, simulated: true };
    expect(canExtend(record, same)).toBe(true);
    expect(canExtend(record, { ...same, issuers: market.issuers.slice(1) })).toBe(false);
    expect(
      canExtend(record, { ...same, rules: { ...rules, universe: { ...rules.universe, buffer: 0.1 } } }),
    ).toBe(false);
  });
});
