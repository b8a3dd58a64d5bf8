import { z } from 'zod';
import { ruleBook } from '../../rulebook/rule-book.ts';
import {
  hasOwnDefault,
  type JsonSchema,
  typeText,
  unionOf,
  withoutNull,
} from '../../rulebook/json-schema.ts';
import { cell, code, page, sentence, table } from './markdown.ts';

/** A default longer than this is shown by `trrm rulebook show` and not in a cell. */
const LONGEST_DEFAULT = 60;

const SECTIONS: Readonly<Record<string, string>> = {
  signals: 'How each signal is measured and scored. See [the regime model](../concepts/regime-model.md).',
  regimes: 'How scores become a label. See [the regime model](../concepts/regime-model.md).',
  risk: 'How INEC-1 is estimated. See [its method](../methodology/inec1-method.md).',
  sleeves:
    'Sleeve definitions, by id. The nine defaults are shown by `trrm rulebook show`. See [sleeves](../concepts/sleeves.md).',
  allocations:
    'What each regime holds, and the limits of trading. See [from a regime to weights](../concepts/allocation.md).',
  costs:
    'What trading costs, and the investor’s tax situation. See [portfolio files](../how-to/portfolio-files.md).',
  profiles:
    'Risk profiles of clients, the tactical place inside their bands, and limits on funds. See [a client’s plan](../how-to/client-plan.md).',
  backtest: 'What holding costs in a back-test. See [back-test](../how-to/back-test.md).',
  stress: 'Assumptions and windows of stress tests. See [stress tests](../how-to/stress.md).',
  reporting:
    'What results of real accounts are compared with. See [the record of an account](../how-to/live-record.md).',
  hedge: 'The month’s hedge. See [from a regime to weights](../concepts/allocation.md).',
};

/** The reference of every parameter, from the schema that validates it. */
export function ruleBookPage(): string {
  const schema = z.toJSONSchema(ruleBook, { io: 'input', unrepresentable: 'any' }) as JsonSchema;
  const shown = new Set<string>();
  return page(
    '# Rule book',
    'Every parameter of a run, with its default and what is allowed. A YAML file overrides any of them; what it leaves out keeps its default, and unknown keys are errors. [Change the rules](../how-to/change-the-rules.md) shows how.',
    ...Object.entries(schema.properties ?? {}).flatMap(([name, part]) => [
      `## ${name}`,
      SECTIONS[name] ?? '',
      table(['parameter', 'default', 'allowed', 'meaning'], rowsOf(part, [name], shown)),
    ]),
  );
}

/** `shown`: the unions already expanded; where one occurs again, its variants are only named. */
function rowsOf(given: JsonSchema, path: readonly string[], shown: Set<string>): string[][] {
  const { schema } = withoutNull(given);
  const members = Object.entries(schema.properties ?? {});
  const values = schema.additionalProperties;
  const variants = unionOf(schema);
  const own = row(given, path);
  if (members.length > 0) {
    // An object has a line of its own only where that line says something.
    const says = given.description !== undefined;
    return [...(says ? [own] : []), ...members.flatMap(([key, part]) => rowsOf(part, [...path, key], shown))];
  }
  if (typeof values === 'object') return rowsOf(values, [...path, '<id>'], shown);
  if (schema.type === 'array' && schema.items) {
    const item = [...path.slice(0, -1), `${path.at(-1)}[]`];
    return [
      own,
      ...(isComposite(schema.items) ? rowsOf(schema.items, item, shown).filter(notOnlyHeading) : []),
    ];
  }
  const union = JSON.stringify(variants);
  if (shown.has(union)) return [own];
  shown.add(union);
  return [own, ...variants.flatMap((variant) => variantRows(variant, path, shown))];
}

const isComposite = (schema: JsonSchema): boolean =>
  schema.properties !== undefined || unionOf(schema).length > 0;

const notOnlyHeading = (cells: readonly string[]): boolean => cells.some((text, i) => i > 0 && text !== '');

/** The parameters that only one variant of a union has. */
function variantRows(variant: JsonSchema, path: readonly string[], shown: Set<string>): string[][] {
  const tag = Object.entries(variant.properties ?? {}).find(([, p]) => p.const !== undefined);
  if (tag === undefined) return [];
  const name = `${path.at(-1)}(${String(tag[1].const)})`;
  return Object.entries(variant.properties!)
    .filter(([key]) => key !== tag[0])
    .flatMap(([key, part]) => rowsOf(part, [...path.slice(0, -1), name, key], shown));
}

function row(schema: JsonSchema, path: readonly string[]): string[] {
  const value = hasOwnDefault(schema) ? JSON.stringify(schema.default) : '';
  const text = value === '' ? '' : value.length > LONGEST_DEFAULT ? '…' : code(value);
  const isObject = withoutNull(schema).schema.properties !== undefined;
  return [
    code(path.join('.')),
    isObject ? '' : text,
    isObject ? '' : cell(typeText(schema)),
    schema.description === undefined ? '' : cell(sentence(schema.description)),
  ];
}
