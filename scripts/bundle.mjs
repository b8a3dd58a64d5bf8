// Bundles the compiled command line. Node resolves, reads and links modules one by one, which for the 760 of a monthly run
// took a third of its time. The library's entry points and the worker threads keep the modules as they are compiled.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { build } from 'esbuild';
import { path } from './sources.mjs';

const OUT = path('dist/bin');

const { optionalDependencies = {}, peerDependencies = {} } = JSON.parse(
  readFileSync(path('package.json'), 'utf8'),
);

/** Packages that load files of their own at run time (native or WebAssembly modules, workers), and those that may be missing. */
const NOT_BUNDLED = [
  '@duckdb/node-bindings',
  'piscina',
  'scs-solver',
  ...Object.keys(optionalDependencies),
  ...Object.keys(peerDependencies),
];

/**
 * Writes dist/bin/trrm.js, and a file for each group of modules that some commands need and others do not. It is not
 * minified, so that the trace of a fault can be read.
 */
export async function bundleCommandLine() {
  const { metafile } = await build({
    entryPoints: [path('dist/src/cli/main.js')],
    entryNames: 'trrm',
    outdir: OUT,
    absWorkingDir: path('.'),
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    external: NOT_BUNDLED,
    // CommonJS packages call require, which an ES module does not have.
    banner: {
      js: "import { createRequire as toRequire } from 'node:module'; const require = toRequire(import.meta.url);",
    },
    plugins: [ownPlace, englishOnly],
    metafile: true,
    logLevel: 'warning',
  });
  writeFileSync(join(OUT, 'LICENSES.txt'), licences(Object.keys(metafile.inputs)));
}

/** A module that finds a file relative to itself goes on finding it from the place it was compiled to. */
const ownPlace = {
  name: 'own-place',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]dist[\\/].*\.js$/ }, async ({ path: file }) => {
      const text = await readFile(file, 'utf8');
      if (!text.includes('import.meta.url')) return null;
      const place = JSON.stringify(relative(OUT, file).replaceAll('\\', '/'));
      return {
        contents: text
          .replaceAll('createRequire(import.meta.url)', 'require')
          .replaceAll('import.meta.url', `new URL(${place}, import.meta.url).href`),
      };
    });
  },
};

/** Zod's messages in fifty languages, of which TRRM uses none but English, are half of what a command loads of it. */
const englishOnly = {
  name: 'english-only',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]zod[\\/]v4[\\/]locales[\\/]index\.js$/ }, () => ({
      contents: "export { default as en } from './en.js';",
    }));
  },
};

/** The licences of the packages in the bundle, whose authors ask that a copy carries them. */
function licences(inputs) {
  const packages = inputs.flatMap((file) => /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file) ?? []);
  return [...new Set(packages)]
    .sort()
    .map((folder) => {
      const { name, version, license } = JSON.parse(readFileSync(path(`${folder}/package.json`), 'utf8'));
      const text = readdirSync(path(folder)).find((file) => /^licen[cs]e/i.test(file));
      return `${name} ${version} (${license})\n\n${text ? readFileSync(path(`${folder}/${text}`), 'utf8').trim() : ''}\n`;
    })
    .join(`\n${'-'.repeat(72)}\n\n`);
}
