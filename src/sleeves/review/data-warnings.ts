import { firstFew } from '../../format/words.ts';
import type { Problem } from '../../market/problem.ts';
import type { CompanyFacts } from '../../market/stocks/companies/company-facts.ts';
import type { SleeveRules } from '../sleeve-rules.ts';

/** Warnings about company data that the sleeves need and the store lacks. */
export function dataWarnings(
  rules: SleeveRules,
  issuerCount: number,
  { floats, memberships, unpriced }: CompanyFacts,
): Problem[] {
  const withFloat = new Set(floats.map((f) => f.issuer)).size;
  const indices = new Set(memberships.map((m) => m.index));
  return [
    ...(withFloat < issuerCount ? [floatsUnknown(withFloat, issuerCount)] : []),
    ...Object.entries(rules).flatMap(([id, { universe }]) =>
      universe.parentIndex === undefined || indices.has(universe.parentIndex)
        ? []
        : [membersUnknown(id, universe.parentIndex, [...indices])],
    ),
    ...[...new Set(Object.values(rules).flatMap(({ universe }) => universe.parentIndex ?? []))].flatMap(
      (index) => {
        const missing = unpriced.filter((m) => m.index === index).map((m) => m.series);
        return missing.length === 0 ? [] : [membersUnpriced(index, missing)];
      },
    ),
  ];
}

const floatsUnknown = (known: number, issuerCount: number): Problem => ({
  severity: 'note',
  code: 'free-float-unknown',
  about: 'sleeves',
  message:
    known === 0
      ? 'the store has no free-float data: all shares of every issuer count as free float.'
      : `free float is known for ${known} of ${issuerCount} issuers. All shares of the others count as free float, which overstates their weights.`,
  remedy: 'Import free floats (docs/reference/file-formats.md).',
});

const membersUnpriced = (index: string, missing: readonly string[]): Problem => ({
  severity: 'warning',
  code: 'members-unpriced',
  about: index,
  message: `${missing.length} former constituents have no prices for the time of their membership: ${firstFew(missing)}. They cannot be selected; if they failed, the returns of the sleeve are overstated.`,
  remedy: 'Import their prices, or correct their ISIN or symbol in the membership file.',
});

const membersUnknown = (id: string, index: string, known: readonly string[]): Problem => ({
  severity: 'warning',
  code: 'members-unknown',
  about: id,
  message: `needs the membership history of ${index}, which is not in the store. The store has ${known.length > 0 ? `that of ${known.join(', ')}` : 'no index memberships'}.`,
  remedy: 'Import the membership history (docs/reference/file-formats.md), or define the universe by ranks.',
});
