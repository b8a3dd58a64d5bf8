import { z } from 'zod';
import { keyed } from '../keyed.ts';
import { ASSET_CLASSES, type AssetClass, PROFILES, type ProfileId } from './asset-classes.ts';

const ROUNDING = 1e-9;
const fraction = z.number().min(0).max(1);

type Band = readonly [centre: number, low: number, high: number];

const bandOf = ([centre, low, high]: Band) =>
  z
    .strictObject({
      centre: fraction.default(centre),
      low: fraction.default(low),
      high: fraction.default(high),
    })
    .refine((band) => band.low <= band.centre && band.centre <= band.high, 'must have low ≤ centre ≤ high')
    .prefault({});

const text = (x: number): string => String(Number((100 * x).toPrecision(10)));

/** Bands of one profile; they must hold a portfolio. */
const bandsOf = (defaults: Readonly<Record<AssetClass, Band>>) =>
  keyed(ASSET_CLASSES, (id) => bandOf(defaults[id])).superRefine((bands, context) => {
    const sum = (part: 'centre' | 'low' | 'high'): number =>
      ASSET_CLASSES.reduce((total, id) => total + bands[id][part], 0);
    const clash = (message: string): void => context.addIssue({ code: 'custom', message });
    if (Math.abs(sum('centre') - 1) > ROUNDING)
      clash(`centres must sum to 1; they sum to ${text(sum('centre'))} %`);
    if (sum('low') > 1 + ROUNDING)
      clash(`no portfolio meets the lower bounds, which sum to ${text(sum('low'))} %`);
    if (sum('high') < 1 - ROUNDING)
      clash(`no portfolio meets the upper bounds, which sum to ${text(sum('high'))} %`);
  });

/** Centre, lower and upper bound in percent (our choice). */
const DEFAULT_BANDS: Readonly<Record<ProfileId, Readonly<Record<AssetClass, Band>>>> = {
  conservative: percentages([20, 10, 30], [60, 50, 75], [10, 5, 15], [10, 5, 25]),
  'moderately-conservative': percentages([35, 25, 45], [47, 35, 60], [10, 5, 15], [8, 3, 20]),
  balanced: percentages([50, 38, 62], [35, 22, 50], [10, 5, 15], [5, 2, 18]),
  growth: percentages([65, 50, 80], [22, 8, 38], [10, 5, 15], [3, 1, 15]),
  aggressive: percentages([80, 65, 92], [10, 0, 25], [8, 3, 12], [2, 1, 12]),
};

function percentages(...bands: readonly Band[]): Readonly<Record<AssetClass, Band>> {
  return Object.fromEntries(
    ASSET_CLASSES.map((id, i) => [id, bands[i]!.map((percent) => percent / 100) as unknown as Band]),
  ) as Readonly<Record<AssetClass, Band>>;
}

/** The data points of the tactical score. */
export const TACTICAL_POINTS = ['pe', 'nifty-regression', 'nifty-futures', 'fii-flows', 'india-vix'] as const;
export type TacticalPoint = (typeof TACTICAL_POINTS)[number];

/** The section of the rule book on clients: profiles, the tactical place in their bands, and limits on funds. */
export const profileRules = z.strictObject({
  bands: keyed(PROFILES, (id) => bandsOf(DEFAULT_BANDS[id])).describe(
    'Strategic weight of each asset class in each profile: its centre and the bounds within which the market may move it; fractions of the portfolio (our choice)',
  ),
  thresholds: z
    .strictObject({
      'moderately-conservative': z.number().min(0).max(100).default(25),
      balanced: z.number().min(0).max(100).default(45),
      growth: z.number().min(0).max(100).default(60),
      aggressive: z.number().min(0).max(100).default(80),
    })
    .refine(
      (t) => t['moderately-conservative'] < t.balanced && t.balanced < t.growth && t.growth < t.aggressive,
      'must ascend from moderately-conservative to aggressive',
    )
    .prefault({})
    .describe('Points from which a client has each profile; below the first, conservative'),
  contradiction: z
    .number()
    .min(0)
    .max(100)
    .default(40)
    .describe('Difference of ability and willingness to take risk, in points, from which it is reported'),
  answersValidMonths: z
    .int()
    .min(1)
    .max(60)
    .default(12)
    .describe('Months after which the answers of a questionnaire lapse'),
  tactical: z
    .strictObject({
      weights: keyed(TACTICAL_POINTS, () => z.number().min(0).max(1).default(0.2)).describe(
        'Weights of the data points in the tactical score; those without a score are left out',
      ),
      quorum: z
        .int()
        .min(1)
        .max(5)
        .default(3)
        .describe('Data points with a score that a tactical score needs'),
      minimumMove: fraction
        .default(0.025)
        .describe('Smallest move of the equity weight from its centre, as a fraction of the portfolio'),
    })
    .prefault({}),
  funds: z
    .strictObject({
      maximumWeight: fraction
        .default(0.25)
        .describe('Maximum weight of a fund, as a fraction of the portfolio'),
      perCategory: z.int().min(1).max(5).default(2).describe('Maximum number of funds of a category'),
      perHouse: z.int().min(1).max(10).default(2).describe('Maximum number of funds of a fund house'),
      minimumPurchase: z.number().min(0).max(1e7).default(5000).describe('Minimum purchase of a fund, in ₹'),
      riskAversion: z
        .number()
        .min(0.1)
        .max(1000)
        .default(5)
        .describe('Risk aversion λ of the optimisation μ′w − (λ/2)·w′Vw'),
      shrinkToCategory: fraction
        .default(1)
        .describe(
          'How far a fund’s expected return is shrunk to the mean of the chosen funds of its asset class: 1 ignores its own past return',
        ),
    })
    .prefault({}),
});

export type ProfileRules = z.infer<typeof profileRules>;
export const DEFAULT_PROFILE_RULES: ProfileRules = profileRules.parse({});
export type Bands = ProfileRules['bands'][ProfileId];
