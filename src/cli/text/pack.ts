import type { PackEntry } from '../../decision/ledger/entries/attached-entry.ts';
import type { PackVerification } from '../../decision/packs/verify-pack.ts';
import { day, displayDay } from '../../market/day.ts';

/** What was made and sealed. */
export const packText = ({ seq, about, asOf, hash }: PackEntry, files: readonly string[]): string =>
  [
    `Pack of entry ${about}, as of ${displayDay(day(asOf))}, sealed in the ledger as entry ${seq}; entry hash ${hash}`,
    '',
    ...files.map((file) => `  ${file}`),
    '',
    `After the meeting: trrm ledger resolve ${about} --adopted --members NAME …`,
    '',
  ].join('\n');

/** Whether a file is the one that was sealed. */
export function packVerificationText({
  file,
  sha256,
  ledger,
  entry,
  archive,
  difference,
}: PackVerification): string {
  const chain =
    ledger.kind === 'sound'
      ? 'chain sound'
      : `but the ledger is broken at entry ${ledger.entry}: ${ledger.fault}`;
  if (!entry) return `${file} is not sealed (SHA-256 ${sha256}; ${chain}). ${difference}\n`;
  const { name } = entry.files.find((f) => f.sha256 === sha256)!;
  return [
    `${file}: ${name} of the decision in entry ${entry.about}, sealed on ${displayDay(day(entry.recordedOn))} by ${entry.author}, entry ${entry.seq}, ${chain}.`,
    ...archive.map(({ file: kept, message }) => `The copy beside the store, ${kept}, ${message}.`),
    '',
  ].join('\n');
}
