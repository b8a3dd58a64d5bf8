import { decisionJsonSchema } from '../../decision/document/decision.ts';
import {
  type JsonSchema,
  referenceOf,
  tagOf,
  typeText,
  unionOf,
  withoutNull,
} from '../../rulebook/json-schema.ts';
import { cell, code, page, sentence, table } from './markdown.ts';

/** The reference of `decision.json`, from the schema that checks it. */
export function decisionPage(): string {
  const schema = decisionJsonSchema() as JsonSchema;
  const parts = Object.entries(schema.properties ?? {});
  const isSection = (part: JsonSchema): boolean => fieldsOf(part, '').length > 0;
  return page(
    '# decision.json',
    `One monthly run, schema ${code(String(schema.properties?.['schema']?.const))}. The file is canonical JSON: keys sorted, the same decision always the same bytes. The JSON schema itself is published as \`trrm/schema/decision.json\`. Unknown keys are errors. A path with \`[]\` is an element of a list; \`execution(planned)\` marks the fields of one variant.`,
    fieldTable(parts.map(([key, part]) => ({ path: key, schema: part }))),
    ...parts
      .filter(([, part]) => isSection(part))
      .flatMap(([key, part]) => [`## ${key}`, fieldTable(fieldsOf(part, key))]),
    '## Shared shapes',
    ...Object.entries(schema.$defs ?? {}).flatMap(([name, part]) => {
      const fields = fieldsOf(part, name);
      return [
        `### ${name}`,
        `${cell(typeText(part))}${part.description === undefined ? '' : `. ${sentence(part.description)}`}`,
        ...(fields.length > 0 ? [fieldTable(fields)] : []),
      ];
    }),
  );
}

interface Field {
  readonly path: string;
  readonly schema: JsonSchema;
}

const fieldTable = (fields: readonly Field[]): string =>
  table(
    ['field', 'type', 'meaning'],
    fields.map(({ path, schema }) => [
      code(path),
      cell(typeText(schema)),
      schema.description === undefined ? '' : cell(sentence(schema.description)),
    ]),
  );

/** Every field below a schema, in order; shared shapes are named and not repeated. */
function fieldsOf(given: JsonSchema, path: string): Field[] {
  const { schema } = withoutNull(given);
  if (referenceOf(schema) !== undefined) return [];
  const variants = unionOf(schema);
  if (variants.length > 0) return variantFields(variants, path);
  if (schema.type === 'array' && schema.items) return fieldsOf(schema.items, `${path}[]`);
  if (!schema.properties && typeof schema.additionalProperties === 'object') {
    return fieldsOf(schema.additionalProperties, `${path}.*`);
  }
  return Object.entries(schema.properties ?? {}).flatMap(([key, part]) => {
    const at = path === '' ? key : `${path}.${key}`;
    return [{ path: at, schema: part }, ...fieldsOf(part, at)];
  });
}

/** Fields of a union: those all variants have alike once, the others marked with their variant. */
function variantFields(variants: readonly JsonSchema[], path: string): Field[] {
  const common = new Set(
    Object.entries(variants[0]?.properties ?? {})
      .filter(([key, part]) =>
        variants.every((v) => JSON.stringify(v.properties?.[key]) === JSON.stringify(part)),
      )
      .map(([key]) => key),
  );
  return variants.flatMap((variant, i) => {
    const tag = tagOf(variant);
    const only = tag === undefined ? path : `${path}(${String(tag.value)})`;
    return Object.entries(variant.properties ?? {}).flatMap(([key, part]): Field[] => {
      if (key === tag?.key || (common.has(key) && i > 0)) return [];
      const at = `${common.has(key) ? path : only}.${key}`;
      return [{ path: at, schema: part }, ...fieldsOf(part, at)];
    });
  });
}
