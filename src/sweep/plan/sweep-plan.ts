import { z } from 'zod';
import { isoDaySchema } from '../../market/published.ts';
import { parseYamlDocument } from '../../rulebook/yaml-document.ts';

const path = z
  .string()
  .regex(/^[A-Za-z][A-Za-z0-9-]*(\.[A-Za-z][A-Za-z0-9-]*)+$/, 'must be a rule-book path');
const value = z.union([z.number(), z.boolean(), z.string()]);

/** Values of a parameter between two ends: on steps, `log` of them evenly in the logarithm, whole numbers, or anywhere between. */
const range = z
  .strictObject({
    from: z.number(),
    to: z.number(),
    step: z.number().positive().optional(),
    log: z.int().min(2).max(1000).optional().describe('So many values, evenly spaced in the logarithm'),
    int: z.literal(true).optional().describe('Whole numbers'),
  })
  .refine((r) => r.from < r.to, { path: ['to'], message: 'must be above `from`' })
  .refine((r) => [r.step, r.log, r.int].filter((v) => v !== undefined).length <= 1, {
    message: 'takes one of `step`, `log` and `int`',
  })
  .refine((r) => r.log === undefined || r.from > 0, {
    path: ['from'],
    message: 'must be above 0 for a logarithmic range',
  })
  .refine((r) => !r.int || (Number.isInteger(r.from) && Number.isInteger(r.to)), {
    message: 'must have whole ends for whole numbers',
  })
  .refine((r) => r.step === undefined || (r.to - r.from) / r.step <= 100_000, {
    path: ['step'],
    message: 'gives more than 1,00,000 values',
  });

const MOST_TRIALS = 1_000_000;
const seed = z.int().min(0).default(1);
const count = z.int().min(1).max(MOST_TRIALS);

const design = z.union([
  z.literal('grid'),
  z.strictObject({ random: count, seed }),
  z.strictObject({ sobol: count, seed }),
  z.strictObject({
    neighbours: z
      .number()
      .gt(0)
      .lt(1)
      .describe('Each parameter by itself this fraction below and above the rule book’s value'),
  }),
]);

const OBJECTIVES = ['evidence', 'backtest'] as const;
const MEASURES = ['sharpe', 'information-ratio'] as const;

/** A plan of many rule books to try. `note` says why, and is recorded with every trial. */
export const sweepPlan = z
  .strictObject({
    note: z.string().trim().min(10, 'must say why in a sentence (10 characters or more)').max(1000),
    parameters: z
      .record(path, z.union([z.array(value).min(1).max(1000), range]))
      .refine((p) => Object.keys(p).length >= 1, 'must name at least one parameter')
      .refine((p) => Object.keys(p).length <= 64, 'has at most 64 parameters'),
    design,
    constraints: z.array(z.string().max(500)).max(50).default([]),
    objective: z.enum(OBJECTIVES).default('evidence'),
    measure: z.enum(MEASURES).default('sharpe'),
    from: isoDaySchema.default('2000-01-01').describe('The first month-end of the returns'),
    holdout: isoDaySchema.optional().describe('Rows from this day on are kept from the sweep'),
    groups: z
      .int()
      .min(2)
      .max(20)
      .refine((g) => g % 2 === 0, 'must be even')
      .default(16)
      .describe('Blocks of months of the cross-validation'),
    cost: z
      .number()
      .min(0)
      .max(0.1)
      .default(0.002)
      .describe('One-way cost of a switch of the evidence objective, a fraction of the amount'),
  })
  .refine((p) => p.holdout === undefined || p.holdout > p.from, {
    path: ['holdout'],
    message: 'must be after `from`',
  });

/** Which rule books a sweep tries, over which period, and what it ranks them by. */
export type SweepPlan = z.infer<typeof sweepPlan>;
export type ParameterValues = SweepPlan['parameters'][string];
export type Range = z.infer<typeof range>;
export type ParameterValue = z.infer<typeof value>;

/**
 * Parses a plan from YAML. Unknown keys are errors.
 *
 * @throws UserError with one problem per fault, each with file, line, path, value and the allowed values.
 */
export const parseSweepPlan = (text: string, file = 'plan'): SweepPlan =>
  parseYamlDocument(text, {
    file,
    schema: sweepPlan,
    kind: 'a plan of a sweep',
    code: 'sweep-plan',
    remedy: 'docs/how-to/sweep.md describes every key of a plan.',
  });
