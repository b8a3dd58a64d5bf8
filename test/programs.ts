import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { transformSync } from '@swc/core';
import { ENTRY_POINTS } from './exported-docs.ts';

const ROOT = join(__dirname, '..');
const TSC = join(ROOT, 'node_modules/typescript/bin/tsc');

/** A program of the documentation: TypeScript that imports `trrm` as a user does. */
export interface Program {
  readonly name: string;
  readonly text: string;
}

/** What a program printed; `error` if it failed. */
export interface Outcome {
  readonly output: string;
  readonly error: string | null;
}

/** Makes `folder` a checkout with the build of this one, so that `trrm` can be imported by its name there. */
export function linkPackage(folder: string): void {
  // Compiles only where the sources have changed since `npm test` did.
  execFileSync(process.execPath, [join(ROOT, 'scripts/ready.mjs')]);
  copyFileSync(join(ROOT, 'package.json'), join(folder, 'package.json'));
  for (const part of ['dist', 'node_modules']) symlinkSync(join(ROOT, part), join(folder, part), 'dir');
}

/**
 * Type-checks programs against the declarations of the entry points in the build, as a user's compiler does.
 *
 * @returns the compiler's complaints; empty if there are none.
 */
export function typeErrors(folder: string, programs: readonly Program[]): string {
  const place = join(folder, 'checked');
  mkdirSync(place, { recursive: true });
  for (const { name, text } of programs) writeFileSync(join(place, `${name}.ts`), text);
  const paths = Object.fromEntries(
    Object.entries(ENTRY_POINTS).map(([name, file]) => [
      name,
      [join(ROOT, 'dist', file.replace(/\.ts$/, '.d.ts'))],
    ]),
  );
  writeFileSync(
    join(folder, 'tsconfig.json'),
    JSON.stringify({
      extends: join(ROOT, 'tsconfig.json'),
      compilerOptions: { noEmit: true, rootDir: '/', paths, types: ['node'] },
      include: ['checked', join(ROOT, 'src/*.d.ts')],
    }),
  );
  try {
    execFileSync(process.execPath, [TSC, '-p', folder], { encoding: 'utf8', stdio: 'pipe' });
    return '';
  } catch (error) {
    return (error as { readonly stdout: string }).stdout;
  }
}

/** A program to run, and the folder to run it in. */
export interface ProgramRun extends Program {
  readonly cwd: string;
}

/** Runs programs one after the other in one process, against the package in the folder of `linkPackage`. */
export function runPrograms(folder: string, programs: readonly ProgramRun[]): readonly Outcome[] {
  const place = join(folder, 'programs');
  mkdirSync(place, { recursive: true });
  const files = programs.map(({ name, text }) => {
    const { code } = transformSync(text, {
      jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
      module: { type: 'es6' },
    });
    const file = join(place, `${name}.js`);
    writeFileSync(file, code);
    return pathToFileURL(file).href;
  });
  const driver = join(place, 'run-all.js');
  writeFileSync(driver, DRIVER);
  const list = join(place, 'programs.json');
  writeFileSync(list, JSON.stringify(programs.map(({ cwd }, i) => ({ cwd, file: files[i] }))));
  const printed = execFileSync(process.execPath, [driver, list], { encoding: 'utf8', maxBuffer: 2 ** 26 });
  return JSON.parse(printed) as Outcome[];
}

/** Imports each program in its folder with `console.log` caught, and prints all outcomes as JSON. */
const DRIVER = `
import { readFileSync } from 'node:fs';
import { format } from 'node:util';
const [list] = process.argv.splice(2);
const outcomes = [];
for (const { cwd, file } of JSON.parse(readFileSync(list, 'utf8'))) {
  const lines = [];
  console.log = (...values) => void lines.push(format(...values));
  process.chdir(cwd);
  let error = null;
  try { await import(file); } catch (thrown) { error = String(thrown?.stack ?? thrown); }
  outcomes.push({ output: lines.join('\\n'), error });
}
process.stdout.write(JSON.stringify(outcomes));
`;

/** The TypeScript programs of a page of documentation. */
export const programsOf = (page: string): Program[] =>
  [...readFileSync(join(ROOT, page), 'utf8').matchAll(/```ts\n([^]*?)```/g)].map((m, i) => ({
    name: `${page.replaceAll(/\W+/g, '-')}-${i + 1}`,
    text: m[1]!,
  }));
