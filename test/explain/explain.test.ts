import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ExplainedDecision, explainedDecision } from '../../src/explain/explained-decision.ts';
import { explainFigure, inputsOf, recompute, recomputeTree } from '../../src/explain/explain.ts';
import type { Evidence, Explanation } from '../../src/explain/explanation.ts';
import { findFigure } from '../../src/explain/find-figure.ts';
import { type Leaf, leavesOf, valueAt } from '../../src/explain/pointer.ts';
import { modelsBesideStore } from '../../src/decision/stocks/model-build-options.ts';
import { day } from '../../src/market/day.ts';
import type { SeriesKey } from '../../src/market/series.ts';
import { openStore, type Store } from '../../src/market/store/store.ts';
import { randomStream } from '../../src/math/random/random.ts';
import { removeFolder, tempFolder, trrm, trrmJson } from '../cli/command-line.ts';
import { smallDemo } from '../demo.fixture.ts';
import { recomputationFaults } from './recomputation.fixture.ts';

let folder: string;
let store: Store;
let explained: ExplainedDecision;
const file = () => join(folder, 'decision.json');

beforeAll(async () => {
  folder = tempFolder();
  await smallDemo(folder, '2019-04-01');
  store = await openStore(join(folder, 'market.duckdb'), { mode: 'read' });
  explained = await explainedDecision(store, readFileSync(file(), 'utf8'), file(), {
    cache: { ...modelsBesideStore(store.file), writable: false },
    progress: () => {},
  });
});

afterAll(async () => {
  await store.close();
  removeFolder(folder);
});

test('every leaf of a decision comes out again from its inputs, by the rule that explains it', () => {
  expect(recomputationFaults(explained.made)).toEqual([]);
});

test('a rule fails on inputs that are not those of the document', () => {
  const { made } = explained;
  const inputs = inputsOf(made, '/regime/score').map((p) => valueAt(made.decision, p) as Leaf);
  const wrong = inputs.map((x, i) => (i === 0 ? (x as number) + 0.01 : x));
  expect(recompute(made, '/regime/score', inputs)).toBeCloseTo(made.decision.regime.score!, 12);
  expect(recompute(made, '/regime/score', wrong)).toBeCloseTo(made.decision.regime.score! + 0.01, 12);
});

test('trees drawn at random come out again from the bottom', () => {
  const { made } = explained;
  const leaves = leavesOf(made.decision);
  const stream = randomStream(20_250_331);
  const drawn = Array.from({ length: 60 }, () => leaves[Math.floor(stream.uniform() * leaves.length)]!);
  const found = drawn.map(({ pointer }) => [pointer, recomputeTree(made, pointer)]);
  const stated = drawn.map(({ pointer, value }) => [pointer, value]);
  const numbers = (pairs: unknown[][]) =>
    pairs.map(([p, v]) => [p, typeof v === 'number' ? Number(v.toPrecision(9)) : v]);
  expect(numbers(found)).toEqual(numbers(stated));
});

test('no figure is explained by itself', () => {
  const { made } = explained;
  const done = new Set<string>();
  const circles: string[] = [];
  const walk = (pointer: string, above: readonly string[]): void => {
    if (above.includes(pointer)) circles.push([...above, pointer].join(' ← '));
    else if (!done.has(pointer)) {
      for (const input of inputsOf(made, pointer)) walk(input, [...above, pointer]);
      done.add(pointer);
    }
  };
  for (const { pointer } of leavesOf(made.decision)) walk(pointer, []);
  expect(circles).toEqual([]);
});

const rowsOf = ({ rows }: Explanation) =>
  rows.filter((r): r is Extract<Evidence, { kind: 'row' }> => r.kind === 'row');

test('a mean of closes rests on exactly the rows of its window, each with file, line and hash', async () => {
  const feature = await explainFigure(explained, '/signals/0/features/0/value');
  const rows = rowsOf(feature);
  expect(rows).toHaveLength(5);
  expect(rows.reduce((sum, r) => sum + r.value, 0) / 5).toBeCloseTo(feature.value as number, 10);
  for (const { file: name, line, value, sha256: hash } of rows) {
    const bytes = readFileSync(join(folder, 'files', name));
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(hash);
    expect(bytes.toString('utf8').split(/\r?\n/)[line - 1]).toContain(String(value));
  }
});

test('every row of a window is the value that the run saw on that day', async () => {
  const { market, orderInput } = explained.made.run;
  const view = market.view(orderInput.view.asOf);
  for (const { pointer } of leavesOf(explained.made.decision).filter((l) =>
    l.pointer.startsWith('/signals/'),
  )) {
    for (const { series, day: on, value } of rowsOf(await explainFigure(explained, pointer, { depth: 0 }))) {
      const column = view.column(series as SeriesKey);
      expect(column.value[column.observedOn.indexOf(day(on))]).toBe(value);
    }
  }
});

test('a tree is cut at its depth, and counts what it leaves out', async () => {
  const shallow = await explainFigure(explained, '/regime/score', { depth: 0 });
  const deep = await explainFigure(explained, '/regime/score', { depth: 6 });
  expect(shallow.inputs).toEqual([]);
  expect(shallow.inputsLeftOut).toBe(deep.inputs.length);
  const kinds = new Set<string>();
  const walk = (node: Explanation): void => {
    if (node.inputs.length === 0)
      kinds.add(node.rows.length + node.parameters.length > 0 ? 'rests on rows' : node.origin);
    node.inputs.forEach(walk);
  };
  walk(deep);
  expect([...kinds]).toEqual(['rests on rows']);
});

test('figures are found by pointer, by the names of list entries, and by short names', () => {
  const { decision } = explained.made;
  const at = (asked: string) => findFigure(decision, asked);
  expect(at('score')).toEqual({ kind: 'figure', pointer: '/regime/score' });
  expect(at('/signals/india-vix/score')).toEqual({ kind: 'figure', pointer: '/signals/1/score' });
  expect(at('weight:quality')).toEqual({ kind: 'figure', pointer: '/allocation/final/quality' });
  expect(at('/regime/bands')).toMatchObject({
    kind: 'group',
    members: expect.arrayContaining(['/regime/bands/enterBullish']),
  });
});

test('a wrong pointer or name is answered with those spelled most like it', () => {
  const { decision } = explained.made;
  const near = (asked: string) => {
    const found = findFigure(decision, asked);
    return found.kind === 'unknown' ? found.near : [];
  };
  expect(near('/regime/scor')[0]).toBe('/regime/score');
  expect(near('weight:qualty')).toContain('weight:quality');
  expect(near('signal:us-vxi')).toContain('signal:us-vix');
});

test('trrm explain prints the tree within 110 columns, and as JSON the same tree', async () => {
  const options = ['--store', join(folder, 'market.duckdb')];
  const { code, out } = await trrm('explain', file(), 'score', ...options);
  expect(code).toBe(0);
  expect(Math.max(...out.split('\n').map((line) => line.length))).toBeLessThanOrEqual(110);
  expect(out).toContain('= Σ wᵢ sᵢ');
  const { explanation } = await trrmJson<{ explanation: Explanation }>(
    'explain',
    file(),
    'score',
    ...options,
  );
  expect(explanation).toEqual(await explainFigure(explained, '/regime/score'));
});

test('trrm explain refuses an unknown figure with near matches, and a decision that the ledger does not have', async () => {
  const options = ['--store', join(folder, 'market.duckdb')];
  const unknown = await trrm('explain', file(), 'scroe', ...options);
  expect(unknown).toMatchObject({ code: 1, err: expect.stringContaining('Did you mean') });
  const changed = join(folder, 'changed.json');
  writeFileSync(changed, `${readFileSync(file(), 'utf8')} `);
  const foreign = await trrm('explain', changed, 'score', ...options);
  expect(foreign).toMatchObject({ code: 1, err: expect.stringContaining('is not in the ledger') });
});
