import type { PublishedVerification, VerifiedSet } from '../../../decision/publish/verify-published.ts';
import { day, displayDay } from '../../../market/day.ts';

/** Published files against the ledger: a line a set, and a line for each difference. */
export function publishedText({ sets, differences }: PublishedVerification): string {
  const lines = sets.map(setLine);
  if (differences.length === 0) lines.push('Nothing differs.');
  else lines.push(`${differences.length === 1 ? '1 difference' : `${differences.length} differences`}:`);
  return `${[...lines, ...differences.map(({ file, message }) => `  ${file}: ${message}`)].join('\n')}\n`;
}

function setLine({ set, asOf, entry, files, notInLedger }: VerifiedSet): string {
  const dated = asOf === null ? '' : ` as of ${displayDay(day(asOf))}`;
  const count = files === 1 ? '1 file' : `${files} files`;
  const compared =
    set !== 'decision'
      ? 'not recorded in the ledger; compared with its manifest'
      : entry === null
        ? 'not found in the ledger'
        : `compared with ledger entry ${entry}`;
  const unrecorded =
    notInLedger.length === 0
      ? ''
      : ` The ledger has no hash of ${notInLedger.join(', ')}; these were compared with the manifest only.`;
  return `${set}${dated}: ${count}, ${compared}.${unrecorded}`;
}
