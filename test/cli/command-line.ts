import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { main } from '../../src/cli/main.ts';
import { day } from '../../src/market/day.ts';

export interface Outcome {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs one command line in this process, on a fixed day, and keeps what it prints. */
export async function trrm(...argv: readonly string[]): Promise<Outcome> {
  let out = '';
  let err = '';
  const code = await main(argv, {
    out: (text) => void (out += text),
    err: (text) => void (err += text),
    interactive: false,
    today: () => day('2026-01-05'),
  });
  return { code, out, err };
}

/** The JSON of a command that must succeed with nothing but JSON on standard output. */
export async function trrmJson<T>(...argv: readonly string[]): Promise<T> {
  const { code, out, err } = await trrm(...argv, '--json', '--quiet');
  if (code !== 0) throw new Error(`trrm ${argv.join(' ')} exited ${code}: ${err}`);
  return JSON.parse(out) as T;
}

export const tempFolder = (): string => mkdtempSync(join(tmpdir(), 'trrm-cli-'));
export const removeFolder = (folder: string): void => rmSync(folder, { recursive: true, force: true });
