import { relaxedConstraintText } from '../decision/allocation/allocation-text.ts';
import type { ScenarioSideModel } from './page-model.ts';

/** The relaxed constraints of a side, then the binding ones, in words. */
export const constraintTexts = ({ allocation }: ScenarioSideModel): string[] => [
  ...(allocation.scores?.relaxedConstraints ?? []).map((r) => `Relaxed: ${relaxedConstraintText(r)}`),
  ...allocation.bindingConstraints,
];
