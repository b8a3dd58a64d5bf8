import type { Industry, Style } from '../../src/risk/factors.ts';
import type { SleeveId, Weights } from '../positions.ts';

/** What INEC-1 says of an allocation, sleeve by sleeve and share by share. Plain figures, as a decision keeps them. */
export interface Scored {
  /** The model's session, ISO. */
  readonly day: string;
  /** Shares in the market portfolio that sleeves are measured against. */
  readonly marketNames: number;
  /** Sleeves that hold shares, in reading order. */
  readonly sleeves: readonly SleeveScore[];
  /** Of daily returns, by the model; rows and columns in the order of `sleeves`. */
  readonly correlations: readonly (readonly number[])[];
  readonly styles: readonly StyleLine[];
  readonly industries: readonly IndustryLine[];
  /** Limits that could not all be kept, and how far they gave way. Empty as a rule. */
  readonly relaxed: readonly Relaxation[];
  /** The portfolio share by share, by weight after; the rest is the strategic part. */
  readonly shares: readonly ShareLine[];
}

/** A sleeve as the regime sees it. */
export interface SleeveScore {
  readonly id: SleeveId;
  readonly names: number;
  /** Weight of its shares that INEC-1 covers; the other figures are of these, scaled up. */
  readonly coverage: number;
  /** Exposure to each style less the market's, in standard deviations. */
  readonly exposures: Readonly<Record<Style, number>>;
  /** Σ target × exposure over the styles. */
  readonly alignment: number;
  /** Share of its variance that is neither market nor wanted styles; below 0 where these would be riskier alone. */
  readonly offTarget: number;
  /** `alignment` less the rule book's penalty for `offTarget`. */
  readonly score: number;
  /** What the score is taken to mean: percent a year beyond the market, by the rule book's information ratio. */
  readonly expected: number;
  /** Share of its active style variance that is wanted; null where it has none. */
  readonly purity: number | null;
  /** Percent a year. */
  readonly volatility: number;
  /** To the market portfolio. */
  readonly beta: number;
  /** Against the market portfolio, percent a year. */
  readonly trackingError: number;
}

/** The portfolio's exposure to a style less the market's, in standard deviations. */
export interface StyleLine {
  readonly style: Style;
  /** The regime's target. */
  readonly wanted: number;
  /** Null where it is not known of what is held. */
  readonly drifted: number | null;
  readonly after: number;
}

/** The weight of an industry, fractions of the portfolio and of the market portfolio. */
export interface IndustryLine {
  readonly industry: Industry;
  readonly market: number;
  /** Null where it is not known of what is held. */
  readonly drifted: number | null;
  readonly after: number;
}

/** The limits that may give way, in the order in which they do. */
export const RELAXABLE = ['turnover', 'industry', 'beta'] as const;
export type Relaxable = (typeof RELAXABLE)[number];

/** A limit that gave way. Turnover and industry as fractions of the portfolio, beta as an exposure's distance from its band. */
export interface Relaxation {
  readonly limit: Relaxable;
  readonly from: number;
  readonly to: number;
}

/** A share in the portfolio, through all sleeves that hold it. */
export interface ShareLine {
  readonly isin: string;
  readonly symbol: string;
  readonly name: string;
  readonly industry: Industry;
  /** Fractions of the portfolio; `market`: of the market portfolio. */
  readonly drifted: number;
  readonly after: number;
  readonly market: number;
  /** `after` by sleeve. */
  readonly from: Weights;
}
