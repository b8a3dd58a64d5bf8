import { canonicalJson } from '../../decision/document/canonical-json.ts';
import type { RuleBook } from '../../rulebook/rule-book.ts';

const known = new WeakMap<object, string>();

/**
 * The canonical JSON of a rule book, byte for byte that of `canonicalJson`. Rule books that are made from one another share the
 * sections that do not change, whose text is kept.
 */
export function canonicalRuleBook(book: RuleBook): string {
  const sections = Object.keys(book).sort() as (keyof RuleBook)[];
  return `{\n${sections.map((name) => `  ${JSON.stringify(name)}: ${textOf(book[name])}`).join(',\n')}\n}\n`;
}

function textOf(section: object): string {
  const found = known.get(section);
  if (found !== undefined) return found;
  // A line break in a string is escaped, so every one here begins a line of the document.
  const text = canonicalJson(section).trimEnd().replaceAll('\n', '\n  ');
  known.set(section, text);
  return text;
}
