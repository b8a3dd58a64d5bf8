import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

const root = join(__dirname, '../..');

/** A page that a reader meets. */
export interface Page {
  /** Its path in the repository. */
  readonly file: string;
  readonly text: string;
}

const AT_ROOT = ['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md', 'CHANGELOG.md', 'SECURITY.md'];

/** The pages of the documentation and those at the root of the repository. */
export function pages(): Page[] {
  const docs = readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md') && !name.startsWith('api'))
    .map((name) => relative(root, join(root, 'docs', name)).replaceAll('\\', '/'));
  return [...AT_ROOT, ...docs.sort()].map((file) => ({ file, text: readFileSync(join(root, file), 'utf8') }));
}

/** A fenced block: its language, empty where none is given, and its lines. */
export interface Block {
  readonly language: string;
  readonly text: string;
}

export const blocksOf = ({ text }: Page): Block[] =>
  [...text.matchAll(/^```(\w*)\n([^]*?)^```$/gm)].map((m) => ({ language: m[1]!, text: m[2]! }));

/** The `trrm` command lines of a block as arguments, without comments. */
export const commandsOf = ({ text }: Block): string[][] =>
  text
    .split('\n')
    .map((line) => /^(?:npm run --silent trrm -- |trrm )(.*)$/.exec(line.replace(/\s+#.*$/, ''))?.[1])
    .filter((line) => line !== undefined)
    .map((line) => [...line.matchAll(/"([^"]*)"|(\S+)/g)].map((m) => m[1] ?? m[2]!));
