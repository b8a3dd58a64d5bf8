import { z } from 'zod';

/**
 * A characteristic of a stock, as a definition names it; `characteristics.ts` computes it. Larger values mean more of it: a
 * score that prefers little of a characteristic gives it a negative weight.
 */
export const characteristic = z.discriminatedUnion('kind', [
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
    .describe('Total return between two month-ends'),
  z
    .strictObject({ kind: z.literal('jensen-alpha'), riskFree: z.number().min(0).max(0.3).default(0.065) })
    .describe(
      'Jensen’s alpha of one year of daily returns against the market, annualised; `riskFree` is an annual fraction',
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
export type Characteristic = z.infer<typeof characteristic>;

/** The unique name of a characteristic in tables: `risk-adjusted-momentum 12`, `total-return 60-12`. */
export function characteristicName(c: Characteristic): string {
  switch (c.kind) {
    case 'risk-adjusted-momentum':
      return `${c.kind} ${c.months}${c.skipMonths === 0 ? '' : `-${c.skipMonths}`}`;
    case 'total-return':
      return `${c.kind} ${c.fromMonthsAgo}-${c.toMonthsAgo}`;
    case 'jensen-alpha':
      return `${c.kind} over ${c.riskFree}`;
    default:
      return c.kind;
  }
}
