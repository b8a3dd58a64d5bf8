import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { shareOut } from '../../../allocations/pool/largest-remainder.ts';
import { describeReference, reference } from '../../reference.ts';

const claim = fc.record({ wanted: fc.nat(1e6) });
const claims = fc
  .array(claim, { minLength: 1, maxLength: 30 })
  .map((list) => list.map(({ wanted }, i) => ({ id: `C${i}`, wanted })))
  .filter((list) => list.some((c) => c.wanted > 0));

test('shares sum to the quantity, and each is the proportional share rounded down or up', () => {
  fc.assert(
    fc.property(claims, fc.nat(1e6), (list, quantity) => {
      const shares = shareOut(quantity, list, 'O');
      const total = list.reduce((sum, c) => sum + c.wanted, 0);
      expect(shares.reduce((sum, s) => sum + s.got, 0)).toBe(quantity);
      for (const s of shares) {
        const exact = (quantity * s.wanted) / total;
        expect(s.got).toBeGreaterThanOrEqual(Math.floor(exact - 1e-9));
        expect(s.got).toBeLessThanOrEqual(Math.ceil(exact + 1e-9));
      }
    }),
  );
});

test('a partial fill never gives anybody more than is wanted', () => {
  fc.assert(
    fc.property(claims, fc.double({ min: 0, max: 1, noNaN: true }), (list, part) => {
      const total = list.reduce((sum, c) => sum + c.wanted, 0);
      for (const s of shareOut(Math.floor(part * total), list, 'O'))
        expect(s.got).toBeLessThanOrEqual(s.wanted);
    }),
  );
});

test('the order of the claims does not matter', () => {
  fc.assert(
    fc.property(claims, fc.nat(1000), (list, quantity) => {
      const byId = (shares: ReturnType<typeof shareOut>) =>
        Object.fromEntries(shares.map((s) => [s.id, s.got]));
      expect(byId(shareOut(quantity, [...list].reverse(), 'O'))).toEqual(byId(shareOut(quantity, list, 'O')));
    }),
  );
});

test('over many orders equal claims get the odd unit equally often', () => {
  const got = [0, 0, 0];
  for (let order = 0; order < 3000; order++)
    shareOut(
      1,
      ['A', 'B', 'C'].map((id) => ({ id, wanted: 1 })),
      `ORDER-${order}`,
    ).forEach((s, i) => {
      got[i]! += s.got;
    });
  // Binomial: 1,000 ± 26; four standard errors.
  for (const n of got) expect(Math.abs(n - 1000)).toBeLessThan(104);
});

test('a claim that is not a whole number is refused, and so is a quantity that nobody wants', () => {
  expect(() => shareOut(1, [{ id: 'A', wanted: 0.5 }], 'O')).toThrow('not a whole number');
  expect(() => shareOut(-1, [{ id: 'A', wanted: 1 }], 'O')).toThrow('not a whole number');
  expect(() => shareOut(1, [{ id: 'A', wanted: 0 }], 'O')).toThrow('nobody wants');
});

interface Case {
  readonly fill: number;
  readonly order?: string;
  readonly wanted: readonly (readonly [string, number])[];
  readonly got: Readonly<Record<string, number>>;
}

describeReference('known answers of fair allocation', () => {
  const { fair } = JSON.parse(readFileSync(reference('cases', 'sweep_cases.json'), 'utf8')) as {
    readonly fair: readonly Case[];
  };
  test.each(fair.map((c, i) => [i + 1, c] as const))(
    'case %d',
    (_, { fill, order = 'ORDER-1', wanted, got }) => {
      const shares = shareOut(
        fill,
        wanted.map(([id, n]) => ({ id, wanted: n })),
        order,
      );
      expect(Object.fromEntries(shares.map((s) => [s.id, s.got]))).toEqual(got);
    },
  );
});
