import { plainPercent } from '../../format/words.ts';
import type { Problem } from '../../market/problem.ts';
import type { Account } from '../account/account.ts';
import { modelWeights } from '../model/approach-model.ts';
import type { BookContext } from '../model/book-context.ts';
import type { BookClient, Restriction, SecurityList } from '../files/client.ts';
import { stockKey } from '../files/stock-key.ts';

/** The list whose securities are those of associates of the portfolio manager. */
const ASSOCIATES = 'associates';

const associatesOf = (lists: readonly SecurityList[]): readonly string[] | null =>
  lists.find(({ name }) => name === ASSOCIATES)?.isins ?? null;

/**
 * The rule on associates of the portfolio manager as restrictions: without the client's consent nothing of them is bought; with
 * it, each is limited, and all together, in proportion to their weights in the model.
 */
export function associatesRestrictions(
  { id, associatesConsent }: BookClient,
  { model, rules, lists }: BookContext,
): Restriction[] {
  const isins = associatesOf(lists);
  if (!isins) return [];
  const { each, together } = rules.associates;
  const restriction = (of: Pick<Restriction, 'subject' | 'effect' | 'reason'>): Restriction => ({
    client: id,
    line: 0,
    from: null,
    until: null,
    ...of,
  });
  const list = { kind: 'list', value: ASSOCIATES } as const;
  if (!associatesConsent)
    return [
      restriction({
        subject: list,
        effect: { kind: 'no-buy' },
        reason: `No consent to securities of associates. ${each.source}`,
      }),
    ];
  const ofModel = modelWeights(model);
  const limited = isins.map((isin) => Math.min(each.value, ofModel.get(stockKey(isin)) ?? 0));
  const total = limited.reduce((sum, w) => sum + w, 0);
  const max = (weight: number) => ({ kind: 'max', weight }) as const;
  if (total <= together.value)
    return [restriction({ subject: list, effect: max(each.value), reason: each.source })];
  return isins.map((value, i) =>
    restriction({
      subject: { kind: 'isin', value },
      effect: max((limited[i]! * together.value) / total),
      reason: together.source,
    }),
  );
}

/** A warning where the account holds more of associates than the limits allow, because of the market or an earlier purchase. */
export function associatesHeld(
  { holdings }: Account,
  managed: number,
  { rules, lists }: Pick<BookContext, 'rules' | 'lists'>,
): Problem[] {
  const isins = new Set(associatesOf(lists)?.map(stockKey));
  const { each, together, passiveBreachDays } = rules.associates;
  const byStock = new Map<string, number>();
  for (const { id, value } of holdings)
    if (isins.has(stockKey(id))) byStock.set(id, (byStock.get(id) ?? 0) + value / managed);
  const total = [...byStock.values()].reduce((sum, w) => sum + w, 0);
  const over = [...byStock].filter(([, weight]) => weight > each.value);
  const breaches = [
    ...over.map(([id, weight]) => [id, weight, each.value] as const),
    ...(total > together.value ? [['associates', total, together.value] as const] : []),
  ];
  return breaches.map(([about, weight, limit]): Problem => ({
    severity: 'warning',
    code: 'associates-limit',
    about,
    message: `The account held ${plainPercent(weight)} before its orders; the limit on associates is ${plainPercent(limit)}.`,
    remedy: `Correct it within ${passiveBreachDays.value} days of the breach, unless the client waives it.`,
  }));
}
