import { labelPlaces } from '../../../src/report/frontier/label-places.ts';

test('names of dots close to each other stand on different sides', () => {
  const dots = [
    { x: 300, y: 100 },
    { x: 297, y: 105 },
    { x: 500, y: 100 },
  ];
  expect(labelPlaces(dots, [], 700)).toEqual(['right', 'left', 'right']);
});

test('a name that would leave the chart on the right stands on the left', () => {
  expect(labelPlaces([{ x: 690, y: 50 }], [], 700)).toEqual(['left']);
});

test('a name does not stand under the ring of the selected portfolio', () => {
  expect(labelPlaces([{ x: 300, y: 100 }], [{ x: 312, y: 102 }], 700)).toEqual(['left']);
});

test('a name without a free side stands inside the chart all the same', () => {
  const crowd = [-18, -9, 0, 9, 18].flatMap((dy) => [-20, 0, 20].map((dx) => ({ x: 690 + dx, y: 100 + dy })));
  expect(labelPlaces([{ x: 690, y: 100 }], crowd, 700)).toEqual(['left']);
});
