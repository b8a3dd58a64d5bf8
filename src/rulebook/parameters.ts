import { z } from 'zod';
import { type JsonSchema, typeText, withoutNull } from './json-schema.ts';
import { type RuleBook, ruleBook } from './rule-book.ts';

/** A parameter of the rule book with one value: a number, a switch, or one of several words. */
export interface Parameter {
  /** `regimes.enterBullish`, as `--set` takes it. */
  readonly path: string;
  /** What it means; null where the schema does not say. */
  readonly description: string | null;
  /** `number, 0 to 1`. */
  readonly allowed: string;
  readonly value: number | boolean | string | null;
}

/**
 * The parameters of a rule book that have one value, in the order of the document, with meaning and range from the schema that
 * validates them. Lists, such as overrides, are left out.
 */
export function parametersOf(book: RuleBook): Parameter[] {
  const schema = z.toJSONSchema(ruleBook, { io: 'input', unrepresentable: 'any' }) as JsonSchema;
  return walk(schema, book, []);
}

function walk(given: JsonSchema, value: unknown, path: readonly string[]): Parameter[] {
  const { schema } = withoutNull(given);
  if (typeof value === 'object' && value !== null) {
    if (Array.isArray(value)) return [];
    return Object.entries(value).flatMap(([key, member]) =>
      walk(memberOf(schema, value, key), member, [...path, key]),
    );
  }
  if (value !== null && !['number', 'boolean', 'string'].includes(typeof value)) return [];
  return [
    {
      path: path.join('.'),
      description: given.description ?? schema.description ?? null,
      allowed: typeText(given),
      value: value as Parameter['value'],
    },
  ];
}

/** The schema of a member: of a property, of a map's values, or of the variant of a union that the value has. */
function memberOf(schema: JsonSchema, value: object, key: string): JsonSchema {
  const variants = schema.anyOf ?? schema.oneOf ?? [];
  const variant = variants.find((v) =>
    Object.entries(v.properties ?? {}).every(
      ([name, p]) => p.const === undefined || p.const === (value as Readonly<Record<string, unknown>>)[name],
    ),
  );
  const of = variant ?? schema;
  const more = typeof of.additionalProperties === 'object' ? of.additionalProperties : {};
  return of.properties?.[key] ?? more;
}
