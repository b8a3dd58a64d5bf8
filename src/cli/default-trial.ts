import { day } from '../market/day.ts';

/** How evidence is gathered when nothing else is asked for. */
export const DEFAULT_TRIAL = {
  from: day('2000-01-01'),
  /** About as many variants of the default rules were tried on this history before they were chosen. */
  variants: 170,
  draws: 500,
  seed: 1,
  /** Charges, taxes and impact of one switch, as a fraction: a round figure of ours, not a quotation. */
  cost: 0.002,
} as const;
