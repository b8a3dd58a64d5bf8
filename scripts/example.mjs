// Runs a program of examples/ by name, on the data of `npm start`; without a name, lists them.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { path } from './sources.mjs';

const [name, ...rest] = process.argv.slice(2);
const names = readdirSync(path('examples'))
  .filter((file) => file.endsWith('.ts'))
  .map((file) => file.slice(0, -3));

if (name === undefined) {
  for (const each of names) {
    const [first] = readFileSync(path(`examples/${each}.ts`), 'utf8').split('\n');
    console.log(`${each.padEnd(22)} ${first.replace('// ', '')}`);
  }
} else if (!names.includes(name)) {
  console.error(`There is no example ${name}. Choose one of ${names.join(', ')}.`);
  process.exit(1);
} else if (rest.length === 0 && !existsSync(path('.trrm/demo/market.duckdb'))) {
  console.error('Make the simulated market first, with npm start; or name a folder with market.duckdb.');
  process.exit(1);
} else {
  process.chdir(path('.'));
  process.argv.splice(2, Infinity, ...rest);
  await import(pathToFileURL(path(`dist/examples/${name}.js`)).href);
}
