import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Published } from '../../../src/market/published.ts';
import type { PackDocument } from '../../../src/pack/document/pack-document.ts';
import { packJsonSchema, type packSchema } from '../../../src/pack/document/pack-schema.ts';
import { readPackDocument } from '../../../src/pack/document/read-pack.ts';
import type { UserError } from '../../../src/market/problem.ts';

const FILE = join(__dirname, '../../../schema/pack.schema.json');

test('the published schema is the one that packs are validated against', () => {
  const text = `${JSON.stringify(packJsonSchema(), null, 2)}\n`;
  if (process.env.TRRM_RENEW_SCHEMA) writeFileSync(FILE, text);
  // Out of date? Renew it with: TRRM_RENEW_SCHEMA=1 npx jest test/pack/pack-schema
  expect(readFileSync(FILE, 'utf8')).toBe(text);
});

test('every pack that is made fits the schema', () => {
  // Checked by the compiler: a field of another type would not be accepted here.
  const fits: (document: PackDocument) => Published<typeof packSchema> = (document) => document;
  expect(fits).toBeInstanceOf(Function);
});

test('a document is refused by the path of what is wrong in it', () => {
  const refusal = (document: object): readonly string[] => {
    try {
      readPackDocument(JSON.stringify(document), 'p.json');
    } catch (error) {
      return (error as UserError).problems.map((p) => `${p.code} ${p.about}`);
    }
    throw new Error('was read');
  };
  expect(refusal({ schema: 'trrm-pack/0' })).toEqual(['pack-version p.json']);
  expect(
    refusal({ schema: 'trrm-pack/1', asOf: '31 March', simulated: true, decision: {}, asRecorded: null }),
  ).toEqual(
    expect.arrayContaining([
      'pack-invalid p.json, asOf',
      'pack-invalid p.json, decision.entry',
      'pack-invalid p.json, decision.sha256',
    ]),
  );
});
