import { formTerms } from '../decision/hedge/form-terms.ts';
import type { HedgeModel } from '../decision/hedge/hedge-model.ts';
import { noHedgeText, sizingTerms } from '../decision/hedge/sizing-terms.ts';
import { formText } from '../decision/orders/orders-text.ts';

/** The hedge of one side: what it is, and its terms where there is one. */
export function hedgeTerms(hedge: HedgeModel): {
  readonly text: string;
  readonly terms: readonly (readonly [term: string, text: string])[];
} {
  switch (hedge.kind) {
    case 'unavailable':
      return { text: `Not available. ${hedge.reason}`, terms: [] };
    case 'none':
      return { text: noHedgeText(hedge), terms: [] };
    case 'hedged':
      return {
        text: `${formText(hedge.chosen)}. ${hedge.reason}`,
        terms: [...sizingTerms(hedge), ...formTerms(hedge.chosen, hedge.asOf)],
      };
  }
}
