import { parseYamlDocument } from './yaml-document.ts';
import { type RuleBook, ruleBook } from './rule-book.ts';

/**
 * Parses a rule book from YAML. Omitted parameters take their defaults; unknown keys are errors.
 *
 * @param file name of the file in messages.
 * @param text YAML; only the parameters that differ from the defaults need to be there.
 * @returns the complete rule book.
 * @throws UserError with one problem per fault, each with file, line, path, value and the allowed values.
 * @example
 * import { parseRuleBook } from 'trrm';
 *
 * console.log(parseRuleBook('regimes: { enterBullish: 0.25 }').regimes.enterBullish);
 */
export const parseRuleBook = (text: string, file = 'rule book'): RuleBook =>
  parseYamlDocument(text, {
    file,
    schema: ruleBook,
    kind: 'a rule book',
    code: 'rule-book',
    remedy: '`trrm rulebook show` lists every key with its default and meaning.',
    complete: () => ruleBook.parse({}),
  });
