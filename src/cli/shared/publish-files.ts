import { mkdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { cannotWrite, writeRefused } from './cannot-write.ts';

/**
 * Writes files under temporary names, runs `record`, and only then renames them: a reader finds the old files or the
 * new ones, never partial ones, and no new file whose recording failed.
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
  prepare(
    folder,
    staged.map(({ final }) => final),
  );
  try {
    for (const { temporary, text } of staged) write(folder, temporary, text);
    const result = await record(staged.map(({ final }) => final));
    for (const { temporary, final } of staged) renameSync(temporary, final);
    return result;
  } finally {
    for (const { temporary } of staged) rmSync(temporary, { force: true });
  }
}

/** Creates the folder, and checks that no folder has the name of one of the files. */
function prepare(folder: string, files: readonly string[]): void {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    throw cannotWrite(folder, error);
  }
  const taken = files.find((file) => statSync(file, { throwIfNoEntry: false })?.isDirectory());
  if (taken !== undefined) throw writeRefused(folder, `${basename(taken)} is a folder`);
}

function write(folder: string, file: string, text: string): void {
  try {
    writeFileSync(file, text);
  } catch (error) {
    throw cannotWrite(folder, error);
  }
}
