import { userError } from '../../market/problem.ts';
import { literal, rowsOf } from '../../market/store/sql.ts';
import { withMemory } from './part-file.ts';

/** @throws UserError where a part does not hold the trials of its chunk, each once. */
export async function checkPart(file: string, trials: readonly number[]): Promise<void> {
  const found = await withMemory((connection) =>
    rowsOf<[number]>(connection, `SELECT trial FROM read_parquet(${literal(file)}) ORDER BY trial`),
  ).catch(() => []);
  if (found.length === trials.length && found.every(([trial], i) => trial === trials[i])) return;
  throw userError(
    'damaged-part',
    file,
    'does not hold the trials of its chunk.',
    'Delete it and run `trrm sweep retry`.',
  );
}
