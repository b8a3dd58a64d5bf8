import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { dirname, join, relative } from 'node:path';
import type { Readable } from 'node:stream';
import { transformSync } from '@swc/core';

const ROOT = join(__dirname, '../..');

/**
 * Compiles `src/market` with the modules it imports into a folder, and adds a program that `node` can run in a separate
 * process, to be killed or to hold a lock. The program imports from `./market`.
 */
export function compiledMarket(folder: string, program: string): string {
  for (const room of ['format', 'math', 'market'])
    for (const entry of readdirSync(join(ROOT, 'src', room), { recursive: true, withFileTypes: true })) {
      if (!entry.name.endsWith('.ts')) continue;
      const from = join(entry.parentPath, entry.name);
      const to = join(folder, relative(join(ROOT, 'src'), from)).replace(/\.ts$/, '.js');
      const { code } = transformSync(readFileSync(from, 'utf8'), {
        jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
        module: { type: 'commonjs' },
      });
      mkdirSync(dirname(to), { recursive: true });
      writeFileSync(to, code.replace(/require\("(\.[^"]*)\.ts"\)/g, 'require("$1.js")'));
    }
  // Independent of the package that the folder is in.
  writeFileSync(join(folder, 'package.json'), '{"type":"commonjs"}');
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'), 'dir');
  const file = join(folder, 'program.js');
  writeFileSync(file, program);
  return file;
}

export type Child = ChildProcessByStdio<null, Readable, Readable>;

/** Starts such a program. */
export const start = (program: string, ...argv: readonly string[]): Child =>
  spawn(process.execPath, [program, ...argv], { stdio: ['ignore', 'pipe', 'pipe'] });

/** Waits for the first output of a child process; rejects with its standard error if it ends before that. */
export const firstWord = (child: Child): Promise<string> =>
  new Promise((resolve, reject) => {
    let complaint = '';
    child.stderr.on('data', (text: Buffer) => void (complaint += text.toString()));
    child.stdout.once('data', (text: Buffer) => resolve(text.toString()));
    child.once('close', (code) => reject(new Error(`the child ended with ${code}: ${complaint}`)));
  });
