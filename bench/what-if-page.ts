import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import type { Bench } from './bench.ts';
import { demoStore } from './demo-store.ts';

// Relative to dist/bench.
const trrm = fileURLToPath(new URL('../../bin/trrm.mjs', import.meta.url));
const MOVES = 200;

let demo: Awaited<ReturnType<typeof demoStore>>;
let out: string;
let server: ChildProcess;
let address: string;
let token: string;
let startCpu: number;
let worst: string[] = [];

/** CPU time of the server so far, in milliseconds, and its memory in MB; null where the system has no /proc. */
function usage(): { readonly cpu: number; readonly memory: number } | null {
  try {
    const fields = readFileSync(`/proc/${server.pid}/stat`, 'utf8').split(') ')[1]!.split(' ');
    // User and system time, in ticks of 10 ms.
    const cpu = (Number(fields[11]) + Number(fields[12])) * 10;
    const memory = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${server.pid}/status`, 'utf8'));
    return { cpu, memory: Number(memory?.[1]) / 1024 };
  } catch {
    return null;
  }
}

const ask = async (path: string): Promise<string> => {
  const answer = await fetch(`${address}${path}`, { headers: { Authorization: `Bearer ${token}` } });
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return answer.text();
};

/** Two hundred moves of a slider, one after the other, beside two other scenarios. */
async function moveSlider(): Promise<void> {
  const before = usage();
  const times: number[] = [];
  for (let i = 0; i < MOVES; i++) {
    const start = performance.now();
    await ask(`/api/consequences?a=us-vix=${(12 + i / 5).toFixed(2)}&b=regime=bullish&c=gsec=%2B50bp`);
    times.push(performance.now() - start);
  }
  const after = usage();
  times.sort((x, y) => x - y);
  const each = before && after ? `, ${((after.cpu - before.cpu) / MOVES).toFixed(1)} ms CPU each` : '';
  worst.push(`p95 ${times[Math.floor(0.95 * MOVES)]!.toFixed(1)} ms${each}`);
}

export const benches: Bench[] = [
  {
    name: 'trrm serve: 200 moves of a slider, 500 stocks, three scenarios',
    goal: 'p95 ≤ 100 ms and ≤ 50 ms CPU each; start ≤ 6 s CPU; ≤ 350 MB; page ≤ 60 kB gzip',
    async setup() {
      demo = await demoStore(undefined, { stocks: 500 });
      out = mkdtempSync(join(tmpdir(), 'trrm-bench-out-'));
      // Builds the risk model and the sleeves.
      execFileSync(process.execPath, [trrm, 'run', '--store', demo.file, '--out', out, '--quiet']);
      server = spawn(process.execPath, [trrm, 'serve', '--store', demo.file, '--quiet']);
      const line = await new Promise<string>((resolve, reject) => {
        server.stdout!.once('data', (chunk) => resolve(String(chunk).trim()));
        server.once('exit', () => reject(new Error('trrm serve ended')));
      });
      [address, token] = line.split('/#t=') as [string, string];
      startCpu = usage()?.cpu ?? Number.NaN;
      worst = [];
    },
    run: moveSlider,
    detail: () =>
      `${worst.at(-1)}; start ${(startCpu / 1000).toFixed(1)} s CPU; peak ${usage()?.memory.toFixed(0) ?? 'not known'} MB`,
    teardown() {
      server.kill();
      demo.remove();
      rmSync(out, { recursive: true, force: true });
    },
  },
  {
    name: 'trrm serve: the page as it is sent, compressed',
    goal: '≤ 60 kB',
    async setup() {
      demo = await demoStore();
      server = spawn(process.execPath, [trrm, 'serve', '--store', demo.file, '--quiet']);
      const line = await new Promise<string>((resolve) =>
        server.stdout!.once('data', (chunk) => resolve(String(chunk).trim())),
      );
      [address, token] = line.split('/#t=') as [string, string];
    },
    async run() {
      const shell = await ask('/');
      const parts = [...shell.matchAll(/(?:href|src)="(\/assets\/[^"]+)"/g)].map((m) => m[1]!);
      // The modules that the first one imports, in turn.
      for (const path of parts)
        for (const [, name] of (path.endsWith('.js') ? await ask(path) : '').matchAll(/from '(\.[^']+)'/g)) {
          const { pathname } = new URL(name!, `http://x${path}`);
          if (!parts.includes(pathname)) parts.push(pathname);
        }
      const texts = [shell, await ask('/api/month?a=us-vix=45'), ...(await Promise.all(parts.map(ask)))];
      const bytes = texts.reduce((sum, text) => sum + gzipSync(text).length, 0);
      worst = [`${(bytes / 1000).toFixed(1)} kB in ${texts.length} answers`];
    },
    detail: () => worst.at(-1)!,
    teardown() {
      server.kill();
      demo.remove();
    },
  },
];
