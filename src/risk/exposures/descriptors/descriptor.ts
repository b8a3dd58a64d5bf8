import type { Accounts } from '../../../market/stocks/companies/accounts.ts';
import type { Style } from '../../factors.ts';
import type { MarketMeasures } from '../market-measures.ts';
import type { YearsRule } from '../annual-figures.ts';

interface Named {
  /** Kebab-case, unique among all descriptors. */
  readonly name: string;
  /** −1 where more of the quantity means less of the style. */
  readonly sign: 1 | -1;
}

/** One measurable input of a style, a number an issuer; NaN where it cannot be said. */
export type Descriptor =
  /** From prices, volumes and shares: measured anew each session. */
  | (Named & {
      readonly kind: 'market';
      readonly measure: (market: MarketMeasures, out: Float64Array) => void;
    })
  /** From accounts alone: measured when a statement becomes known, and kept. */
  | (Named & {
      readonly kind: 'accounts';
      readonly figure: (accounts: Accounts, rule: YearsRule) => number;
      /** True where the figure has no meaning for banks and other financials, for whom it is missing. */
      readonly notForFinancials?: true;
    })
  /** A figure of the accounts set against the market each session. */
  | (Named & {
      readonly kind: 'priced';
      readonly figure: (accounts: Accounts, rule: YearsRule) => number;
      readonly notForFinancials?: true;
      readonly measure: (figures: Float64Array, market: MarketMeasures, out: Float64Array) => void;
    });

/** A style: its descriptors, each put to scale, averaged where there are several, and put to scale again. */
export interface StyleDefinition {
  readonly style: Style;
  readonly descriptors: readonly Descriptor[];
  /** A style that is taken out of this one before it is put to scale. */
  readonly orthogonalTo?: Style;
}
