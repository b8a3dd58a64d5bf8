/** Whether units are bought from the fund house itself or through a distributor, whose commission they pay. */
export type Plan = 'direct' | 'regular' | 'unknown';

/** What happens to a scheme's income: it stays in the NAV, is paid out, or becomes bonus units. */
export type Option = 'growth' | 'idcw' | 'bonus' | 'unknown';

/*
 * Lists before August 2026 have plan and option in the scheme's name only. The words are those of the 14,025 names of
 * AMFI's list of May 2025. A name with neither or both plans is unknown: most of them are plans from before 2013, when
 * direct plans began, or institutional plans.
 */
const DIRECT = /direct/i;
const REGULAR = /regular/i;

/** `Regular Savings Fund - Direct Plan` is a direct plan of a fund with that name. */
const REGULAR_SAVINGS = /\bregular (?=sav(?:ings|er)\b)/gi;

/** Which plans a name mentions. */
export const planWords = (name: string): { readonly direct: boolean; readonly regular: boolean } => ({
  direct: DIRECT.test(name),
  regular: REGULAR.test(name),
});

/** Words that name a fund and not an option: a dividend yield fund may well have a growth option. */
const FUND_WORDS = /dividend yield|growth fund|growth plan|equity (?:&|and) bonus/gi;
const BONUS = /\bbonus\b/i;
const PAYOUT =
  /\bidcw\b|\bdividend\b|\bdiv\b|income distribution|\bpayout\b|\bpay-?out\b|re-?investment|\bdpo\b|\bdri\b/i;
const GROWTH = /\bgrowth\b|\bcumulative\b|\bgr\b|\bgrw\b/i;

/** The plan of a scheme, from the column of a list if it has one, else from the name. */
export function planOf(name: string, column: string | null = null): Plan {
  const { direct, regular } = planWords((column ?? name).replace(REGULAR_SAVINGS, ' '));
  if (direct === regular) return 'unknown';
  return direct ? 'direct' : 'regular';
}

/**
 * The option of a scheme, from the column of a list if it has one, else from the name. `Growth Plan - Bonus Option` is a
 * bonus option: the last words decide over those of the fund.
 */
export function optionOf(name: string, column: string | null = null): Option {
  const full = column ?? name;
  const text = full.replace(FUND_WORDS, ' ');
  if (BONUS.test(text)) return 'bonus';
  if (PAYOUT.test(text)) return 'idcw';
  return GROWTH.test(text) || /growth plan/i.test(full) ? 'growth' : 'unknown';
}

/** Whether a scheme is a segregated portfolio of defaulted debt: closed to purchases, its NAV is a claim. */
export const isSegregated = (name: string): boolean => /segregated/i.test(name);

/** Words that lists use for plans and options, or leave out. */
const LEFT_OUT =
  /\b(?:direct|regular(?! sav)|retail|growth|cumulative|idcw|dividend(?! yield)|bonus|payout|pay-out|re-?investment|plan|option|income distribution cum capital withdrawal|monthly|quarterly|weekly|daily|annual|half yearly|fortnightly|scheme|of|and)\b|&/gi;

/**
 * A scheme's name without former names, remarks, plan, option, capitals, spaces and signs, by which lists without codes
 * are matched to AMFI's list: `HDFC Large Cap Fund - Growth Option - Direct Plan` and `HDFC Largecap Fund` are
 * `hdfclargecapfund`. Nothing else is made alike: a name that does not match is reported, not guessed.
 */
export const plainSchemeName = (name: string): string =>
  name
    .replace(/\([^()]*(?:\([^()]*\)[^()]*)*\)?/g, ' ')
    .replace(/\b(?:formerly|erstwhile)\b.*?(?= - |$)/gi, ' ')
    .replace(/['’]s\b/g, 's')
    .replace(/\bfunds? of funds?\b/gi, 'fof')
    .replace(LEFT_OUT, ' ')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '');
