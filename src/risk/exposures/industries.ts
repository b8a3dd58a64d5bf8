import { firstFew } from '../../market/first-few.ts';
import type { Problem } from '../../market/problem.ts';
import { INDUSTRIES, type Industry } from '../factors.ts';
import { COARSE_NAMES, INDUSTRY_NAMES } from './industry-names.ts';

/** An issuer as a classification describes it. */
export interface Classified {
  readonly isin: string;
  readonly name: string;
  /** Its industry's names from the finest level to the coarsest, as far as they are given. */
  readonly industries: readonly string[];
}

/** A column of industry codes, and what to know about them. */
export interface MappedIndustries {
  /** Indices into `INDUSTRIES`, an issuer each. */
  readonly industry: readonly number[];
  readonly problems: readonly Problem[];
}

const plain = (name: string): string =>
  name
    .toLowerCase()
    .replaceAll(/\band\b/g, '')
    .replaceAll(/[^a-z0-9]/g, '');

const byName: ReadonlyMap<string, Industry> = new Map(
  INDUSTRIES.flatMap((code) => INDUSTRY_NAMES[code].split(';').map((name) => [plain(name), code] as const)),
);
const coarse: ReadonlySet<string> = new Set(COARSE_NAMES.map(plain));

/** The industry of INEC-1 that a classification's name stands for; null where the table does not have it. */
export const industryNamed = (name: string): Industry | null => byName.get(plain(name)) ?? null;

/**
 * The industry of each issuer: by the finest of its names that the table has. A company of the
 * sector Financial Services with no finer name is a bank where its own name says so. Names that the table does not have
 * go to MISCELLAN and are listed in a problem; so are those that stand on a sector wider than one industry.
 */
export function mapIndustries(issuers: readonly Classified[]): MappedIndustries {
  const unknown = new Map<string, string[]>();
  const wide = new Map<string, string[]>();
  const note = (list: Map<string, string[]>, name: string, { isin, name: own }: Classified): void => {
    list.set(name, [...(list.get(name) ?? []), isin || own]);
  };
  const industry = issuers.map((issuer) => {
    const known = issuer.industries.find((name) => industryNamed(name) !== null);
    if (known === undefined) {
      note(unknown, issuer.industries.join(' / ') || '(none given)', issuer);
      return INDUSTRIES.indexOf('MISCELLAN');
    }
    if (plain(known) === plain('Financial Services') && /\bbank\b/i.test(issuer.name)) {
      return INDUSTRIES.indexOf('BANKS');
    }
    if (coarse.has(plain(known))) note(wide, known, issuer);
    return INDUSTRIES.indexOf(industryNamed(known)!);
  });
  return {
    industry,
    problems: [
      ...[...unknown].map(([name, isins]): Problem => ({
        severity: 'warning',
        code: 'unknown-industry',
        about: name,
        message: `no industry of the model has this name; ${count(isins)} went to MISCELLAN: ${firstFew(isins)}.`,
        remedy: 'Check the spelling, or add the name to the table of industry names.',
      })),
      ...[...wide].map(([name, isins]): Problem => ({
        severity: 'note',
        code: 'wide-industry',
        about: name,
        message: `spans several industries of the model; ${count(isins)} went to ${industryNamed(name)!}.`,
        remedy: 'Import a classification with basic industries to tell them apart.',
      })),
    ],
  };
}

const count = (list: readonly unknown[]): string =>
  `${list.length} ${list.length === 1 ? 'issuer' : 'issuers'}`;
