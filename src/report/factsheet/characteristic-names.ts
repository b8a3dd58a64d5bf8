import type { Characteristic } from '../../sleeves/characteristics/characteristic.ts';

/** Display name of a characteristic; files and the command line keep the codes. */
export function characteristicText(m: Characteristic): string {
  switch (m.kind) {
    case 'risk-adjusted-momentum':
      return `return over ${m.months} months${m.skipMonths === 0 ? '' : ', excluding the last,'} ÷ volatility`;
    case 'total-return':
      return m.toMonthsAgo === 0
        ? `return over the last ${m.fromMonthsAgo} months`
        : `return from ${m.fromMonthsAgo} to ${m.toMonthsAgo} months ago`;
    case 'jensen-alpha':
      return `Jensen’s alpha over one year, risk-free rate ${Number((100 * m.riskFree).toFixed(2))} %`;
    case 'volatility':
      return 'one-year volatility';
    case 'earnings-to-price':
      return 'earnings ÷ price';
    case 'book-to-price':
      return 'book value ÷ price';
    case 'sales-to-price':
      return 'sales ÷ price';
    case 'dividend-yield':
      return 'dividend yield';
    case 'dividend-to-average-cap':
      return 'annual dividends ÷ average market value';
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
