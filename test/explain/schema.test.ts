import { decisionJsonSchema } from '../../src/decision/document/decision.ts';
import { DECISION_RULES, ruleFor } from '../../src/explain/decision-rules.ts';

interface Schema {
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, Schema>>;
  readonly type?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema | boolean;
  readonly propertyNames?: { readonly enum?: readonly string[] };
  readonly items?: Schema;
  readonly prefixItems?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
}

/** Every pointer of a leaf that a document of the schema can have; entries of lists at position 0. */
function leafPointers(root: Schema): Set<string> {
  const found = new Set<string>();
  const walk = (schema: Schema, at: string): void => {
    if (schema.$ref) return walk(root.$defs![schema.$ref.replace('#/$defs/', '')]!, at);
    const variants = schema.anyOf ?? schema.oneOf;
    if (variants) return variants.forEach((variant) => walk(variant, at));
    if (schema.type === 'array') {
      if (schema.prefixItems) schema.prefixItems.forEach((item, i) => walk(item, `${at}/${i}`));
      else walk(schema.items!, `${at}/0`);
    } else if (schema.type === 'object') {
      for (const [key, member] of Object.entries(schema.properties ?? {})) walk(member, `${at}/${key}`);
      if (typeof schema.additionalProperties === 'object')
        for (const key of schema.propertyNames?.enum ?? ['any'])
          walk(schema.additionalProperties, `${at}/${key}`);
    } else found.add(at);
  };
  walk(root, '');
  return found;
}

const pointers = [...leafPointers(decisionJsonSchema())];

test('every leaf that decision.json can have is explained by a rule', () => {
  expect(pointers.length).toBeGreaterThan(600);
  expect(pointers.filter((pointer) => ruleFor(pointer) === null)).toEqual([]);
});

test('every rule explains a leaf that decision.json can have', () => {
  const used = new Set(pointers.map((pointer) => ruleFor(pointer)?.rule));
  // A null or an empty list in place of a part is a leaf of a document, and not of its schema.
  const inPlaceOfParts = new Set(
    pointers.map((pointer) => pointer.replace(/\/[^/]+$/, '')).map((p) => ruleFor(p)?.rule),
  );
  expect(
    DECISION_RULES.filter((rule) => !used.has(rule) && !inPlaceOfParts.has(rule)).map((r) => r.pattern),
  ).toEqual([]);
});

test('plain facts are few: what was asked, the program, and where files and rates come from', () => {
  expect(DECISION_RULES.filter((rule) => rule.origin === 'fact').map((rule) => rule.pattern)).toEqual([
    '/schema',
    '/asOf',
    '/manifest/engine/*',
    '/manifest/throughImport',
    '/manifest/portfolio/file',
    '/vintage/*/files/*/(name|sha256)',
    '/regime/asOf',
    '/signals/*/title',
    '/execution/plan/rates/*/(source|confidence)',
  ]);
});
