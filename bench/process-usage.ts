import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** What a process used until its end. */
export interface ProcessUsage {
  /** User and system time of all threads, in seconds. */
  readonly cpu: number;
  /** Peak of the resident memory, in MB. */
  readonly memory: number;
}

// Relative to dist/bench.
const trrm = fileURLToPath(new URL('../../bin/trrm.mjs', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'trrm-bench-usage-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
/** Writes what a process used to a file when it ends: Node does not tell this of a child. */
const usageFile = join(folder, 'usage.json');
const usageScript = join(folder, 'usage.cjs');
writeFileSync(
  usageScript,
  `if (require('node:worker_threads').isMainThread)
    process.on('exit', () => require('node:fs').writeFileSync(${JSON.stringify(usageFile)},
      JSON.stringify(process.resourceUsage())));`,
);

/** Runs one command in its own process, as a user runs it. @throws Error where it fails. */
export function runCommand(argv: readonly string[]): ProcessUsage {
  const { status, stderr } = spawnSync(process.execPath, ['--require', usageScript, trrm, ...argv], {
    maxBuffer: 64 * 1024 ** 2,
  });
  if (status !== 0) throw new Error(stderr.toString());
  const usage = JSON.parse(readFileSync(usageFile, 'utf8')) as NodeJS.ResourceUsage;
  return { cpu: (usage.userCPUTime + usage.systemCPUTime) / 1e6, memory: usage.maxRSS / 1024 };
}

/** The usage of several runs, as medians. */
export function usageText(used: readonly ProcessUsage[]): string {
  const median = (of: readonly number[]): number => of.toSorted((a, b) => a - b)[Math.floor(of.length / 2)]!;
  return `${median(used.map((u) => u.cpu)).toFixed(2)} s CPU, ${median(used.map((u) => u.memory)).toFixed(0)} MB`;
}
