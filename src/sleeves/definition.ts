import { z } from 'zod';
import { measure, measureName } from './characteristics/characteristic.ts';

/**
 * A sleeve as data: what the six steps of the engine do, and where each rule comes from. A user adds one in the rule book.
 */
const sourced = {
  source: z
    .enum(['NSE', 'secondary', 'our choice'])
    .describe('NSE: its own text; secondary: two or more other pages; our choice: nothing published says so'),
  note: z.string().trim().min(1).optional().describe('What of it is not as published, or why'),
};

const universe = z
  .strictObject({
    members: z
      .string()
      .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'must be the id of an index, like nifty-200')
      .optional()
      .describe('Members of this index on the day of the data, where the store is told of them'),
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
  .refine((u) => u.members !== undefined || u.ranks.length > 0, {
    path: ['ranks'],
    message: 'must have one where `members` names no index',
  })
  .describe('Step 1. Ranks by the average of six months, 1 the greatest; all of them must be met');

const eligibility = z
  .array(
    z.discriminatedUnion('kind', [
      z
        .strictObject({ kind: z.literal('traded'), share: z.number().positive().max(1), ...sourced })
        .describe('Traded on this share of the sessions of six months'),
      z
        .strictObject({ kind: z.literal('listed'), sessions: z.int().min(1), ...sourced })
        .describe('First traded so many sessions ago'),
      z.strictObject({ kind: z.literal('profitable'), ...sourced }).describe('Twelve months’ profit above 0'),
      z
        .strictObject({ kind: z.literal('no-losses'), years: z.int().min(1).max(6), ...sourced })
        .describe('No loss in any of the last years'),
      z
        .strictObject({
          kind: z.literal('not-lowest'),
          measure,
          share: z.number().positive().max(0.9),
          ...sourced,
        })
        .describe('Not in the lowest share of the universe by a measure'),
    ]),
  )
  .describe('Step 2. What a name must have to be scored');

const parts = z
  .array(z.strictObject({ measure, weight: z.number().refine((w) => w !== 0, 'must not be 0') }))
  .min(1)
  .superRefine((all, context) => {
    const names = all.map((p) => measureName(p.measure));
    const again = names.findIndex((name, k) => names.indexOf(name) < k);
    if (again >= 0)
      context.addIssue({
        code: 'custom',
        path: [again, 'measure'],
        message: `must not name ${names[again]} twice: give it one weight`,
      });
  });

const score = z
  .strictObject({
    scale: z
      .enum(['z', 'as-is'])
      .describe(
        'z: over the eligible names, deviation over n, drawn in to ±3; as-is: the figures themselves',
      ),
    parts,
    financials: parts
      .optional()
      .describe('What banks and other financial companies are scored on instead; with `scale: z` only'),
    above: z.number().optional().describe('Names at or below it are left out'),
    ...sourced,
  })
  .refine((s) => s.financials === undefined || s.scale === 'z', {
    path: ['financials'],
    message: 'needs `scale: z`, or figures of different kinds would be compared',
  })
  .nullable()
  .describe('Step 3. The sum of weight × measure; null for none');

const select = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('all'), ...sourced }),
    z.strictObject({
      kind: z.literal('best'),
      names: z.int().min(1),
      surelyIn: z.int().min(0).describe('Ranks up to this enter whoever is held'),
      keepTo: z.int().min(1).describe('What is held stays up to this rank while there is room'),
      ...sourced,
    }),
  ])
  .refine((s) => s.kind === 'all' || (s.surelyIn <= s.names && s.names <= s.keepTo), {
    message: 'must have surelyIn ≤ names ≤ keepTo',
  })
  .describe('Step 4. By score, or by free-float market value where there is none');

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
  .describe('Step 5. What weights are in proportion to; a Z-score weighs as 1 + Z, or 1/(1 − Z) below 0');

const fraction = z.number().positive().max(1);
const cap = z
  .strictObject({
    most: fraction,
    timesCapWeight: z
      .number()
      .min(1)
      .optional()
      .describe('and no more than so many times the weight by free-float cap'),
    illiquid: z
      .strictObject({ most: fraction, lowestShare: fraction })
      .optional()
      .describe('A lower limit for the names that trade least in the universe'),
    ...sourced,
  })
  .nullable()
  .describe('The most that a name may weigh, a fraction; what exceeds it goes to the rest pro rata');

const rebalance = z
  .strictObject({
    months: z.array(z.int().min(1).max(12)).min(1).describe('1 January … 12 December'),
    dataMonthsBefore: z.int().min(0).max(11).describe('Months from the cut-off of data to the change'),
    ...sourced,
  })
  .refine((r) => new Set(r.months).size === r.months.length, {
    path: ['months'],
    message: 'must not name a month twice',
  })
  .superRefine(({ months, dataMonthsBefore }, context) => {
    const apart = leastMonthsApart(months);
    if (dataMonthsBefore >= apart)
      context.addIssue({
        code: 'custom',
        path: ['dataMonthsBefore'],
        message: `must be below ${apart}, the months from one of its changes to the next, or one would be decided before the last has come`,
      });
  })
  .describe('Step 6. Decided with data to one month’s last session, in force from the close of another’s');

/** Months from a change to the next, where they are closest; 12 where there is one a year. */
function leastMonthsApart(months: readonly number[]): number {
  const ascending = months.toSorted((a, b) => a - b);
  return Math.min(...ascending.map((m, k) => (ascending[k + 1] ?? ascending[0]! + 12) - m));
}

export const sleeveDefinition = z
  .strictObject({
    title: z.string().trim().min(1).max(80),
    follows: z
      .string()
      .trim()
      .min(1)
      .nullable()
      .describe('The index whose rule it is; null where there is none'),
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
    if (d.select.kind === 'best' && d.cap) {
      const { names } = d.select;
      const room = names * d.cap.most;
      if (room < 1 - 1e-9)
        fault(['cap', 'most'], `leaves room for ${(100 * room).toFixed(1)} % only in ${names} names`);
    }
    if (by === 'score' && !((d.score?.above ?? -1) >= 0))
      fault(['weight', 'by'], 'score needs a score with `above` at 0 or more, or weights could be negative');
  });

export type SleeveDefinition = z.infer<typeof sleeveDefinition>;
export type EligibilityRule = SleeveDefinition['eligibility'][number];
export type Score = NonNullable<SleeveDefinition['score']>;
