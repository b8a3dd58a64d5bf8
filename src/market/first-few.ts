/** Names for a sentence, the first of many and how many more there are: `A, B and 12 more`. */
export function firstFew(names: readonly string[], most = 8): string {
  const more = names.length - most;
  return more > 0 ? `${names.slice(0, most).join(', ')} and ${more} more` : names.join(', ');
}
