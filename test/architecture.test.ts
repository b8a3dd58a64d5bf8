import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

/** The rooms in the order in which numbers flow; each may import from those before it and from itself. */
const FLOW = [
  ['src/math', 'src/format', 'src/parallel'],
  ['src/market'],
  ['signals'],
  ['regimes'],
  ['src/risk', 'src/sleeves', 'src/optimiser', 'src/funds'],
  ['allocations'],
  ['src/rulebook'],
  ['src/validation'],
  ['src/decision'],
  ['src/snapshot'],
  ['src/queue'],
  ['src/book'],
  ['src/backtest'],
  ['src/explain'],
  ['src/whatif'],
  ['src/sweep'],
  ['src/pack'],
  ['src/report'],
  ['src/update'],
  ['fixtures'],
  ['src/web'],
  ['src/cli', 'bench'],
];

/** The library's entry points show the rooms to users; they belong to none. */
const isEntryPoint = (file: string): boolean => file === 'src/index.ts' || file.startsWith('src/library/');

const root = join(__dirname, '..');

const placeOf = (file: string): number =>
  FLOW.findIndex((rooms) => rooms.some((room) => file.startsWith(`${room}/`)));

const roomOf = (file: string): string | undefined => FLOW.flat().find((room) => file.startsWith(`${room}/`));

interface Source {
  readonly file: string;
  readonly text: string;
}

/** Every sentence of a breach: who imports whom against the flow. */
function breaches(sources: readonly Source[]): string[] {
  return sources.flatMap(({ file, text }) => {
    if (isEntryPoint(file)) return [];
    if (placeOf(file) < 0) return [`${file} stands in no room`];
    const imports = [...text.matchAll(/(?:from|import)\s*\(?\s*'(\.[^']+)'/g)].map((m) =>
      join(dirname(file), m[1]!).replaceAll('\\', '/'),
    );
    return imports
      .filter((to) => roomOf(to) !== roomOf(file) && placeOf(to) >= placeOf(file))
      .map((to) => `${file} imports ${to}`)
      .concat(
        roomOf(file) === 'src/report' && imports.includes('src/market/store/store.ts')
          ? [`${file} reads the store; a report takes results only`]
          : [],
      );
  });
}

const sources = ['src', 'signals', 'regimes', 'allocations', 'fixtures', 'bench'].flatMap((room) =>
  readdirSync(join(root, room), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.d.ts'))
    .map((name): Source => {
      const path = join(root, room, name);
      return { file: relative(root, path).replaceAll('\\', '/'), text: readFileSync(path, 'utf8') };
    }),
);

test('every room imports only from the rooms before it', () => {
  expect(sources.length).toBeGreaterThan(40);
  expect(breaches(sources)).toEqual([]);
});

test('a breach is found: in a static import, in a lazy one, in a file outside all rooms', () => {
  expect(breaches([{ file: 'src/math/clip.ts', text: "import { day } from '../market/day.ts';" }])).toEqual([
    'src/math/clip.ts imports src/market/day.ts',
  ]);
  expect(breaches([{ file: 'signals/us-vix.ts', text: "await import('../src/cli/main.ts')" }])).toEqual([
    'signals/us-vix.ts imports src/cli/main.ts',
  ]);
  expect(breaches([{ file: 'src/utils.ts', text: '' }])).toEqual(['src/utils.ts stands in no room']);
  expect(
    breaches([
      {
        file: 'src/report/decision/page.ts',
        text: "import type { Store } from '../../market/store/store.ts';",
      },
    ]),
  ).toEqual(['src/report/decision/page.ts reads the store; a report takes results only']);
});

test('no room has grown a file that holds two ideas', () => {
  const long = sources.filter(({ text }) => text.split('\n').length > 251).map(({ file }) => file);
  expect(long).toEqual([]);
});

/** The packages that a file loads with everything that it imports, lazy imports apart. */
function packagesLoadedBy(start: string): string[] {
  const texts = new Map(sources.map(({ file, text }) => [file, text]));
  const [seen, packages, waiting] = [new Set<string>(), new Set<string>(), [start]];
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (seen.has(file)) continue;
    seen.add(file);
    const statements = texts.get(file)!.matchAll(/^(?:import|export)\s([^;]*?)\sfrom\s'([^']+)';/gm);
    for (const [, names = '', from = ''] of statements) {
      const isOfTypes = /^type\s/.test(names) || /^\{(\s*type\s[^,}]+,?)+\s*\}$/.test(names);
      if (isOfTypes) continue;
      if (from.startsWith('.')) waiting.push(join(dirname(file), from).replaceAll('\\', '/'));
      else if (!from.startsWith('node:')) packages.add(from);
    }
  }
  return [...packages].sort();
}

test('the command line loads what its commands compute with only when it runs one', () => {
  expect(packagesLoadedBy('src/cli/commands/status.ts')).toEqual(['commander']);
  expect(packagesLoadedBy('src/decision/run/monthly-run.ts')).toContain('zod');
  expect(packagesLoadedBy('src/cli/main.ts')).toEqual(['cli-progress', 'commander', 'simple-statistics']);
});
