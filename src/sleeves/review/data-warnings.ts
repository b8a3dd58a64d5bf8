import { firstFew } from '../../market/first-few.ts';
import type { Problem } from '../../market/problem.ts';
import type { CompanyFacts } from '../../market/stocks/companies/company-facts.ts';
import type { SleeveRules } from '../sleeve-rules.ts';

/** What sleeves would have to know of companies and are not told. */
export function factProblems(
  rules: SleeveRules,
  companies: number,
  { floats, memberships, unpriced }: CompanyFacts,
): Problem[] {
  const withFloat = new Set(floats.map((f) => f.issuer)).size;
  const indices = new Set(memberships.map((m) => m.index));
  return [
    ...(withFloat < companies ? [floatsUnknown(withFloat, companies)] : []),
    ...Object.entries(rules).flatMap(([id, { universe }]) =>
      universe.members === undefined || indices.has(universe.members)
        ? []
        : [membersUnknown(id, universe.members, [...indices])],
    ),
    ...[...new Set(Object.values(rules).flatMap(({ universe }) => universe.members ?? []))].flatMap(
      (index) => {
        const missing = unpriced.filter((m) => m.index === index).map((m) => m.series);
        return missing.length === 0 ? [] : [membersUnpriced(index, missing)];
      },
    ),
  ];
}

const floatsUnknown = (known: number, companies: number): Problem => ({
  severity: 'note',
  code: 'free-float-unknown',
  about: 'sleeves',
  message:
    known === 0
      ? 'the store holds no free floats, so every company counts with all its shares.'
      : `free floats are known of ${known} of ${companies} companies; the others count with all their shares, and weigh too much beside them.`,
  remedy: 'Import free floats (docs/data-shapes.md).',
});

const membersUnpriced = (index: string, missing: readonly string[]): Problem => ({
  severity: 'warning',
  code: 'members-unpriced',
  about: index,
  message: `of ${missing.length} that were members the store has no price while they were: ${firstFew(missing)}. They could not be chosen, and if they failed, a sleeve looks better than it was.`,
  remedy: 'Import their prices, or correct their ISIN or symbol in the file of members.',
});

const membersUnknown = (id: string, index: string, known: readonly string[]): Problem => ({
  severity: 'warning',
  code: 'members-unknown',
  about: id,
  message: `is to choose among the members of ${index}, of whom the store is not told; it ${known.length > 0 ? `knows those of ${known.join(', ')}` : 'knows members of no index'}.`,
  remedy: 'Import members through time (docs/data-shapes.md), or choose by ranks.',
});
