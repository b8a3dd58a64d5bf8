import fc from 'fast-check';
import { SvgDocument } from '../../../src/report/charts/svg-document.ts';

/** The `d` of a path as the document writes it. */
function written(d: string): string {
  const path = new SvgDocument().createElement('path');
  path.setAttribute('d', d);
  return path.getAttribute('d')!;
}

/** The points of a path `M x,y l dx dy …`, as a browser would follow them. */
function followed(d: string): [number, number][] {
  const [, start, steps] = /^M([^l]*)l(.*)$/.exec(d)!;
  const moves = Array.from(steps!.matchAll(/-?(?:\d+(?:\.\d+)?|\.\d+)/g), ([x]) => Number(x));
  const points = [start!.split(',').map(Number) as [number, number]];
  for (let i = 0; i < moves.length; i += 2) {
    const [x, y] = points.at(-1)!;
    points.push([x + moves[i]!, y + moves[i + 1]!]);
  }
  return points;
}

test('a line of many points passes each of them within a twentieth of a pixel, in half the space', () => {
  const coordinate = fc.integer({ min: -5e6, max: 7e7 }).map((n) => n / 1e5);
  fc.assert(
    fc.property(fc.array(fc.tuple(coordinate, coordinate), { minLength: 40, maxLength: 90 }), (drawn) => {
      // Every other point lies far below, so that none is on a level stretch.
      const points = drawn.map(([x, y], i) => [x, y + 2000 * (i % 2)] as const);
      const line = `M${points.map((p) => p.join(',')).join('L')}`;
      const found = followed(written(line));
      expect(found).toHaveLength(points.length);
      points.forEach((p, i) => {
        // A twentieth, and what rounding to hundredths came before.
        expect(Math.abs(found[i]![0] - p[0])).toBeLessThan(0.0551);
        expect(Math.abs(found[i]![1] - p[1])).toBeLessThan(0.0551);
      });
    }),
    { numRuns: 50 },
  );
});

test('points along a level stretch, such as the base of an area, are left out: the line is the same', () => {
  const base = Array.from({ length: 40 }, (_, k): [number, number] => [500 - 10 * k, 28]);
  const line = [...Array.from({ length: 11 }, (_, k): [number, number] => [50 * k, 10 * (k % 2)]), ...base];
  const found = followed(written(`M${line.map((p) => p.join(',')).join('L')}`));
  expect(found).toEqual([...line.slice(0, 11), [500, 28], [110, 28]]);
  // A level stretch that goes back on itself keeps its turn.
  const turned = followed(written(`M0,0L50,0L20,0${'L20,1L21,0'.repeat(20)}`));
  expect(turned.slice(0, 3)).toEqual([
    [0, 0],
    [50, 0],
    [20, 0],
  ]);
});

test('a short line and other shapes keep their points to a hundredth of a pixel', () => {
  expect(written('M1.23456,2L3,4.999Z')).toBe('M1.23,2L3,5Z');
});
