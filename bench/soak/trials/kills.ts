import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fault, type Outcome } from '../outcome.ts';
import { type RunOptions, trrm } from '../program.ts';
import { leftoversIn, publishedIn, stateOf } from '../state.ts';
import { bad, below, type Finding, good, type Kind, pick } from '../trial.ts';
import { type Market, type Workplace } from '../workplace.ts';

/** A command that changes a store or a folder, as it stands before, after, and how long it takes. */
interface Change {
  readonly argv: (market: Market) => readonly string[];
  readonly before: string;
  readonly after: string;
  readonly publishedBefore: string;
  readonly publishedAfter: string;
  readonly milliseconds: number;
}

const runWith =
  (work: Workplace) =>
  (market: Market): readonly string[] => [
    'run',
    ...market.where,
    '--portfolio',
    work.portfolio,
    '--out',
    market.folder,
    '--quiet',
  ];

const importOf =
  (work: Workplace) =>
  (market: Market): readonly string[] => ['import', work.arrivals, '--store', market.store, '--quiet'];

const changes = new Map<string, Promise<Change>>();

/** What a command does when nothing stops it, measured once. */
function change(work: Workplace, name: string, argv: Change['argv']): Promise<Change> {
  const known = changes.get(name);
  if (known) return known;
  const measured = (async (): Promise<Change> => {
    const market = work.copyOf(work.indices);
    const [before, publishedBefore] = [await stateWithin(market), publishedIn(market.folder)];
    const ran = await trrm(argv(market));
    const wrong = fault(ran);
    if (wrong !== null) throw new Error(wrong);
    const after = await stateWithin(market);
    return {
      argv,
      before,
      after,
      publishedBefore,
      publishedAfter: publishedIn(market.folder),
      milliseconds: ran.milliseconds,
    };
  })();
  changes.set(name, measured);
  return measured;
}

async function stateWithin(market: Market): Promise<string> {
  const found = await stateOf(market);
  if ('broken' in found) throw new Error(found.broken);
  return found.state;
}

/** The store and the folder after a command was stopped, and again after it was run to its end. */
async function judge(market: Market, expected: Change, stopped: Outcome): Promise<Finding> {
  const because = (message: string): Finding =>
    bad(
      'lost',
      `${stopped.command}\n    ended with ${stopped.signal ?? stopped.code}: ${message}\n    ${stopped.err.slice(0, 300)}`,
    );
  const found = await stateOf(market);
  if ('broken' in found) return because(found.broken);
  if (found.state !== expected.before && found.state !== expected.after)
    return because('the store is neither as before nor as after');
  const published = publishedIn(market.folder);
  const isOneSet = published === expected.publishedBefore || published === expected.publishedAfter;
  if (!isOneSet) {
    const verified = (await trrm(['verify', market.folder, '--store', market.store])).code === 1;
    if (!verified) return because('the folder mixes two sets, and nothing says so');
  }
  const again = await trrm(expected.argv(market));
  const wrong = fault(again) ?? (again.code === 0 ? null : again.err);
  if (wrong !== null) return because(`and the same command fails afterwards: ${wrong}`);
  const end = await stateOf(market);
  if ('broken' in end || end.state !== expected.after)
    return because('running it again does not give the same store');
  if (publishedIn(market.folder) !== expected.publishedAfter)
    return because('running it again does not give the same set');
  const left = leftoversIn(market.folder);
  if (left.length > 0) return because(`left behind after running it again: ${left.join(', ')}`);
  return good(
    found.state === expected.after ? 'as after' : isOneSet ? 'as before' : 'as before, set reported',
  );
}

const stopping = (
  name: string,
  argv: (work: Workplace) => Change['argv'],
  options: (expected: Change, random: Parameters<Kind['attempt']>[1]) => RunOptions,
  impossible: () => string | null = () => null,
): Kind => ({
  name,
  impossible,
  attempt: async (work, random) => {
    const expected = await change(work, argv === runWith ? 'run' : 'import', argv(work));
    const market = work.copyOf(work.indices);
    const stopped = await trrm(expected.argv(market), options(expected, random));
    return [await judge(market, expected, stopped)];
  },
});

/** Most of them kills, some polite. */
const SIGNALS = ['SIGKILL', 'SIGKILL', 'SIGKILL', 'SIGTERM', 'SIGINT'] as const;

const atRandom = (expected: Change, random: Parameters<Kind['attempt']>[1]): RunOptions => ({
  stop: { after: below(random, 1.1 * expected.milliseconds), signal: pick(random, SIGNALS) },
});

const CALLS = [
  'rename',
  'write',
  'pwrite64',
  'fsync',
  'fdatasync',
  'openat',
  'unlink',
  'ftruncate',
  'mkdir',
  'link',
];
const ERRORS = ['ENOSPC', 'EIO', 'EACCES', 'EROFS', 'EMFILE'];

/** Kills at a system call, or makes it fail. The first calls of `openat` and `write` are those of Node's own start. */
function atCall(_: Change, random: Parameters<Kind['attempt']>[1]): RunOptions {
  const call = pick(random, CALLS);
  const when = 1 + below(random, call === 'openat' ? 400 : call === 'write' || call === 'pwrite64' ? 60 : 6);
  const kills = random.uniform() < 0.5;
  const injected = `${call}:${kills ? 'signal=KILL' : `error=${pick(random, ERRORS)}`}:when=${when}`;
  // A call that the machine lacks makes the tracer itself refuse; `?` passes over it.
  return {
    under: ['strace', '-f', '-qq', '-o', '/dev/null', '-e', `trace=?${call}`, '-e', `inject=?${injected}`],
  };
}

const withoutTracer = (): string | null =>
  (process.env.PATH ?? '').split(':').some((folder) => existsSync(join(folder, 'strace')))
    ? null
    : 'strace is not installed, so no call can be made to fail';

export const killedRuns = stopping('runs killed at random', runWith, atRandom);
export const killedImports = stopping('imports killed at random', importOf, atRandom);
export const runsAtCalls = stopping('runs stopped at a system call', runWith, atCall, withoutTracer);
export const importsAtCalls = stopping('imports stopped at a system call', importOf, atCall, withoutTracer);
