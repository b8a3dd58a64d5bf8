/** The twelve style factors of INEC-1, in the order of files and matrices. */
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
/** A style factor of INEC-1, by its code. */
export type Style = (typeof STYLES)[number];

/** The twenty-six industry factors of INEC-1, in the order of its handbook; an industry's code is its index. */
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
/** An industry factor of INEC-1, by its code. */
export type Industry = (typeof INDUSTRIES)[number];

/** All 39 factors in the order of every vector and matrix: market, styles, industries. */
export const FACTORS = ['MARKET', ...STYLES, ...INDUSTRIES] as const;
/** A factor of INEC-1, by its code. */
export type Factor = (typeof FACTORS)[number];

export const STYLE_COUNT = STYLES.length;
export const INDUSTRY_COUNT = INDUSTRIES.length;
export const FACTOR_COUNT = FACTORS.length;
/** Offsets of the style and industry factors in `FACTORS`. */
export const STYLE_AT = 1;
export const INDUSTRY_AT = 1 + STYLE_COUNT;
