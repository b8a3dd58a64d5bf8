import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { userError } from '../market/problem.ts';

/**
 * Writes files beside their final names, does `record`, and only then gives them those names: a reader meets the
 * old files or the new ones, never halves, and no new file stands there whose recording failed.
 */
export async function publishFiles<T>(
  folder: string,
  contents: Readonly<Record<string, string>>,
  record: (files: readonly string[]) => Promise<T>,
): Promise<T> {
  const staged = Object.entries(contents).map(([name, text]) => ({
    final: join(folder, name),
    temporary: join(folder, `.${name}.${process.pid}.tmp`),
    text,
  }));
  for (const { temporary, text } of staged) write(folder, temporary, text);
  try {
    const result = await record(staged.map(({ final }) => final));
    for (const { temporary, final } of staged) renameSync(temporary, final);
    return result;
  } finally {
    for (const { temporary } of staged) rmSync(temporary, { force: true });
  }
}

function write(folder: string, file: string, text: string): void {
  try {
    mkdirSync(folder, { recursive: true });
    writeFileSync(file, text);
  } catch (error) {
    throw userError(
      'cannot-write',
      folder,
      `cannot be written to: ${(error as Error).message}.`,
      'Name another folder with --out.',
    );
  }
}
