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
 * What a program of the test folder writes to standard output when run by `node` in a process of its own. Jest's
 * sandbox makes loops over numbers several times slower, which a test of millions of them cannot afford.
 *
 * @param rooms folders that the program needs, from the root of the project.
 */
export function runCompiled(rooms: readonly string[], program: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'trrm-compiled-'));
  try {
    for (const room of rooms)
      for (const name of readdirSync(join(ROOT, room), { recursive: true, encoding: 'utf8' }))
        if (name.endsWith('.ts') && !name.endsWith('.d.ts')) compile(folder, join(room, name));
    compile(folder, program);
    // Whatever stands in the folders above, these files are CommonJS.
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
