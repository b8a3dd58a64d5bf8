import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { simulateEquities } from '../fixtures/equities/equity-market.ts';
import { writeSimulatedEquities } from '../fixtures/equities/write.ts';
import { simulateMarket } from '../fixtures/simulated-market.ts';
import { writeSimulatedMarket } from '../fixtures/write.ts';
import * as library from '../src/index.ts';
import { removeFolder, tempFolder, trrm } from './cli/command-line.ts';

const folder = tempFolder();
const demo = join(folder, 'demo');
afterAll(() => removeFolder(folder));

/** A small market where the README's example looks for that of the demo. */
beforeAll(async () => {
  const at = (name: string): string => join(demo, name);
  const files = [
    ...(await writeSimulatedMarket(simulateMarket({ from: '2015-04-01' }), at('files'))),
    ...(await writeSimulatedEquities(
      simulateEquities({ issuers: 120, from: '2023-04-03', to: '2025-03-31' }),
      at('shares'),
    )),
  ];
  // A small market is estimated on all of itself: a quarter of it would be fewer shares than factors.
  writeFileSync(at('rules.yaml'), 'risk: { universe: { size: { kind: share, of: 1 } } }\n');
  const on = ['--store', at('market.duckdb'), '--quiet'];
  const rules = ['--rulebook', at('rules.yaml')];
  for (const argv of [
    ['import', ...files, ...on],
    ['risk', 'build', '--model', at('inec1'), ...on, ...rules],
    ['sleeves', 'build', '--sleeves', at('sleeves.json'), ...on, ...rules],
  ]) {
    const { code, err } = await trrm(...argv);
    if (code !== 0) throw new Error(err);
  }
}, 180_000);

/** The TypeScript programs of a page. */
const programsOf = (page: string): string[] =>
  [...readFileSync(join(__dirname, '..', page), 'utf8').matchAll(/```ts\n([^]*?)```/g)].map((m) => m[1]!);

/** Runs a program of the documentation against the small market, and returns what it prints. */
async function printed(example: string): Promise<unknown[][]> {
  const program = example
    .replace(/^import ([^]*?) from 'trrm';$/gm, 'const $1 = library;')
    .replaceAll('.trrm/demo', demo)
    // The only marks of TypeScript in it.
    .replace(/!(?=[.;])/g, '');
  const lines: unknown[][] = [];
  const AsyncFunction = (async () => {}).constructor as new (
    ...of: string[]
  ) => (...given: unknown[]) => Promise<void>;
  await new AsyncFunction('library', 'console', program)(library, {
    log: (...values: unknown[]) => void lines.push(values),
  });
  return lines;
}

const aRegime = [
  expect.stringMatching(/^(bullish|consolidation|bearish)$/),
  expect.any(Number),
  expect.anything(),
];

test('the README’s library example runs and prints a regime', async () => {
  expect(await printed(programsOf('README.md')[0]!)).toEqual([aRegime]);
});

test('the programs of the library reference run and print a regime, a count of months and a risk', async () => {
  const outputs: unknown[][][] = [];
  // One after the other: the store is open to one at a time.
  for (const program of programsOf('docs/reference/library.md')) outputs.push(await printed(program));
  const [regime, rules, risk] = outputs;
  expect(regime).toEqual([aRegime]);
  expect(rules![0]![0]).toBeLessThan(rules![0]![1] as number);
  // Percent a year against the market: something, and less than a market's own.
  expect(risk![0]![0]).toBeGreaterThan(1);
  expect(risk![0]![0]).toBeLessThan(30);
});
