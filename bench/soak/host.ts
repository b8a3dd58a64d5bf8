import { readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { main } from '../../src/cli/main.ts';
import { day } from '../../src/market/day.ts';

// Runs many command lines in one process, one after the other, and prints what each did: starting a process takes longer
// than most commands. `node host.js FILE`, a JSON list of argument lists.

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
