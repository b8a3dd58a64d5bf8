import {
  type DocumentRules,
  inputsIn,
  recomputeIn,
  ruleIn,
} from '../../../src/explain/documents/explain-document.ts';
import { type Leaf, leavesOf, valueAt } from '../../../src/explain/pointer.ts';
import { isSame } from '../recomputation.fixture.ts';

/** Every leaf with a formula that does not come out again from its inputs in the document; and how many do. */
export function faultsIn(document: unknown, rules: DocumentRules) {
  const faults: string[] = [];
  let recomputed = 0;
  for (const { pointer, value } of leavesOf(document)) {
    const { rule } = ruleIn(document, rules, pointer);
    if (rule.recompute === undefined) continue;
    const inputs = inputsIn(document, rules, pointer).map((p) => valueAt(document, p) as Leaf);
    const again = recomputeIn(document, rules, pointer, inputs);
    if (isSame(value, again)) recomputed++;
    else faults.push(`${pointer}: ${JSON.stringify(value)}, again ${JSON.stringify(again)}`);
  }
  return { faults, recomputed };
}
