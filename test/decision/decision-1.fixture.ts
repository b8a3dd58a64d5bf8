import type { Decision } from '../../src/decision/decision.ts';

/** A decision by index as schema `trrm-decision/1` had it: the former names of the fields, the same values. */
export function asSchema1(decision: Decision): object {
  const { opening: drifted, final: after, openingSource: before, ...rest } = decision.allocation;
  const { bindingConstraints: binding, risk, sleeves, ...steps } = rest;
  const { stocks: shares, ...manifest } = decision.manifest;
  return {
    ...decision,
    schema: 'trrm-decision/1',
    allocation: {
      ...steps,
      before,
      drifted,
      after,
      binding,
      risk: { basis: risk.basis, before: risk.opening, after: risk.final },
      sleeves: sleeves.map(({ atBound: boundBy, ...sleeve }) => ({ ...sleeve, boundBy })),
    },
    manifest: { ...manifest, shares },
  };
}
