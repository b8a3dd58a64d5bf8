import type { Decision } from '../../../decision/document/decision.ts';
import type { AppendResult } from '../../../decision/ledger/ledger.ts';
import type { Stability } from '../../../decision/stability.ts';
import { factorsNamed } from '../../../report/page/factor-names.ts';
import { implementationText } from './orders.ts';
import { problemText } from '../layout/problem.ts';
import { regimeText } from '../regimes/regime.ts';
import { stabilityText } from './stability.ts';
import { weightsText } from './weights.ts';

/** A run on one screen: the call, the weights, the problems, and the files written. */
export function runText(
  decision: Decision,
  { kind, entry }: AppendResult,
  {
    files,
    voteThreshold,
    stability,
  }: {
    readonly files: readonly string[];
    readonly voteThreshold: number;
    readonly stability: Stability;
  },
): string {
  const { regime, signals, allocation, simulated, problems } = decision;
  // The text of the call has its own problems.
  const further = problems.filter((p) => !regime.problems.includes(p));
  const recorded =
    kind === 'recorded'
      ? `Recorded in the ledger as entry ${entry.seq}`
      : `Already recorded in the ledger as entry ${entry.seq}, byte for byte`;
  const parts = [
    regimeText(regime, signals, { simulated, explain: false, voteThreshold }).trimEnd(),
    weightsText(allocation),
    allocation.bindingConstraints.map(factorsNamed).join('\n'),
    implementationText(decision),
    ...further.map(problemText),
    // One month has nothing to compare with.
    stability.months > 1 ? stabilityText(stability) : '',
    `${recorded}; entry hash ${entry.hash}`,
    files.map((file) => `  ${file}`).join('\n'),
  ];
  return `${parts.filter((p) => p !== '').join('\n\n')}\n`;
}
