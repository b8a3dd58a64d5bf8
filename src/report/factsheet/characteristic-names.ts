import type { Measure } from '../../sleeves/characteristics/characteristic.ts';

/** What a sleeve's score is made of, in words; files and the command line keep the codes. */
export function measureWords(m: Measure): string {
  switch (m.kind) {
    case 'risk-adjusted-momentum':
      return `rise over ${m.months} months${m.skipMonths === 0 ? '' : ' but the last'} ÷ volatility`;
    case 'total-return':
      return m.toMonthsAgo === 0
        ? `return of the last ${m.fromMonthsAgo} months`
        : `return from ${m.fromMonthsAgo} to ${m.toMonthsAgo} months ago`;
    case 'jensen-alpha':
      return `Jensen’s alpha of a year, riskless rate ${Number((100 * m.riskFree).toFixed(2))} %`;
    case 'volatility':
      return 'volatility of a year';
    case 'earnings-to-price':
      return 'earnings ÷ price';
    case 'book-to-price':
      return 'book value ÷ price';
    case 'sales-to-price':
      return 'sales ÷ price';
    case 'dividend-yield':
      return 'dividend yield';
    case 'dividend-to-average-cap':
      return 'dividends of a year ÷ average market value';
    case 'return-on-equity':
      return 'return on equity';
    case 'return-on-assets':
      return 'return on assets';
    case 'debt-to-equity':
      return 'debt ÷ equity';
    case 'earnings-growth-variability':
      return 'variability of earnings growth';
  }
}
