import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const ROOT = join(__dirname, '..');

/** The entry points of the package, by the name under which they are imported. */
export const ENTRY_POINTS: Readonly<Record<string, string>> = {
  trrm: 'src/index.ts',
  'trrm/regimes': 'src/library/regimes.ts',
  'trrm/risk': 'src/library/risk.ts',
  'trrm/backtest': 'src/library/backtest.ts',
  'trrm/optimiser': 'src/library/optimiser.ts',
  'trrm/sleeves': 'src/library/sleeves.ts',
  'trrm/simulation': 'src/library/simulation.ts',
  'trrm/stress': 'src/library/stress.ts',
  'trrm/sweep': 'src/library/sweep.ts',
  'trrm/book': 'src/library/book.ts',
  'trrm/snapshot': 'src/library/snapshot.ts',
  'trrm/pack': 'src/library/pack.ts',
};

/** A function of the library and its doc comment. */
export interface ExportedFunction {
  readonly name: string;
  readonly file: string;
  /** Without the comment's stars. */
  readonly comment: string;
  /** The parameters as written; empty where there are none. */
  readonly parameters: string;
  readonly returnsNothing: boolean;
}

/** Every function that the entry points export, read from the sources. */
export function exportedFunctions(): ExportedFunction[] {
  const found = new Map<string, ExportedFunction>();
  for (const entry of Object.values(ENTRY_POINTS)) {
    const text = readFileSync(join(ROOT, entry), 'utf8');
    for (const [, names, from] of text.matchAll(/^export \{([^}]*)\} from '([^']+)';/gm)) {
      const file = join(dirname(entry), from!);
      const source = readFileSync(join(ROOT, file), 'utf8');
      for (const listed of names!.split(',').map((n) => n.trim())) {
        const [, local, name = local] = /^(\w+)(?: as (\w+))?$/.exec(listed) ?? [];
        const own = local === undefined ? null : functionIn(source, local);
        if (own) found.set(name!, { name: name!, file, ...own });
      }
    }
  }
  return [...found.values()];
}

/** Types and constants that the entry points export without a comment, each with its file. */
export function withoutComment(): string[] {
  return Object.values(ENTRY_POINTS).flatMap((entry) =>
    [
      ...readFileSync(join(ROOT, entry), 'utf8').matchAll(/^export (?:type )?\{([^}]*)\} from '([^']+)';/gm),
    ].flatMap(([, names, from]) => {
      const file = join(dirname(entry), from!);
      const source = readFileSync(join(ROOT, file), 'utf8');
      return names!
        .split(',')
        .map((listed) =>
          listed
            .trim()
            .replace(/^type /, '')
            .replace(/ as .*/, ''),
        )
        .filter((name) => name !== '')
        .filter((name) => {
          const declared = new RegExp(`^export (?:const|class|interface|type) ${name}\\b`, 'm').exec(source);
          return declared && !source.slice(0, declared.index).trimEnd().endsWith('*/');
        })
        .map((name) => `${name} in ${file}`);
    }),
  );
}

function functionIn(source: string, name: string): Omit<ExportedFunction, 'name' | 'file'> | null {
  const declared = new RegExp(
    `^export (?:async )?(?:function\\*? ${name}(?:<[^(]*>)?\\(|const ${name} = (?:async )?(?:<[^(]*>)?\\()`,
    'm',
  ).exec(source);
  if (!declared) return null;
  const after = source.slice(declared.index + declared[0].length);
  const before = source.slice(0, declared.index).trimEnd();
  const comment = before.endsWith('*/') ? before.slice(before.lastIndexOf('/**')) : '';
  const signature = after.slice(0, after.search(/(\{|=>)$|=> /m));
  return {
    comment: comment.replace(/^\/\*\*|\*\/$/g, '').replace(/^ *\* ?/gm, ''),
    parameters: after.startsWith(')') ? '' : signature,
    returnsNothing: /\): (Promise<)?void>?/.test(signature),
  };
}

/** The program of a doc comment's example; null where it has none. */
export const exampleIn = ({ comment }: ExportedFunction): string | null =>
  /@example\n([^]*?)(?=\n@|$)/.exec(comment)?.[1]?.trim() ?? null;
