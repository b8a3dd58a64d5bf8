/**
 * SEBI's categories of schemes (circulars of October 2017 and September 2020), as ids. AMFI has printed them in several
 * ways, and renamed some in 2026 (`Children's Fund - Childrens' Fund`).
 */
const SEBI_CATEGORIES = {
  equity: [
    'multi-cap',
    'large-cap',
    'large-and-mid-cap',
    'mid-cap',
    'small-cap',
    'flexi-cap',
    'dividend-yield',
    'value',
    'contra',
    'focused',
    'sectoral-thematic',
    'elss',
  ],
  debt: [
    'overnight',
    'liquid',
    'ultra-short-duration',
    'low-duration',
    'money-market',
    'short-duration',
    'medium-duration',
    'medium-to-long-duration',
    'long-duration',
    'dynamic-bond',
    'corporate-bond',
    'credit-risk',
    'banking-and-psu',
    'gilt',
    'gilt-10-year',
    'floater',
  ],
  hybrid: [
    'conservative-hybrid',
    'balanced-hybrid',
    'aggressive-hybrid',
    'balanced-advantage',
    'multi-asset-allocation',
    'arbitrage',
    'equity-savings',
  ],
  solution: ['retirement', 'childrens'],
  other: ['index', 'gold-etf', 'etf', 'fof-overseas', 'fof-domestic'],
} as const;

export type SebiGroup = keyof typeof SEBI_CATEGORIES;

/** Texts whose id is not simply their words. */
const OTHER_NAMES: readonly (readonly [RegExp, string])[] = [
  [/10 year constant/, 'gilt-10-year'],
  [/dynamic asset allocation|balanced advantage/, 'balanced-advantage'],
  [/sectoral|thematic/, 'sectoral-thematic'],
  [/children/, 'childrens'],
  [/gold etf|gold exchange traded/, 'gold-etf'],
  [/\betfs?\b|exchange traded/, 'etf'],
  [/\bfof\b.*overseas|fund of funds?.*overseas|overseas.*fund of funds?/, 'fof-overseas'],
  [/\bfof\b|fund of funds?/, 'fof-domestic'],
  [/\belss\b|equity linked/, 'elss'],
  [/index/, 'index'],
];

/**
 * The id of a category as a list prints it: `Equity Scheme - Large Cap Fund`, `Large Cap` and `large-cap` are `large-cap`.
 * A text that is no SEBI category, such as the `Income` of closed-ended schemes, becomes its words joined by `-`.
 */
export function categoryId(printed: string): string {
  const text = printed.toLowerCase().replace(/[’']/g, '').replace(/&/g, ' and ');
  for (const [pattern, id] of OTHER_NAMES) if (pattern.test(text)) return id;
  const words = text
    .replace(/^.*\bschemes? - /, '')
    .replace(/\bfunds?\b/g, ' ')
    .replace(/largecap/g, 'large cap')
    .replace(/midcap/g, 'mid cap')
    .replace(/smallcap/g, 'small cap');
  return words.match(/[a-z0-9]+/g)?.join('-') ?? '';
}

const GROUPS = new Map<string, SebiGroup>(
  (Object.keys(SEBI_CATEGORIES) as SebiGroup[]).flatMap((group) =>
    SEBI_CATEGORIES[group].map((id) => [id, group] as const),
  ),
);

/** The group of a category id; null if it is not one of SEBI's. */
export const sebiGroup = (id: string): SebiGroup | null => GROUPS.get(id) ?? null;

/** Exchange-traded funds have no plans: everybody buys the same units. */
export const hasPlans = (category: string): boolean => category !== 'etf' && category !== 'gold-etf';

const ABBREVIATIONS: ReadonlySet<string> = new Set(['elss', 'etf', 'psu']);

/** `Large and mid cap`, for people. */
export const categoryTitle = (id: string): string => {
  const words = id.replaceAll('fof', 'fund of funds').split('-');
  const text = words.map((word) => (ABBREVIATIONS.has(word) ? word.toUpperCase() : word)).join(' ');
  return text[0]!.toUpperCase() + text.slice(1);
};
