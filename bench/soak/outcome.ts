/** What one process of the program did. */
export interface Outcome {
  readonly command: string;
  /** Null where a signal ended it. */
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly out: string;
  readonly err: string;
  readonly milliseconds: number;
}

/** Longer than any command takes on a busy machine: it hangs. */
export const HANGS = 180_000;

const STACK = /\n\s+at .+[:(]\d+|internal error|Fatal|FATAL|Assertion/;
const CODES: ReadonlySet<number> = new Set([0, 1, 2, 130]);

/**
 * What is wrong with a process that nobody killed: it crashed, hung, printed a stack trace, or something else than JSON
 * where JSON was asked for. Null for an orderly one, whether it did its work or refused to.
 */
export function fault({ command, code, signal, out, err, milliseconds }: Outcome): string | null {
  const said = `${command}\n    ${err.trim().slice(0, 600).replaceAll('\n', '\n    ')}`;
  if (milliseconds >= HANGS) return `hangs: ${said}`;
  if (code === null) return `was ended by ${signal}: ${said}`;
  if (!CODES.has(code)) return `exits with ${code}: ${said}`;
  if (STACK.test(err)) return `prints a stack trace: ${said}`;
  if (code !== 0 && err.trim() === '' && out.trim() === '') return `fails without a word: ${said}`;
  if (/(^| )--json( |$)/.test(command) && !isJson(out) && (code === 0 || out !== ''))
    return `prints no JSON: ${command}\n    ${out.slice(0, 200)}`;
  return null;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
