import { firstFew } from '../../format/words.ts';
import type { Problem } from '../../market/problem.ts';
import { INDUSTRIES, type Industry } from '../factors.ts';
import { basicIndustry } from './basic-industries.ts';
import { SECTOR_WIDE_NAMES, INDUSTRY_NAMES } from './industry-names.ts';

/** An issuer with its industry names from an external classification. */
export interface ClassifiedIssuer {
  readonly isin: string;
  readonly name: string;
  /** Industry names from the finest level to the coarsest, as far as available. */
  readonly industries: readonly string[];
}

/** Industry codes, with problems about their mapping. */
export interface MappedIndustries {
  /** [N] index into `INDUSTRIES`. */
  readonly industry: readonly number[];
  readonly problems: readonly Problem[];
}

const normalised = (name: string): string =>
  name
    .toLowerCase()
    .replaceAll(/\band\b/g, '')
    .replaceAll(/[^a-z0-9]/g, '');

const byName: ReadonlyMap<string, Industry> = new Map(
  INDUSTRIES.flatMap((code) =>
    INDUSTRY_NAMES[code].split(';').map((name) => [normalised(name), code] as const),
  ),
);
const sectorWide: ReadonlySet<string> = new Set(SECTOR_WIDE_NAMES.map(normalised));

/** The INEC-1 industry to which a classification's name maps; null if the table does not contain the name. */
export const industryByName = (name: string): Industry | null => byName.get(normalised(name)) ?? null;

/** What an issuer's own name says where its only sector spans several industries (our choice). */
const BY_OWN_NAME: readonly { readonly sector: string; readonly name: RegExp; readonly is: Industry }[] = [
  { sector: 'Financial Services', name: /\bbank\b/i, is: 'BANKS' },
  {
    sector: 'Healthcare',
    name: /pharma|laborator|life ?science|\bdrugs?\b|remedies|biotech|\bbio\b/i,
    is: 'PHARMA',
  },
];

/**
 * Maps each issuer to an INEC-1 industry: by the finest of its names that does not span several industries; else by NSE's
 * basic industry of the issuer, where the table of large issuers has it; else by its own name ("bank", "pharma"); else by
 * the industry that contains most of its sector, which is reported in a note. Unknown names, and issuers
 * without any, map to MISCELLAN with a warning.
 */
export function mapIndustries(issuers: readonly ClassifiedIssuer[]): MappedIndustries {
  const unknown = new Map<string, string[]>();
  const unnamed: string[] = [];
  const wide = new Map<string, string[]>();
  const note = (list: Map<string, string[]>, name: string, { isin, name: own }: ClassifiedIssuer): void => {
    list.set(name, [...(list.get(name) ?? []), isin || own]);
  };
  const industry = issuers.map((issuer) => {
    const known = issuer.industries.filter((name) => industryByName(name) !== null);
    const specific = known.find((name) => !sectorWide.has(normalised(name))) ?? basicIndustry(issuer.isin);
    if (specific !== undefined) return INDUSTRIES.indexOf(industryByName(specific)!);
    const [sector] = known;
    if (sector === undefined) {
      if (issuer.industries.length === 0) unnamed.push(issuer.isin || issuer.name);
      else note(unknown, issuer.industries.join(' / '), issuer);
      return INDUSTRIES.indexOf('MISCELLAN');
    }
    const byOwnName = BY_OWN_NAME.find(
      (rule) => normalised(rule.sector) === normalised(sector) && rule.name.test(issuer.name),
    );
    if (byOwnName) return INDUSTRIES.indexOf(byOwnName.is);
    note(wide, sector, issuer);
    return INDUSTRIES.indexOf(industryByName(sector)!);
  });
  return {
    industry,
    problems: [
      ...[...unknown].map(([name, isins]): Problem => ({
        severity: 'warning',
        code: 'unknown-industry',
        about: name,
        message: `is not in the table of industry names; ${count(isins)} mapped to MISCELLAN: ${firstFew(isins)}.`,
        remedy: 'Check the spelling, or add the name to the table of industry names.',
      })),
      ...(unnamed.length === 0
        ? []
        : [
            {
              severity: 'warning',
              code: 'unknown-industry',
              about: 'industries',
              message: `${count(unnamed)} without an industry mapped to MISCELLAN: ${firstFew(unnamed)}.`,
              remedy:
                'Import a list of companies that gives their industries, such as NSE’s lists of index constituents.',
            } satisfies Problem,
          ]),
      ...[...wide].map(([name, isins]): Problem => ({
        severity: 'note',
        code: 'wide-industry',
        about: name,
        message: `spans several industries of the model; ${count(isins)} mapped to ${industryByName(name)!}.`,
        remedy: 'Import a classification with basic industries to distinguish them.',
      })),
    ],
  };
}

const count = (list: readonly unknown[]): string =>
  `${list.length} ${list.length === 1 ? 'issuer' : 'issuers'}`;
