import type { Decision } from '../../src/decision/document/decision.ts';

/** A decision by index as schema `trrm-decision/1` had it: the former names of the fields, the same values. */
export function asSchema1(decision: Decision): object {
  const { opening, final, openingSource, ...rest } = decision.allocation;
  const { bindingConstraints, risk, sleeves, ...steps } = rest;
  const { stocks, ...manifest } = decision.manifest;
  return {
    ...decision,
    schema: 'trrm-decision/1',
    allocation: {
      ...steps,
      before: openingSource,
      drifted: opening,
      after: final,
      binding: bindingConstraints,
      risk: { basis: risk.basis, before: risk.opening, after: risk.final },
      sleeves: sleeves.map(({ atBound, ...sleeve }) => ({ ...sleeve, boundBy: atBound })),
    },
    manifest: { ...manifest, shares: stocks },
  };
}
