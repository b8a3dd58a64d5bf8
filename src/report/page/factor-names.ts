import type { Factor, Style } from '../../risk/factors.ts';

/** The factors of INEC-1 in words; files and the commands about the model itself keep the codes. */
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

/** Text written elsewhere, its codes of factors as words. */
export const factorsNamed = (text: string): string =>
  text.replace(/\b[A-Z]{4,}\b/g, (code) => FACTOR_NAMES[code as Factor] ?? code);

/** What a company with a positive exposure is. */
export const STYLE_MEANINGS: Readonly<Record<Style, string>> = {
  BETA: 'moves more than the market',
  SIZE: 'is small',
  STREV: 'has fallen over three months',
  LTMOM: 'has risen over a year, the last month left out',
  VALUE: 'is cheap by its books',
  GROWTH: 'reinvests, raises capital and grows',
  LOWVOL: 'is steady in price',
  LIQUIDITY: 'is much traded',
  LEVERAGE: 'is in debt',
  EARNYIELD: 'is cheap by its earnings',
  EARNVAR: 'has unsteady earnings',
  PROFIT: 'earns much on its assets and sales',
};
