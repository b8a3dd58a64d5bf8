/*
 * NSE prints the purpose of a corporate action as free text, whose spelling changed over the years: `BONUS 1:1`,
 * `Face Value Split (Sub-Division) - From Rs 10/- Per Share To Rs 2/- Per Share`, `FVSPLT FRM RS 10 TO RS 2`,
 * `INTDIV - RS 7 PER SH`, `AGM/DIV-150%`, `RGHTS 11:64@PRM RS 473/-`.
 */

/** Longest purpose that is read, in characters; NSE's have at most 100. */
const LONGEST = 300;

/** One action of a purpose. */
export type PurposePart =
  /** `newShares` for every `held`. */
  | { readonly kind: 'bonus'; readonly newShares: number; readonly held: number }
  /** The face value before and after, ₹. */
  | { readonly kind: 'split' | 'consolidation'; readonly from: number; readonly to: number }
  /** ₹ a share. */
  | { readonly kind: 'dividend'; readonly perShare: number }
  /** `newShares` for every `held` at an issue price, ₹; null if it is not stated and does not follow from the face value. */
  | {
      readonly kind: 'rights';
      readonly newShares: number;
      readonly held: number;
      readonly price: number | null;
    }
  | { readonly kind: 'demerger' | 'buyback' }
  /** Changes neither the number of shares nor their price: meetings, interest of other securities. */
  | { readonly kind: 'no-effect' }
  /** May matter, but its terms cannot be read. */
  | { readonly kind: 'unknown'; readonly text: string };

const NUMBER = String.raw`(\d+(?:\.\d+)?|\.\d+)`;
const RATIO = String.raw`${NUMBER} ?: ?${NUMBER}`;

/** Securities other than ordinary shares that companies issue as a bonus. */
const OTHER_SECURITY = String.raw`NCRPS|CRPS|CCPS|OCPS|RPS|PREF\w*|NCD|DEB\w*|WARRANTS?`;
const OTHER_BONUS = new RegExp(String.raw`BON(?:US)?\b[^/]*\b(?:${OTHER_SECURITY})\b[^/]*`, 'g');
const BONUS = new RegExp(String.raw`BON(?:US)?\b[^\d:/]{0,30}${RATIO}`, 'g');
const RIGHTS = new RegExp(
  String.raw`R(?:IGH|GH|H)TS?\b[^\d:]{0,30}${RATIO}(?:([^\d/.]{0,30})${NUMBER}(?:/-)?)?`,
  'g',
);
const FACE_VALUE = new RegExp(
  String.raw`(?:FACE VALUE |FV ?|STOCK )?(SPLI?T|SUB-? ?DIVISION|CONSOLIDATION)[^\d.]*?(?:RS?E?\.? ?)?${NUMBER}(?:[^\d.]|\.(?!\d))*?TO(?:[^\d.]|\.(?!\d))*?${NUMBER}(?:/-)?`,
  'g',
);
const RUPEES = String.raw`(?:RS|RE|INR|₹)\.?\s?-?\s?`;
const DIVIDEND = new RegExp(
  String.raw`DIV(?:IDEND)?(?![A-Z]*ISION)[^\d%]{0,20}?(?:${RUPEES}${NUMBER}|${NUMBER}(?= ?(?:/- ?)?P(?:E?R)? ?SH)|${NUMBER} ?%)`,
  'g',
);
/** A second amount of the same dividend: `DIV-RS 2 + SPL RS 3`. */
const MORE_DIVIDEND = new RegExp(
  String.raw`\b(?:SPE?C?I?A?L|INT(?:ERIM)?|FIN(?:AL)?)\b[^\d%/]{0,8}?${RUPEES}${NUMBER}`,
  'g',
);
const DEMERGER = /DE-? ?MERGER|SPIN-? ?OFF/g;
const BUYBACK = /BUY ?-?BACK/g;
const NO_EFFECT =
  /ANNUAL GENERAL MEETING|EXTRA-? ?ORDINARY GENERAL MEETING|\bA\.?G\.?M\.?\b|\bEO?GM\b|\b(?:INT(?:EREST|RST)?|INC(?:OME)?) ?(?:PAYMENT|PYMNT|PAYMNT|DIST\w*)|RE?DE?MP\w*|\bSTP\b|RETURN OF CAPITAL|PER SH(?:ARE)?|\bPR SH\b|BOOK CLOSURE|\bINT(?:ERIM)?\b|\bFIN(?:AL)?\b|\bSPE?C?I?A?L\b|\bAND\b|\bPART\b|\bPERSH\b|\b(?:PER )?UNITS?\b|\b(?:PSH|PER|SH)\b/g;
/** Parts of a purpose with no terms of their own beside an action that was read. */
const FILLER = /^[\s\-–+&@.,:()/]*$/;

/**
 * The actions of a purpose, in a fixed order. A dividend in percent is of the face value, a premium is over it.
 *
 * @param faceValue ₹; null if unknown.
 * @returns at least one part; dividends of one purpose are added up.
 */
export function parsePurpose(purpose: string, faceValue: number | null): readonly PurposePart[] {
  if (purpose.length > LONGEST) return [{ kind: 'unknown', text: `${purpose.slice(0, LONGEST)}…` }];
  // The point after `RS` abbreviates the word: `RS.35` are 35 rupees.
  let rest = purpose
    .toUpperCase()
    .replace(/\s+/g, ' ')
    .replace(/(R[SE])\.(?= ?\d)/g, '$1 ')
    .trim();
  const parts: PurposePart[] = [];
  /** Removes what a pattern matches, so that no other one reads it again. */
  const take = (pattern: RegExp, part: (groups: readonly (string | undefined)[]) => PurposePart): void => {
    rest = rest.replace(pattern, (text: string, ...groups: unknown[]) => {
      const found = part(groups.filter((g) => typeof g !== 'object') as (string | undefined)[]);
      parts.push(found.kind === 'unknown' ? { kind: 'unknown', text } : found);
      return ' / ';
    });
  };
  const unknown: PurposePart = { kind: 'unknown', text: '' };
  take(OTHER_BONUS, () => unknown);
  take(BONUS, ([newShares, held]) => {
    const [a, b] = [Number(newShares), Number(held)];
    return a > 0 && b > 0 ? { kind: 'bonus', newShares: a, held: b } : unknown;
  });
  take(RIGHTS, ([newShares, held, words, rupees]) => {
    const [a, b] = [Number(newShares), Number(held)];
    if (!(a > 0 && b > 0)) return unknown;
    // NSE states the premium over the face value.
    const isPremium = words !== undefined && /PR(?:E?M|EMIUM)/.test(words);
    const stated = rupees === undefined ? null : Number(rupees);
    const price = !isPremium ? stated : faceValue === null ? null : stated! + faceValue;
    return { kind: 'rights', newShares: a, held: b, price };
  });
  take(FACE_VALUE, ([, before, after]) => {
    const [from, to] = [Number(before), Number(after)];
    if (!(from > 0 && to > 0) || from === to) return unknown;
    return { kind: from > to ? 'split' : 'consolidation', from, to };
  });
  let perShare = 0;
  take(DIVIDEND, ([rupees, bare, percent]) => {
    const amount =
      percent === undefined
        ? Number(rupees ?? bare)
        : faceValue === null
          ? 0
          : (Number(percent) * faceValue) / 100;
    if (!(amount > 0)) return unknown;
    perShare += amount;
    return { kind: 'no-effect' };
  });
  if (perShare > 0)
    take(MORE_DIVIDEND, ([rupees]) => {
      perShare += Number(rupees);
      return { kind: 'no-effect' };
    });
  take(DEMERGER, () => ({ kind: 'demerger' }));
  take(BUYBACK, () => ({ kind: 'buyback' }));
  const hasMatter = parts.length > 0;
  const left = rest
    .replace(NO_EFFECT, ' ')
    .split('/')
    .map((text) => text.replace(/\s+/g, ' ').replace(/^[\s\-–+&@.,:]+|[\s\-–+&@.,:]+$/g, ''));
  const unread = left.filter((text) => !FILLER.test(text));
  const actions = parts.filter((part) => part.kind !== 'no-effect');
  if (perShare > 0) actions.push({ kind: 'dividend', perShare: rounded(perShare) });
  for (const text of unread) actions.push({ kind: 'unknown', text });
  return actions.length > 0 || hasMatter ? actions : [{ kind: 'no-effect' }];
}

/** Amounts in rupees have at most four decimals; sums of them are rounded to remove binary rests. */
const rounded = (rupees: number): number => Math.round(rupees * 1e6) / 1e6;

/** Shares after for each share before, of a rights issue if all rights are taken up; null for other actions. */
export function shareRatioOf(part: PurposePart): number | null {
  if (part.kind === 'bonus' || part.kind === 'rights') return (part.newShares + part.held) / part.held;
  return part.kind === 'split' || part.kind === 'consolidation' ? part.from / part.to : null;
}

/** What a part means for a holder: `bonus, 1 new for 1 held`; `split, face value ₹ 10 to ₹ 2`. */
export function describePart(part: PurposePart): string {
  switch (part.kind) {
    case 'bonus':
      return `bonus, ${part.newShares} new for ${part.held} held`;
    case 'rights':
      return `rights, ${part.newShares} new for ${part.held} held${part.price === null ? '' : ` at ₹ ${part.price}`}`;
    case 'split':
    case 'consolidation':
      return `${part.kind}, face value ₹ ${part.from} to ₹ ${part.to}`;
    case 'dividend':
      return `dividend, ₹ ${part.perShare} a share`;
    case 'unknown':
      return JSON.stringify(part.text);
    case 'demerger':
    case 'buyback':
    case 'no-effect':
      return part.kind;
  }
}
