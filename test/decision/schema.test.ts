import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { decisionJsonSchema } from '../../src/decision/document/decision.ts';

const FILE = join(__dirname, '../../schema/decision.schema.json');

test('the published schema is the one that decisions are validated against', () => {
  const text = `${JSON.stringify(decisionJsonSchema(), null, 2)}\n`;
  if (process.env.TRRM_RENEW_SCHEMA) writeFileSync(FILE, text);
  // Out of date? Renew it with: TRRM_RENEW_SCHEMA=1 npx jest test/decision/schema
  expect(readFileSync(FILE, 'utf8')).toBe(text);
});
