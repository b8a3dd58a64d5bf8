import type { Factor, Style } from '../../risk/factors.ts';

/** Display names of the INEC-1 factors; files and the risk-model commands keep the codes. */
export const FACTOR_NAMES: Readonly<Record<Factor, string>> = {
  MARKET: 'Market',
  BETA: 'Beta',
  SIZE: 'Small size',
  STREV: 'Short-term reversal',
  LTMOM: 'Momentum 12–1',
  VALUE: 'Value',
  GROWTH: 'Growth',
  LOWVOL: 'Low volatility',
  LIQUIDITY: 'Liquidity',
  LEVERAGE: 'Leverage',
  EARNYIELD: 'Earnings yield',
  EARNVAR: 'Earnings variability',
  PROFIT: 'Profitability',
  AERODEF: 'Aerospace and defence',
  AUTOCOMP: 'Auto components',
  AUTOMOBL: 'Automobiles',
  BANKS: 'Banks',
  BUSINSERV: 'Business services',
  CAPGOODS: 'Capital goods',
  CHEMICALS: 'Chemicals',
  CONSUMDISC: 'Consumer discretionary',
  CONSUMDUR: 'Consumer durables',
  CONSUMSTAP: 'Consumer staples',
  FINLSERV: 'Financial services',
  HEALTHCARE: 'Health care',
  ITSERVIC: 'IT services',
  MATERIALS: 'Materials',
  METMINING: 'Metals and mining',
  OILGAS: 'Oil and gas',
  PHARMA: 'Pharmaceuticals',
  POWERGEN: 'Power generation',
  REALESTATE: 'Real estate',
  SOFTWARE: 'Software',
  TECHCOMP: 'Technology hardware',
  TELECOM: 'Telecom',
  TRADDIST: 'Trading companies',
  TRANSPORT: 'Transport',
  UTILITIES: 'Utilities',
  MISCELLAN: 'Miscellaneous',
};

/** Replaces factor codes in a text by their display names. */
export const factorsNamed = (text: string): string =>
  text.replace(/\b[A-Z]{4,}\b/g, (code) => FACTOR_NAMES[code as Factor] ?? code);

/** What a positive exposure to each style means; the sentence continues “the stock …”. */
export const STYLE_MEANINGS: Readonly<Record<Style, string>> = {
  BETA: 'moves more than the market',
  SIZE: 'is small',
  STREV: 'has fallen over the last three months',
  LTMOM: 'has risen over the last year, excluding the last month',
  VALUE: 'is cheap relative to book value',
  GROWTH: 'has high reinvestment, capital raising and growth',
  LOWVOL: 'has a low price volatility',
  LIQUIDITY: 'has a high trading turnover',
  LEVERAGE: 'has high debt',
  EARNYIELD: 'is cheap relative to earnings',
  EARNVAR: 'has volatile earnings',
  PROFIT: 'has a high return on assets and sales',
};
