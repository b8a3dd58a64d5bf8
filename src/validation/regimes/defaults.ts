import { day } from '../../market/day.ts';

/** How the regime model is validated by default. */
export const DEFAULT_VALIDATION = {
  from: day('2000-01-01'),
  /** About as many variants of the default rules were tried on this history before they were chosen. */
  variantsTried: 170,
  draws: 500,
  seed: 1,
  /** Charges, taxes and impact of one switch, as a fraction (our choice: a round figure, not a quotation). */
  cost: 0.002,
} as const;
