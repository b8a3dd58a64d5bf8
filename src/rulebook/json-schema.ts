import { isDeepStrictEqual } from 'node:util';

/** The parts of JSON Schema 2020-12 that zod writes for the documents of this project. */
export interface JsonSchema {
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, JsonSchema>>;
  readonly type?: string | readonly string[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly default?: unknown;
  readonly description?: string;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly additionalProperties?: boolean | JsonSchema;
  readonly required?: readonly string[];
  readonly items?: JsonSchema | false;
  readonly prefixItems?: readonly JsonSchema[];
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly exclusiveMaximum?: number;
  readonly minItems?: number;
}

const NO_LIMIT = Number.MAX_SAFE_INTEGER;

/** The definition that a reference names, `#/$defs/day` → `day`; undefined for a schema written in place. */
export const referenceOf = (schema: JsonSchema): string | undefined => schema.$ref?.split('/').at(-1);

const variantsOf = (schema: JsonSchema): readonly JsonSchema[] => schema.anyOf ?? schema.oneOf ?? [];

const isNull = (schema: JsonSchema): boolean => schema.type === 'null';

/** Splits `string | null` into its only other variant and whether null is allowed. */
export function withoutNull(schema: JsonSchema): { readonly schema: JsonSchema; readonly nullable: boolean } {
  const variants = variantsOf(schema);
  const others = variants.filter((v) => !isNull(v));
  if (others.length === variants.length) {
    const types = Array.isArray(schema.type) ? (schema.type as readonly string[]) : [];
    if (!types.includes('null')) return { schema, nullable: false };
    const rest = types.filter((t) => t !== 'null');
    return { schema: { ...schema, type: rest.length === 1 ? rest[0]! : rest }, nullable: true };
  }
  if (others.length === 1) {
    const { anyOf: _, oneOf: __, ...outer } = schema;
    return { schema: { ...others[0], ...outer }, nullable: true };
  }
  return { schema: { ...schema, anyOf: others }, nullable: true };
}

/** Variants of a union without null; empty for a schema that is not a union. */
export const unionOf = (schema: JsonSchema): readonly JsonSchema[] => variantsOf(withoutNull(schema).schema);

/** What a schema allows in a few words: `number, 0 to 1`, `"low" or "high"`, `list of weights`. */
export function typeText(given: JsonSchema): string {
  const { schema, nullable } = withoutNull(given);
  return nullable ? `${plainTypeText(schema)}, or null` : plainTypeText(schema);
}

function plainTypeText(schema: JsonSchema): string {
  const name = referenceOf(schema);
  if (name !== undefined) return name;
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum) return choicesText(schema.enum);
  const variants = variantsOf(schema);
  if (variants.length > 0) return variants.map(variantText).join(' or ');
  if (schema.prefixItems) return `list (${schema.prefixItems.map(typeText).join(', ')})`;
  if (schema.type === 'array') return schema.items ? `list of ${typeText(schema.items)}` : 'list';
  if (schema.type === 'object') {
    const values = schema.additionalProperties;
    return !schema.properties && typeof values === 'object' ? `map to ${typeText(values)}` : 'object';
  }
  const type = schema.type === 'integer' ? 'whole number' : String(schema.type ?? 'any');
  return [type, ...rangeOf(schema)].join(', ');
}

/** More choices than these are listed in part. */
const MOST_CHOICES = 12;

function choicesText(choices: readonly unknown[]): string {
  const texts = choices.map((v) => JSON.stringify(v));
  if (texts.length <= MOST_CHOICES) return texts.join(', ');
  return `one of ${texts.length}: ${texts.slice(0, 3).join(', ')} …`;
}

/** A variant of a union, named by its distinguishing `kind` or `method`. */
function variantText(schema: JsonSchema): string {
  const tag = tagOf(schema);
  return tag === undefined ? typeText(schema) : `${tag.key}: ${JSON.stringify(tag.value)}`;
}

/** The property with a fixed value that distinguishes the variants of a union. */
export function tagOf(schema: JsonSchema): { readonly key: string; readonly value: unknown } | undefined {
  const found = Object.entries(schema.properties ?? {}).find(([, p]) => p.const !== undefined);
  return found && { key: found[0], value: found[1].const };
}

function rangeOf({ minimum, maximum, exclusiveMinimum, exclusiveMaximum }: JsonSchema): string[] {
  const low = minimum !== undefined && minimum > -NO_LIMIT ? minimum : undefined;
  const high = maximum !== undefined && maximum < NO_LIMIT ? maximum : undefined;
  if (low !== undefined && high !== undefined) return [`${figure(low)} to ${figure(high)}`];
  const parts: string[] = [];
  if (low !== undefined) parts.push(`at least ${figure(low)}`);
  if (exclusiveMinimum !== undefined && exclusiveMinimum > -NO_LIMIT)
    parts.push(`above ${figure(exclusiveMinimum)}`);
  if (high !== undefined) parts.push(`at most ${figure(high)}`);
  if (exclusiveMaximum !== undefined && exclusiveMaximum < NO_LIMIT)
    parts.push(`below ${figure(exclusiveMaximum)}`);
  return parts;
}

/** Without the tolerance for rounding that a sum of fractions needs, and with a true minus sign. */
const figure = (x: number): string => String(Number(x.toPrecision(8))).replace('-', '−');

/** Whether a default says anything: an empty object only means that its parts have theirs. */
export const hasOwnDefault = (schema: JsonSchema): boolean =>
  schema.default !== undefined && !isDeepStrictEqual(schema.default, {});
