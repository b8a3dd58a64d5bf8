import { readJsonTable } from '../decoding/json-table.ts';
import { parquetRows } from '../decoding/parquet-rows.ts';
import type { RawRow } from '../decoding/raw-row.ts';
import { forEachTextRow, type TextShape } from '../decoding/text-rows.ts';
import type { DetectedFile } from './detect-format.ts';

/**
 * Calls `row` for each row of a file below its header, in file order.
 *
 * @param onBytes receives the file's raw bytes.
 */
export async function forEachRawRow(
  { file, format, container, header, headerAt, kept }: DetectedFile,
  about: string,
  onBytes: (bytes: Buffer) => void,
  row: (raw: RawRow) => void,
): Promise<void> {
  if (container === 'parquet') {
    for await (const batch of parquetRows(file.path, about, onBytes)) batch.forEach((raw) => row(raw));
    return;
  }
  if (container === 'json') {
    (await readJsonTable(file.path, about, onBytes)).rows.forEach((raw) => row(raw));
    return;
  }
  const shape: TextShape = {
    headerAt,
    columns: kept?.columns ?? header.length,
    kept: kept?.positions ?? null,
    separator: format.separator ?? ',',
    cellsMayBreak: format.cellsMayBreak === true,
  };
  await forEachTextRow(file.path, about, shape, onBytes, row);
}
