import type { ImportVerification } from '../../../market/store/verify-imports.ts';

/** Faults listed; the rest are counted, and listed in `--json`. */
const SHOWN = 10;

const count = (n: number): string => n.toLocaleString('en-IN');

/** The market rows against the checksums of their imports. */
export function importsText({ imports, rows, faults, withoutChecksum }: ImportVerification): string {
  const lines = faults
    .slice(0, SHOWN)
    .map(({ import: id, file, message }) => `  import ${id}${file === '' ? '' : ` (${file})`}: ${message}`);
  if (faults.length > SHOWN) lines.push(`  … ${count(faults.length - SHOWN)} more; --json lists all`);
  const found =
    faults.length > 0
      ? `The market data were changed since they were imported:\n${lines.join('\n')}\nGo back to a copy of the store, or import the files again into a new one.\n`
      : '';
  const unchecked =
    withoutChecksum.length > 0
      ? `${count(withoutChecksum.length)} of ${count(imports)} imports were made by a version that kept no checksums; they cannot be verified. Import the files again into a new store.\n`
      : '';
  return (
    found + unchecked ||
    `All ${count(rows)} market rows of ${count(imports)} imports are as they were imported.\n`
  );
}
