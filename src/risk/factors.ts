/** The twelve styles of INEC-1, in the order in which files and matrices hold them. */
export const STYLES = [
  'BETA',
  'SIZE',
  'STREV',
  'LTMOM',
  'VALUE',
  'GROWTH',
  'LOWVOL',
  'LIQUIDITY',
  'LEVERAGE',
  'EARNYIELD',
  'EARNVAR',
  'PROFIT',
] as const;
export type Style = (typeof STYLES)[number];

/** The twenty-six industries of INEC-1, in the order of its handbook; the code is the index. */
export const INDUSTRIES = [
  'AERODEF',
  'AUTOCOMP',
  'AUTOMOBL',
  'BANKS',
  'BUSINSERV',
  'CAPGOODS',
  'CHEMICALS',
  'CONSUMDISC',
  'CONSUMDUR',
  'CONSUMSTAP',
  'FINLSERV',
  'HEALTHCARE',
  'ITSERVIC',
  'MATERIALS',
  'METMINING',
  'OILGAS',
  'PHARMA',
  'POWERGEN',
  'REALESTATE',
  'SOFTWARE',
  'TECHCOMP',
  'TELECOM',
  'TRADDIST',
  'TRANSPORT',
  'UTILITIES',
  'MISCELLAN',
] as const;
export type Industry = (typeof INDUSTRIES)[number];

/** All 39 factors in the order of every vector and matrix: market, styles, industries. */
export const FACTORS = ['MARKET', ...STYLES, ...INDUSTRIES] as const;
export type Factor = (typeof FACTORS)[number];

export const STYLE_COUNT = STYLES.length;
export const INDUSTRY_COUNT = INDUSTRIES.length;
export const FACTOR_COUNT = FACTORS.length;
/** Where a style's or an industry's factor stands among all. */
export const STYLE_AT = 1;
export const INDUSTRY_AT = 1 + STYLE_COUNT;
