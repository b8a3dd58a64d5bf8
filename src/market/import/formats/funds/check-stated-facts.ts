import { displayDay } from '../../../day.ts';
import { categoryId, categoryTitle } from '../../../funds/categories.ts';
import { optionOf, planOf } from '../../../funds/plan-and-option.ts';
import type { ListedScheme, SchemeDirectory } from '../../../funds/scheme-directory.ts';

/** What a third party's file says of a scheme; empty where it says nothing. */
export interface StatedFacts {
  readonly code: string;
  /** The fund house or the name, whose first words the scheme's should be. */
  readonly name: string;
  readonly category: string;
  readonly plan: string;
  readonly option: string;
  readonly ter: number | null;
}

/** Expense ratios change during a year; nearer than this, in percentage points, they are taken to be the same (our choice). */
const SAME_TER = 0.1;

const describe = ({ name, category }: ListedScheme): string => `${name} (${categoryTitle(category)})`;

/**
 * Why a line describes another scheme than the one its code identifies in AMFI's list, with the schemes that it may
 * mean; null if it agrees, or if AMFI's list is not in the store.
 */
export function identityFault(
  stated: StatedFacts,
  directory: SchemeDirectory,
): { readonly message: string; readonly meant: readonly ListedScheme[] } | null {
  const listed = directory.scheme(stated.code);
  if (listed === null) return null;
  const category = categoryId(stated.category);
  const plan = planOf(stated.plan);
  const option = optionOf(stated.option);
  const contradictions = [
    ...(stated.category !== '' && category !== listed.category ? [`category ${stated.category}`] : []),
    ...(plan !== 'unknown' && listed.plan !== 'unknown' && plan !== listed.plan
      ? [`plan ${stated.plan}`]
      : []),
    ...(option !== 'unknown' && listed.option !== 'unknown' && option !== listed.option
      ? [`option ${stated.option}`]
      : []),
  ];
  if (contradictions.length === 0) return null;
  const meant = directory.alike({ words: stated.name, category, plan, option });
  const instead =
    meant.length > 0
      ? ` The list has ${meant
          .slice(0, 2)
          .map((s) => `${s.code}, ${s.name}`)
          .join(', and ')} of that description.`
      : '';
  const message = `${stated.code} is ${describe(listed)} in AMFI's list of ${displayDay(listed.listedOn)}, which contradicts ${[stated.name, ...contradictions].filter((part) => part !== '').join(', ')}.${instead} Either the code or the description is wrong.`;
  return { message, meant };
}

/** Why an expense ratio is that of the other plan of a scheme; null if it is not, or AMFI's ratios are not in the store. */
export function expenseRatioFault(
  stated: StatedFacts,
  listed: ListedScheme | null,
  directory: SchemeDirectory,
): string | null {
  const ratios = listed && directory.expenseRatios(listed.name);
  const plan = planOf(stated.plan);
  if (!listed || !ratios || stated.ter === null || plan === 'unknown') return null;
  const [own, other] = plan === 'direct' ? [ratios.direct, ratios.regular] : [ratios.regular, ratios.direct];
  if (own === null || other === null) return null;
  const isOther =
    Math.abs(stated.ter - other) <= SAME_TER && Math.abs(stated.ter - own) > Math.abs(stated.ter - other);
  return isOther
    ? `an expense ratio of ${stated.ter} % is given for the ${plan} plan of ${listed.name}, but it is that of the ${plan === 'direct' ? 'regular' : 'direct'} plan: AMFI's list of ${displayDay(ratios.listedOn)} has ${other} % for it and ${own} % for the ${plan} plan.`
    : null;
}
