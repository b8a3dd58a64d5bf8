// `npm run docs`: writes the reference pages that are generated from the code.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { referencePages } from './pages.ts';

const folder = join('docs', 'reference');
for (const [name, text] of Object.entries(referencePages())) writeFileSync(join(folder, name), text);
process.stdout.write(`Wrote ${Object.keys(referencePages()).join(', ')} to ${folder}.\n`);
