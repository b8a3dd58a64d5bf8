import type { StoreVerification } from '../../../decision/store/verify-store.ts';
import { importsText } from './import-verification.ts';
import { verificationText } from '../decision/ledger.ts';
import { problemText } from '../layout/problem.ts';

/** The result of comparing the stored data with their checksums. */
export function storeVerificationText({ imports, ledger, models }: StoreVerification): string {
  const kept =
    models.length === 0
      ? 'The cached risk model and sleeves are unchanged.'
      : models.map(problemText).join('\n');
  return `Verification\n${importsText(imports)}${verificationText(ledger)}${kept}\n`;
}
