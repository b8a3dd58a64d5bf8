import { styleText } from 'node:util';
import { randomStream } from '../../src/math/random/random.ts';
import { killedImports, killedRuns, importsAtCalls, runsAtCalls } from './trials/kills.ts';
import { assetTables, marketFiles, portfolios, ruleBooks } from './trials/mutated-inputs.ts';
import { environments, oddPlaces, smallDisks, terminals } from './trials/places.ts';
import { races } from './trials/races.ts';
import { models, published, sleeves, stores } from './trials/tampering.ts';
import { bad, type Finding, type Kind, pick } from './trial.ts';
import { openWorkplace } from './workplace.ts';

// npm run soak -- --minutes N --seed S [--only word]: tries what breaks programs on the built one; exits with 1 if
// anything went against a promise.

const KINDS: readonly Kind[] = [
  marketFiles,
  ruleBooks,
  portfolios,
  assetTables,
  killedRuns,
  killedImports,
  runsAtCalls,
  importsAtCalls,
  stores,
  sleeves,
  models,
  published,
  races,
  smallDisks,
  oddPlaces,
  environments,
  terminals,
];

/** The most bad findings that are printed in full. */
const MOST_SHOWN = 40;

interface Tally {
  /** Number of attempts; one may try many inputs. */
  trials: number;
  tried: number;
  bad: number;
  readonly outcomes: Map<string, number>;
}

function optionOf(name: string, otherwise: string): string {
  const at = process.argv.indexOf(name);
  return at < 0 ? otherwise : (process.argv[at + 1] ?? otherwise);
}

const minutes = Number(optionOf('--minutes', '2'));
const seed = Number(optionOf('--seed', '1'));
const only = optionOf('--only', '');
if (!(minutes > 0) || !Number.isSafeInteger(seed)) {
  process.stderr.write('Usage: npm run soak -- --minutes N --seed S [--only word of a kind]\n');
  process.exit(2);
}

const chosen = KINDS.filter(({ name }) => name.includes(only));
const possible = chosen.filter((kind) => (kind.impossible?.() ?? null) === null);
const tallies = new Map<Kind, Tally>(
  chosen.map((kind) => [kind, { trials: 0, tried: 0, bad: 0, outcomes: new Map() }]),
);
const shown: string[] = [];

function count(kind: Kind, trial: number, findings: readonly Finding[]): void {
  const tally = tallies.get(kind)!;
  for (const { outcome, bad: wrong } of findings) {
    tally.tried++;
    tally.outcomes.set(outcome, (tally.outcomes.get(outcome) ?? 0) + 1);
    if (wrong === null) continue;
    tally.bad++;
    const message = `${kind.name}, seed ${seed}, trial ${trial}: ${wrong}`;
    if (shown.length < MOST_SHOWN) process.stderr.write(`bad: ${message}\n`);
    shown.push(message);
  }
}

const totalOf = (of: 'tried' | 'bad'): string =>
  String([...tallies.values()].reduce((sum, t) => sum + t[of], 0));

process.stderr.write(`Building the markets; then ${minutes} minutes of trials with seed ${seed}\n`);
// The trial that is running comes to its end, and the table is printed.
const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());
const work = await openWorkplace();
try {
  const random = randomStream(seed);
  const order = random.split('order');
  const end = performance.now() + 60_000 * minutes;
  let nextReport = performance.now() + 60_000;
  for (let round = 0; performance.now() < end && !stop.signal.aborted; round++) {
    // Each kind in turn first, so that two minutes try all; then at random.
    const kind = possible[round] ?? pick(order, possible);
    const trial = ++tallies.get(kind)!.trials;
    // A trial depends on the seed, its kind and its number only, so that --only repeats it.
    const findings = await kind
      .attempt(work, random.split(`${kind.name} ${trial}`))
      .catch((error: unknown): Finding[] => [bad('soak failed', String(error))]);
    count(kind, trial, findings);
    work.clear();
    if (performance.now() > nextReport) {
      nextReport += 60_000;
      process.stderr.write(`${totalOf('tried')} tried, ${totalOf('bad')} bad so far\n`);
    }
  }
} finally {
  work.remove();
}

const rows = chosen.map((kind) => {
  const { tried, bad: wrong, outcomes } = tallies.get(kind)!;
  const ended = [...outcomes].sort(([a], [b]) => (a < b ? -1 : 1)).map(([outcome, n]) => `${outcome} ${n}`);
  const reason = kind.impossible?.() ?? null;
  return [kind.name, String(tried), String(wrong), reason ?? ended.join(', ')];
});
const line = ([kind, tried, wrong, ended]: readonly string[]): string =>
  `${kind!.padEnd(36)}${tried!.padStart(7)}${wrong!.padStart(5)}  ${ended}`.trimEnd();
const head = ['Kind', 'Tried', 'Bad', 'How it ended'];
const total = ['Total', totalOf('tried'), totalOf('bad'), ''];
process.stdout.write(`${[head, ...rows, total].map(line).join('\n')}\n`);
if (shown.length > 0) {
  process.stdout.write(
    `\n${styleText('bold', 'Against a promise')}\n${shown.slice(0, MOST_SHOWN).join('\n')}\n`,
  );
  process.exitCode = 1;
}
