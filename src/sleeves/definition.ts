import { z } from 'zod';
import { characteristic, characteristicName } from './characteristics/characteristic.ts';

/** A sleeve as data: its rules for the six steps of the index engine, each with its source. Users add sleeves in the rule book. */
const sourced = {
  source: z
    .enum(['NSE', 'secondary', 'our choice'])
    .describe(
      'NSE: NSE’s own methodology; secondary: two or more other publications; our choice: not published',
    ),
  note: z.string().trim().min(1).optional().describe('How the rule differs from the published one, or why'),
};

const universe = z
  .strictObject({
    parentIndex: z
      .string()
      .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'must be the id of an index, like nifty-200')
      .optional()
      .describe('Constituents of this index at the cut-off; needs its membership history in the store'),
    ranks: z
      .array(
        z
          .strictObject({
            by: z.enum(['full-cap', 'free-float-cap', 'traded-value']),
            from: z.int().min(1).default(1),
            to: z.int().min(1),
          })
          .refine((r) => r.from <= r.to, { path: ['to'], message: 'must not be below `from`' }),
      )
      .default([]),
    ...sourced,
  })
  .refine((u) => u.parentIndex !== undefined || u.ranks.length > 0, {
    path: ['ranks'],
    message: 'must have at least one rank range unless `parentIndex` names an index',
  })
  .describe('Step 1. Ranks by six-month average, 1 is the largest; a stock must be within all of them');

const eligibility = z
  .array(
    z.discriminatedUnion('kind', [
      z
        .strictObject({ kind: z.literal('traded'), fraction: z.number().positive().max(1), ...sourced })
        .describe('Traded on at least this fraction of the sessions of six months'),
      z
        .strictObject({ kind: z.literal('listed'), sessions: z.int().min(1), ...sourced })
        .describe('First traded at least this many sessions ago'),
      z.strictObject({ kind: z.literal('profitable'), ...sourced }).describe('Twelve-month profit above 0'),
      z
        .strictObject({ kind: z.literal('no-losses'), years: z.int().min(1).max(6), ...sourced })
        .describe('No loss per share in any of the last years'),
      z
        .strictObject({
          kind: z.literal('not-lowest'),
          characteristic,
          fraction: z.number().positive().max(0.9),
          ...sourced,
        })
        .describe('Not in the lowest fraction of the universe by a characteristic'),
    ]),
  )
  .describe('Step 2. Conditions that a stock must meet to be scored');

const parts = z
  .array(z.strictObject({ characteristic, weight: z.number().refine((w) => w !== 0, 'must not be 0') }))
  .min(1)
  .superRefine((all, context) => {
    const names = all.map((p) => characteristicName(p.characteristic));
    const repeated = names.findIndex((name, k) => names.indexOf(name) < k);
    if (repeated >= 0)
      context.addIssue({
        code: 'custom',
        path: [repeated, 'characteristic'],
        message: `must not name ${names[repeated]} twice; give it one weight`,
      });
  });

const score = z
  .strictObject({
    scale: z
      .enum(['z', 'raw'])
      .describe(
        'z: Z-scores over the eligible stocks, standard deviation over n, winsorised at ±3; raw: the values themselves',
      ),
    parts,
    financials: parts
      .optional()
      .describe('Replaces `parts` for banks and other financials; only with `scale: z`'),
    above: z.number().optional().describe('Stocks with a score at or below it are excluded'),
    ...sourced,
  })
  .refine((s) => s.financials === undefined || s.scale === 'z', {
    path: ['financials'],
    message: 'needs `scale: z`; raw values of different characteristics are not comparable',
  })
  .nullable()
  .describe('Step 3. The sum of weight × characteristic; null for no score');

const select = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('all'), ...sourced }),
    z.strictObject({
      kind: z.literal('top'),
      count: z.int().min(1),
      entryRank: z.int().min(0).describe('Stocks ranked up to this enter in any case'),
      exitRank: z
        .int()
        .min(1)
        .describe('Buffer: constituents ranked up to this stay, as far as the count allows'),
      ...sourced,
    }),
  ])
  .refine((s) => s.kind === 'all' || (s.entryRank <= s.count && s.count <= s.exitRank), {
    message: 'must have entryRank ≤ count ≤ exitRank',
  })
  .describe('Step 4. By score, or by free-float market value if there is no score');

const weight = z
  .strictObject({
    by: z.enum([
      'free-float-cap',
      'free-float-cap-times-score',
      'root-cap-times-score',
      'score',
      'inverse-volatility',
      'equal',
    ]),
    ...sourced,
  })
  .describe('Step 5. Weights are proportional to this; a Z-score enters as 1 + Z, or as 1/(1 − Z) below 0');

const fraction = z.number().positive().max(1);
const cap = z
  .strictObject({
    maximum: fraction,
    freeFloatWeightMultiple: z
      .number()
      .min(1)
      .optional()
      .describe('A second cap: this multiple of the weight by free-float market value'),
    illiquid: z
      .strictObject({ maximum: fraction, lowestFraction: fraction })
      .optional()
      .describe('A lower cap for the least traded fraction of the universe'),
    ...sourced,
  })
  .nullable()
  .describe('The maximum weight of a stock, a fraction; the excess goes to the others pro rata');

const rebalance = z
  .strictObject({
    months: z.array(z.int().min(1).max(12)).min(1).describe('1 January … 12 December'),
    cutOffMonthsBefore: z.int().min(0).max(11).describe('Months from the cut-off to the change'),
    ...sourced,
  })
  .refine((r) => new Set(r.months).size === r.months.length, {
    path: ['months'],
    message: 'must not name a month twice',
  })
  .superRefine(({ months, cutOffMonthsBefore }, context) => {
    const interval = shortestInterval(months);
    if (cutOffMonthsBefore >= interval)
      context.addIssue({
        code: 'custom',
        path: ['cutOffMonthsBefore'],
        message: `must be below ${interval}, the shortest interval between changes in months; otherwise a cut-off would precede the previous change`,
      });
  })
  .describe(
    'Step 6. The review uses data up to the last session of the cut-off month and takes effect at the close of the last session of the month of the change',
  );

/** The shortest interval between two changes in months; 12 for an annual review. */
function shortestInterval(months: readonly number[]): number {
  const ascending = months.toSorted((a, b) => a - b);
  return Math.min(...ascending.map((m, k) => (ascending[k + 1] ?? ascending[0]! + 12) - m));
}

export const sleeveDefinition = z
  .strictObject({
    title: z.string().trim().min(1).max(80),
    referenceIndex: z
      .string()
      .trim()
      .min(1)
      .nullable()
      .describe('The index whose methodology the sleeve follows; null for none'),
    universe,
    eligibility,
    score,
    select,
    weight,
    cap,
    rebalance,
  })
  .superRefine((d, context) => {
    const fault = (path: string[], message: string): void =>
      context.addIssue({ code: 'custom', path, message });
    const { by } = d.weight;
    if (by.endsWith('times-score') && d.score?.scale !== 'z')
      fault(['weight', 'by'], `${by} needs a score with \`scale: z\``);
    if (d.select.kind === 'top' && d.cap) {
      const { count } = d.select;
      const capacity = count * d.cap.maximum;
      if (capacity < 1 - 1e-9)
        fault(['cap', 'maximum'], `lets ${count} stocks hold only ${(100 * capacity).toFixed(1)} % in total`);
    }
    if (by === 'score' && !((d.score?.above ?? -1) >= 0))
      fault(['weight', 'by'], 'score needs a score with `above` ≥ 0; otherwise weights could be negative');
  });

/** A sleeve's rules as data: universe, eligibility, score, selection and weights, with defaults filled in. */
export type SleeveDefinition = z.infer<typeof sleeveDefinition>;
export type EligibilityRule = SleeveDefinition['eligibility'][number];
export type Score = NonNullable<SleeveDefinition['score']>;
