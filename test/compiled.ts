import { execFileSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { transformSync } from '@swc/core';

const ROOT = join(__dirname, '..');

/**
 * Runs a program of the test folder with `node` in a separate process. Jest's sandbox slows numerical loops several times,
 * which is too much for a test with millions of iterations.
 *
 * @param folders the folders that the program needs, relative to the project root.
 * @returns what it writes to standard output.
 */
export function runCompiled(folders: readonly string[], program: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'trrm-compiled-'));
  try {
    for (const source of folders)
      for (const name of readdirSync(join(ROOT, source), { recursive: true, encoding: 'utf8' }))
        if (name.endsWith('.ts') && !name.endsWith('.d.ts')) compile(folder, join(source, name));
    compile(folder, program);
    // These files are CommonJS, whatever package.json the parent folders hold.
    writeFileSync(join(folder, 'package.json'), '{"type":"commonjs"}');
    symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'), 'dir');
    const file = join(folder, program.replace(/\.ts$/, '.js'));
    return execFileSync(process.execPath, [file], { encoding: 'utf8', maxBuffer: 2 ** 28 });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function compile(folder: string, name: string): void {
  const { code } = transformSync(readFileSync(join(ROOT, name), 'utf8'), {
    jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
    module: { type: 'commonjs' },
  });
  const to = join(folder, name.replace(/\.ts$/, '.js'));
  mkdirSync(dirname(to), { recursive: true });
  writeFileSync(to, code.replace(/require\("(\.[^"]*)\.ts"\)/g, 'require("$1.js")'));
}
