import { availableParallelism, cpus } from 'node:os';
import type { Bench } from './bench.ts';
import { benches as accountValues } from './account-values.ts';
import { benches as backtests } from './backtest.ts';
import { benches as books } from './book.ts';
import { benches as challengers } from './challengers.ts';
import { benches as validation } from './validation.ts';
import { benches as funds } from './funds.ts';
import { benches as history } from './history.ts';
import { benches as imports } from './import.ts';
import { benches as optimiser } from './optimiser.ts';
import { benches as risk } from './risk/risk.ts';
import { benches as descriptors } from './risk/descriptors.ts';
import { benches as performances } from './performance.ts';
import { benches as commands } from './commands.ts';
import { benches as whatIfPage } from './what-if-page.ts';
import { benches as simulation } from './simulation.ts';
import { benches as sweeps } from './sweep.ts';
import { benches as sleeves } from './sleeves.ts';

// npm run bench [-- word]: runs each benchmark whose name contains the word several times after a warm-up; prints
// medians.
const RUNS = 5;

const median = (sorted: readonly number[]): number => {
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
};

const duration = (ms: number): string => (ms >= 1000 ? `${(ms / 1000).toFixed(2)} s` : `${ms.toFixed(1)} ms`);

async function measure(bench: Bench): Promise<string> {
  await bench.setup?.();
  try {
    if (!bench.isLong) await bench.run();
    const times: number[] = [];
    for (let i = 0; i < (bench.isLong ? 1 : RUNS); i++) {
      const start = performance.now();
      await bench.run();
      times.push(performance.now() - start);
    }
    times.sort((a, b) => a - b);
    const spread = `${duration(times[0]!)} to ${duration(times.at(-1)!)}`;
    const goal = bench.goal ? `  target ${bench.goal}` : '';
    const detail = bench.detail ? `  ${bench.detail()}` : '';
    return `${bench.name.padEnd(64)} median ${duration(median(times)).padStart(9)}  (${spread})${goal}${detail}`;
  } finally {
    await bench.teardown?.();
  }
}

const word = process.argv[2] ?? '';
// A study, not a timing: npm run bench -- allocator [--seed 1] [--markets 8].
if (word === 'allocator') {
  const { runStudy } = await import('./allocator/study.ts');
  await runStudy(process.argv.slice(3));
  process.exit(0);
}
// So are these: npm run bench -- search [--seeds 100] [--overfitting 20]; -- kills [--runs 20] [--seed 1] [--every 2];
// -- workers [--books 80000] [--rounds 1].
if (word === 'search') {
  const { studySearches } = await import('./search/study.ts');
  studySearches(process.argv.slice(3));
  process.exit();
}
if (word === 'kills') {
  const { studyKills } = await import('./queue/kills.ts');
  await studyKills(process.argv.slice(3));
  process.exit();
}
if (word === 'workers') {
  const { studyWorkers } = await import('./queue/workers.ts');
  await studyWorkers(process.argv.slice(3));
  process.exit();
}
const selected = [
  ...history,
  ...commands,
  ...whatIfPage,
  ...backtests,
  ...accountValues,
  ...books,
  ...validation,
  ...challengers,
  ...imports,
  ...sleeves,
  ...simulation,
  ...sweeps,
  ...funds,
  ...optimiser,
  ...performances,
  ...risk,
  ...descriptors,
].filter((b) => b.name.includes(word));
process.stdout.write(
  `Node ${process.versions.node}, ${availableParallelism()} cores, ${cpus()[0]?.model.trim() ?? 'unknown processor'}; ${RUNS} runs after one warm-up\n\n`,
);
for (const bench of selected) process.stdout.write(`${await measure(bench)}\n`);
