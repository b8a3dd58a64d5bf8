import type { Accounts } from '../../../market/stocks/companies/accounts.ts';
import type { Style } from '../../factors.ts';
import type { MarketMeasures } from '../market-measures.ts';
import type { YearsRule } from '../annual-figures.ts';

interface Named {
  /** Kebab-case, unique among all descriptors. */
  readonly name: string;
  /** −1 if a larger value means a lower exposure to the style. */
  readonly sign: 1 | -1;
}

/** One measurable input of a style: a number per issuer, NaN if it cannot be computed. */
export type Descriptor =
  /** From prices, volumes and shares outstanding; computed every session. */
  | (Named & {
      readonly kind: 'market';
      readonly measure: (market: MarketMeasures, out: Float64Array) => void;
    })
  /** From accounts alone; computed when a statement becomes known, and stored. */
  | (Named & {
      readonly kind: 'accounts';
      readonly figure: (accounts: Accounts, rule: YearsRule) => number;
      /** True if the ratio is not meaningful for banks and other financials, for whom it is missing. */
      readonly notForFinancials?: true;
    })
  /** An accounting figure relative to a market price; computed every session. */
  | (Named & {
      readonly kind: 'priced';
      readonly figure: (accounts: Accounts, rule: YearsRule) => number;
      readonly notForFinancials?: true;
      readonly measure: (figures: Float64Array, market: MarketMeasures, out: Float64Array) => void;
    });

/**
 * A style: the average of its standardised descriptors, standardised again; a single descriptor is only winsorised
 * first.
 */
export interface StyleDefinition {
  readonly style: Style;
  readonly descriptors: readonly Descriptor[];
  /** The style to which this one is orthogonalised before standardisation. */
  readonly orthogonalTo?: Style;
}
