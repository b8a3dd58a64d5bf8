import { readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { type Day, day } from '../../src/market/day.ts';

// Runs many command lines in one process, one after the other, and prints what each did: starting a process takes longer
// than most commands. `node host.js FILE`, a JSON list of argument lists.

/** The command line of the build that this file belongs to, as a program: benches do not import it. */
const { main } = (await import(new URL('../../src/cli/main.js', import.meta.url).href)) as {
  readonly main: (argv: readonly string[], world: World) => Promise<number>;
};

interface World {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  readonly interactive: boolean;
  readonly today: () => Day;
}

const commands = JSON.parse(readFileSync(process.argv[2]!, 'utf8')) as readonly (readonly string[])[];
const today = day(new Date().toISOString().slice(0, 10));
for (const argv of commands) {
  let out = '';
  let err = '';
  const started = performance.now();
  const code = await main(argv, {
    out: (text) => void (out += text),
    err: (text) => void (err += text),
    interactive: false,
    today: () => today,
  });
  process.stdout.write(`${JSON.stringify({ code, out, err, milliseconds: performance.now() - started })}\n`);
}
