import { z } from 'zod';

/**
 * A figure of every share that a score or a rule is made of, as a definition names it. What each one is, is computed in
 * `measures.ts`. More is more: a score that wants little of something gives it a negative weight.
 */
export const measure = z.discriminatedUnion('kind', [
  z
    .strictObject({
      kind: z.literal('risk-adjusted-momentum'),
      months: z.int().min(1).max(60),
      skipMonths: z.union([z.literal(0), z.literal(1)]).default(0),
    })
    .describe('(price at the month-end `skipMonths` ago ÷ price `months` ago − 1) ÷ volatility'),
  z
    .strictObject({
      kind: z.literal('total-return'),
      fromMonthsAgo: z.int().min(1).max(60),
      toMonthsAgo: z.int().min(0).max(59).default(0),
    })
    .refine((m) => m.toMonthsAgo < m.fromMonthsAgo, {
      path: ['toMonthsAgo'],
      message: 'must be below `fromMonthsAgo`',
    })
    .describe('Return with dividends between two month-ends'),
  z
    .strictObject({ kind: z.literal('jensen-alpha'), riskFree: z.number().min(0).max(0.3).default(0.065) })
    .describe(
      'Alpha of a year of daily returns over the market, annualised; `riskFree` is a fraction a year',
    ),
  z.strictObject({
    kind: z.enum([
      'volatility',
      'earnings-to-price',
      'book-to-price',
      'sales-to-price',
      'dividend-yield',
      'dividend-to-average-cap',
      'return-on-equity',
      'return-on-assets',
      'debt-to-equity',
      'earnings-growth-variability',
    ]),
  }),
]);
export type Measure = z.infer<typeof measure>;

/** How a measure is called in tables, each by a name of its own: `risk-adjusted-momentum 12`, `total-return 60-12`. */
export function measureName(m: Measure): string {
  switch (m.kind) {
    case 'risk-adjusted-momentum':
      return `${m.kind} ${m.months}${m.skipMonths === 0 ? '' : `-${m.skipMonths}`}`;
    case 'total-return':
      return `${m.kind} ${m.fromMonthsAgo}-${m.toMonthsAgo}`;
    case 'jensen-alpha':
      return `${m.kind} over ${m.riskFree}`;
    default:
      return m.kind;
  }
}
