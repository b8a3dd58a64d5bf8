import fc from 'fast-check';
import { type Column, EMPTY } from '../../../src/market/as-of.ts';
import { day, iso } from '../../../src/market/day.ts';
import { BREAKS, chainedBy, chainsOf } from '../../../src/market/quality/breaks.ts';
import type { SeriesKey } from '../../../src/market/series.ts';

type Levels = Readonly<Record<string, number>>;

const column = (levels: Levels): Column => {
  const days = Int32Array.from(Object.keys(levels), (d) => day(d));
  return { observedOn: days, knownOn: days, value: Float64Array.from(Object.values(levels)) };
};

const viewOf = (of: Readonly<Partial<Record<SeriesKey, Levels>>>, asOf = '2024-03-28') => ({
  asOf: day(asOf),
  column: (key: SeriesKey) => (of[key] ? column(of[key]) : EMPTY),
});

// As published by NSE Indices.
const CLOSE = { '2023-09-28': 19523.55, '2023-09-29': 19638.3 };
const PB = { '2023-09-28': 4.31, '2023-09-29': 3.46 };

describe('the break of P/B of 29 September 2023', () => {
  it('has the factor 1.2530 by the published figures', () => {
    const [chain, ...others] = chainsOf(
      viewOf({ 'nifty-50.pb': PB, 'nifty-50.close': CLOSE }),
      'nifty-50.pb',
    );
    expect(others).toEqual([]);
    expect(chain!.factor).toBeCloseTo((4.31 * (19638.3 / 19523.55)) / 3.46, 12);
    expect(chain!.factor).toBeCloseTo(1.253, 4);
    expect(chainedBy([chain!], day('2023-09-28'))).toBe(1);
    expect(3.46 * chainedBy([chain!], day('2023-09-29'))).toBeCloseTo(4.3353, 4);
  });

  it('has the factor of the registry where the store lacks one of the two days', () => {
    const view = viewOf({ 'nifty-50.pb': { '2023-10-03': 3.44 }, 'nifty-50.close': CLOSE });
    expect(chainsOf(view, 'nifty-50.pb').map((c) => c.factor)).toEqual([1.253]);
  });

  it('is not known the day before', () => {
    const view = viewOf({ 'nifty-50.pb': PB, 'nifty-50.close': CLOSE }, '2023-09-28');
    expect(chainsOf(view, 'nifty-50.pb')).toEqual([]);
  });

  it('affects neither P/E nor dividend yield', () => {
    const view = viewOf({ 'nifty-50.close': CLOSE }, '2023-12-29');
    expect(chainsOf(view, 'nifty-50.pe').map((c) => c.entry.on)).toEqual([day('2021-03-31')]);
    expect(chainsOf(view, 'nifty-50.dy').map((c) => c.entry.on)).toEqual([day('2021-03-31')]);
  });
});

describe('a break of the registry', () => {
  it('is not chained in figures that do not show it, whatever their level: they have one basis throughout', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...BREAKS),
        fc.double({ min: 0.5, max: 50, noNaN: true }),
        fc.double({ min: -0.04, max: 0.04, noNaN: true }),
        (entry, level, noise) => {
          const price = { [iso(entry.lastBefore)]: 100, [iso(entry.on)]: 101 };
          const moved = entry.movesWith.power === 1 ? 1.01 : 1 / 1.01;
          const figure = { [iso(entry.lastBefore)]: level, [iso(entry.on)]: level * moved * (1 + noise) };
          const view = viewOf({ [entry.movesWith.price]: price, [entry.key]: figure });
          expect(chainsOf(view, entry.key)).toEqual([]);
          const broken = { ...figure, [iso(entry.on)]: (level * moved) / entry.factor };
          const [chain] = chainsOf(
            viewOf({ [entry.movesWith.price]: price, [entry.key]: broken }),
            entry.key,
          );
          expect(chain!.factor / entry.factor).toBeCloseTo(1, 9);
        },
      ),
    );
  });
});
