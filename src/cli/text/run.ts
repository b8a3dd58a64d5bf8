import type { Decision } from '../../decision/decision.ts';
import type { Recorded } from '../../decision/ledger.ts';
import { factorsNamed } from '../../report/page/factor-names.ts';
import { carriedOutText } from './orders.ts';
import { problemText } from './import.ts';
import { regimeText } from './regime.ts';
import { weightsText } from './weights.ts';

/** A run on one screen: the call, the weights, what to know, where the files are. */
export function runText(decision: Decision, { kind, entry }: Recorded, files: readonly string[]): string {
  const { regime, allocation, simulated, problems } = decision;
  // What the call itself already says is not said twice.
  const further = problems.filter((p) => !regime.problems.includes(p));
  const recorded =
    kind === 'recorded'
      ? `Recorded in the ledger as entry ${entry.seq}`
      : `Already on record as entry ${entry.seq}, the same to the byte`;
  const parts = [
    regimeText(regime, { simulated }).trimEnd(),
    weightsText(allocation),
    allocation.binding.map(factorsNamed).join('\n'),
    carriedOutText(decision),
    ...further.map(problemText),
    `${recorded}; entry hash ${entry.hash}`,
    files.map((file) => `  ${file}`).join('\n'),
  ];
  return `${parts.filter((p) => p !== '').join('\n\n')}\n`;
}
