import { OTHER_FORMER_NAMES, RENAMED_IN_NOVEMBER_2015 } from './former-names.ts';
import { INDEX_NAMES } from './index-names.ts';
import { editDistance } from '../../math/edit-distance.ts';

/** A name reduced to its letters and digits: publishers differ in capitals, spaces, hyphens and signs. */
const compact = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]+/g, '');

const slug = (name: string): string =>
  name
    .trim()
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');

/** The ids of all known names, and the current name of each known index. */
const IDS = new Map<string, string>();
const NAMES = new Map<string, string>();

for (const [current, ...short] of INDEX_NAMES) {
  const id = slug(current);
  NAMES.set(id, current);
  for (const name of [current, ...short]) IDS.set(compact(name), id);
}
for (const [former, current] of [...RENAMED_IN_NOVEMBER_2015, ...OTHER_FORMER_NAMES])
  IDS.set(compact(former), slug(current));

const lookUp = (name: string): string | undefined => {
  const plain = compact(name);
  // "Nifty Alpha 50 Index" is the index "Nifty Alpha 50".
  return IDS.get(plain) ?? (plain.endsWith('index') ? IDS.get(plain.slice(0, -'index'.length)) : undefined);
};

/**
 * The id of an index by any of its names, current, former or short: `S&P CNX Nifty` and `NIFTY 50` are `nifty-50`,
 * `NIFTY200 MOMENTM 30` is `nifty200-momentum-30`. A name that is not known gives an id of its own: its words in lower
 * case, joined by `-`; an id gives itself.
 */
export const indexId = (name: string): string => lookUp(name) ?? slug(name);

/** The current name of a known index by its id; other ids are returned unchanged. */
export const indexName = (id: string): string => NAMES.get(id) ?? id;

/** Whether a name or id is one of NSE's indices known here. */
export const isKnownIndex = (name: string): boolean => lookUp(name) !== undefined;

/** Most letters by which a misspelt name may differ from the right one (our choice). */
const MISSPELT = 2;

/**
 * The current name of the known index that an unknown name probably means; null if it is known, or like none. The
 * numbers in both must be the same, because `Nifty Midcap 150` is not a misspelling of `Nifty Midcap 100`; the letters
 * may differ by two, or be an abbreviation (`NIFTY SMLCP 250`).
 */
export function closestIndex(name: string): string | null {
  if (isKnownIndex(name)) return null;
  const plain = compact(name).replace(/index$/, '');
  const [letters, digits] = [plain.replace(/\d+/g, ''), numbersIn(plain)];
  if (letters.length < 5) return null;
  let best: { readonly id: string; readonly distance: number } | null = null;
  for (const [known, id] of IDS) {
    if (numbersIn(known) !== digits) continue;
    const right = known.replace(/\d+/g, '');
    if (right.length < 5) continue;
    const distance = editDistance(letters, right);
    const isLike = distance <= MISSPELT || isAbbreviation(letters, right);
    if (isLike && (best === null || distance < best.distance)) best = { id, distance };
  }
  return best === null ? null : NAMES.get(best.id)!;
}

const numbersIn = (text: string): string => text.match(/\d+/g)?.join(' ') ?? '';

/** Whether a name shortens another: more than half of its letters, in order, beginning with the same five. */
function isAbbreviation(short: string, long: string): boolean {
  if (short.length * 2 < long.length || short.slice(0, 5) !== long.slice(0, 5)) return false;
  let at = 0;
  for (const letter of long) if (letter === short[at]) at++;
  return at === short.length;
}
