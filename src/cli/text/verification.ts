import type { StoreVerification } from '../../decision/verify-store.ts';
import { importsText } from './import-verification.ts';
import { verificationText } from './ledger.ts';
import { problemText } from './problem.ts';

/** What comparing the kept data with their checksums found. */
export function storeVerificationText({ imports, ledger, models }: StoreVerification): string {
  const kept =
    models.length === 0
      ? 'The kept risk model and sleeves are unchanged.'
      : models.map(problemText).join('\n');
  return `Verification\n${importsText(imports)}${verificationText(ledger)}${kept}\n`;
}
