import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const urlOf = (path: string) => JSON.stringify(pathToFileURL(join(__dirname, path)).href);

/** Squares of numbers that are made when they are taken. Worker threads load compiled code, so it runs in a process of its own. */
const PROGRAM = `
  import { inline, threads } from ${urlOf('../../dist/src/parallel/executor.js')};
  import run from ${urlOf('square.fixture.mjs')};
  const square = { run, worker: new URL(${urlOf('square.fixture.mjs')}) };
  const numbers = (length, taken = 0) => ({
    length,
    *[Symbol.iterator]() { while (taken < length) yield taken++; },
    taken: () => taken,
  });
  const messageOf = (running) => running.then(() => 'no error', (error) => error.message);
  const seen = [];
  for (const executor of [inline, threads(2)]) {
    const chunks = numbers(60);
    let [came, open] = [0, 0];
    const onResult = () => { open = Math.max(open, chunks.taken() - came++); };
    const results = await executor.run(square, chunks, { onResult });
    const refused = numbers(60);
    const stop = new AbortController();
    seen.push({
      results, came, open,
      ofChunk: await messageOf(executor.run(square, [1, -2, 3])),
      ofReceiver: await messageOf(executor.run(square, refused, { onResult: () => { throw new Error('enough'); } })),
      takenThen: refused.taken(),
      onStop: await messageOf(executor.run(square, numbers(60), {
        signal: stop.signal, onResult: () => stop.abort(new Error('stopped by Ctrl-C')),
      })),
    });
  }
  process.stdout.write(JSON.stringify(seen));`;

interface Seen {
  readonly results: readonly number[];
  readonly came: number;
  /** Most chunks that were taken and whose result had not come. */
  readonly open: number;
  readonly ofChunk: string;
  readonly ofReceiver: string;
  readonly takenThen: number;
  readonly onStop: string;
}

const out = execFileSync(process.execPath, ['--input-type=module', '--eval', PROGRAM], { encoding: 'utf8' });
const [here, onThreads] = JSON.parse(out) as [Seen, Seen];

describe.each([
  ['in this thread', here, 1],
  ['on two threads', onThreads, 4],
])('%s', (_, seen, mostOpen) => {
  test('chunks are taken as they are needed, and their results come in the order of the chunks', () => {
    expect(seen.results).toEqual(Array.from({ length: 60 }, (__, x) => x * x));
    expect(seen.came).toBe(60);
    expect(seen.open).toBeLessThanOrEqual(mostOpen);
  });

  test('the first error stops the work, whether of a chunk or of who receives a result', () => {
    expect(seen.ofChunk).toBe('-2 is below 0');
    expect(seen.ofReceiver).toBe('enough');
    expect(seen.takenThen).toBeLessThan(60);
  });

  test('work that is stopped ends with the reason', () => {
    expect(seen.onStop).toBe('stopped by Ctrl-C');
  });
});
