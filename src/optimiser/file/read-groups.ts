import { splitFields } from '../../market/import/formats/fields.ts';
import { userError } from '../../market/problem.ts';

/**
 * Reads which assets belong to which group, such as an industry: CSV with the columns asset and group, a row per membership.
 *
 * @returns members by group, in the order of the rows.
 * @throws UserError with the line of an unknown asset or an incomplete row.
 */
export function readGroups(
  text: string,
  file: string,
  names: readonly string[],
): ReadonlyMap<string, readonly string[]> {
  const refuse = (line: number, message: string, remedy: string) =>
    userError('unusable-groups', file, `line ${line}: ${message}`, remedy);
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  const groups = new Map<string, string[]>();
  for (const [at, text] of lines.entries()) {
    if (text.trim() === '') continue;
    const [asset = '', group = '', ...more] = (splitFields(text) ?? []).map((c) => c.trim());
    if (at === 0) {
      if (asset.toLowerCase() !== 'asset' || group.toLowerCase() !== 'group')
        throw refuse(1, 'the columns must be asset and group.', 'Start the file with asset,group.');
      continue;
    }
    if (asset === '' || group === '' || more.length > 0)
      throw refuse(at + 1, 'the row is not an asset and a group.', 'Write GOLD,commodities.');
    if (!names.includes(asset))
      throw refuse(at + 1, `${asset} is not one of the assets.`, `The assets are ${names.join(', ')}.`);
    const members = groups.get(group) ?? [];
    if (!members.includes(asset)) groups.set(group, [...members, asset]);
  }
  return groups;
}
