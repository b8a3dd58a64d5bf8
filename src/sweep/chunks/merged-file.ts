import { renameSync, rmSync } from 'node:fs';
import { columnOf, listOf, literal, rowsOf } from '../../market/store/sql.ts';
import type { Chunk } from './chunk.ts';
import { withMemory } from './part-file.ts';

/**
 * Merges the parts of all chunks into one file sorted by trial. The bytes depend on the trials alone: not on how they were cut, where they
 * were run, or in which order they arrived.
 */
export async function mergeParts(
  chunks: readonly Chunk[],
  partOf: (chunk: string) => string,
  file: string,
): Promise<void> {
  const draft = `${file}.new`;
  const spill = `${file}.sorting`;
  // Sorting holds all rows at once, where parts that follow one another are copied a piece at a time.
  const isSorted = chunks.every(({ trials }, i) => i === 0 || chunks[i - 1]!.trials.at(-1)! < trials[0]!);
  const parts = listOf(chunks.map(({ id }) => partOf(id)));
  try {
    await withMemory(async (connection) => {
      await connection.run(`SET temp_directory = ${literal(spill)}`);
      await connection.run(
        `COPY (SELECT * FROM read_parquet(${parts}) ${isSorted ? '' : 'ORDER BY trial'}) TO ${literal(draft)} (FORMAT parquet, COMPRESSION zstd)`,
      );
    });
    renameSync(draft, file);
  } finally {
    rmSync(draft, { force: true });
    rmSync(spill, { recursive: true, force: true });
  }
}

/** The results of trials as the search reads them. */
export interface TrialResults {
  readonly trial: Int32Array;
  readonly id: readonly string[];
  /** Parameters as the trial's JSON object. */
  readonly parameters: readonly string[];
  /** Mean over standard deviation of the monthly returns above the reference. */
  readonly ratio: Float64Array;
  readonly growth: Float64Array;
  readonly maximumDrawdown: Float64Array;
  readonly turnover: Float64Array;
  /** Monthly returns above the reference, one array a trial, views of one buffer. */
  readonly excess: readonly Float64Array[];
}

/** Reads merged results, ascending by trial. */
export function readResults(file: string): Promise<TrialResults> {
  const from = `FROM read_parquet(${literal(file)})`;
  return withMemory(async (connection) => {
    const numbers = async (select: string): Promise<Float64Array> =>
      columnOf(await (await connection.run(`SELECT ${select} ${from}`)).fetchAllChunks(), 0);
    const texts = await rowsOf<[string, string]>(connection, `SELECT id, parameters ${from}`);
    const returns = await numbers('unnest(excess)');
    const months = texts.length === 0 ? 0 : returns.length / texts.length;
    return {
      trial: Int32Array.from(await numbers('trial::DOUBLE')),
      id: texts.map(([id]) => id),
      parameters: texts.map(([, parameters]) => parameters),
      ratio: await numbers('ratio'),
      growth: await numbers('growth'),
      maximumDrawdown: await numbers('maximum_drawdown'),
      turnover: await numbers('turnover'),
      excess: texts.map((_, i) => returns.subarray(i * months, (i + 1) * months)),
    };
  });
}
