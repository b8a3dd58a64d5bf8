import fc from 'fast-check';
import { redistribute } from '../../../allocations/bouquet/redistribute.ts';
import { DEFAULT_ALLOCATION_RULES } from '../../../allocations/rules.ts';
import { SLEEVES, type SleeveId } from '../../../allocations/positions.ts';
import { REGIMES } from '../../../regimes/regime.ts';

const { bouquets, bands } = DEFAULT_ALLOCATION_RULES;
const only =
  (...ids: readonly SleeveId[]) =>
  (id: SleeveId) =>
    ids.includes(id);

test('a bouquet of which everything can be held is unchanged, bit by bit where it sums to 1', () => {
  for (const regime of REGIMES) {
    const held = redistribute(bouquets[regime], bands, () => true)!;
    for (const id of SLEEVES) {
      expect(held.base[id]).toBeCloseTo(bouquets[regime][id], 15);
      expect(held.bands[id].low).toBeCloseTo(Math.max(0, bouquets[regime][id] - 0.1), 15);
      expect(held.bands[id].high).toBeCloseTo(bouquets[regime][id] + 0.1, 15);
    }
    expect(held.residual).toBe(0);
  }
});

test('a bearish bouquet with only momentum, value and small cap leaves 70 % of it to the fallback', () => {
  // On price indices alone, as in October 2008: 0.04 and 0.06 pro rata would become 0.4 and 0.6.
  const held = redistribute(bouquets.bearish, bands, only('momentum', 'value', 'small-cap'))!;
  expect(held.base).toMatchObject({ momentum: 0.14, value: 0.16, 'small-cap': 0, quality: 0 });
  expect(held.residual).toBeCloseTo(0.7, 12);
});

test('a bouquet without weight in anything that can be held gives nothing', () => {
  expect(redistribute(bouquets.bearish, bands, only('small-cap', 'micro-cap'))).toBeNull();
});

test('for any sleeves held, weights stay in their bands and sum with the residual to 1', () => {
  fc.assert(
    fc.property(fc.constantFrom(...REGIMES), fc.subarray([...SLEEVES]), (regime, ids) => {
      const held = redistribute(bouquets[regime], bands, only(...ids));
      if (held === null) return;
      const sum = SLEEVES.reduce((total, id) => total + held.base[id], 0);
      expect(sum + held.residual).toBeCloseTo(1, 12);
      // While half of the bouquet can be held, all of it is redistributed pro rata.
      const known = ids.reduce((total, id) => total + bouquets[regime][id], 0);
      if (known >= 0.5)
        for (const id of ids) expect(held.base[id]).toBeCloseTo(bouquets[regime][id] / known, 12);
      for (const id of SLEEVES) {
        const own = bouquets[regime][id];
        const most = ids.includes(id) ? Math.max(own + bands[id], 2 * own) : 0;
        expect(held.base[id]).toBeLessThanOrEqual(most + 1e-12);
        expect(held.base[id]).toBeLessThanOrEqual(held.bands[id].high);
        expect(held.base[id]).toBeGreaterThanOrEqual(held.bands[id].low);
        // Nothing that can be held loses weight.
        if (ids.includes(id)) expect(held.base[id]).toBeGreaterThanOrEqual(bouquets[regime][id] - 1e-12);
      }
    }),
  );
});
