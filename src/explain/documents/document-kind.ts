import { BACKTEST_SCHEMA } from '../../backtest/backtest-run.ts';

/** The documents whose figures are explained. */
export type DocumentKind = 'decision' | 'backtest' | 'pack';

/** Which document a text is, by its schema; what is neither a back-test nor a pack is read as a decision, and refused there. */
export function documentKind(text: string): DocumentKind {
  const schema = schemaOf(text);
  if (schema === BACKTEST_SCHEMA) return 'backtest';
  return typeof schema === 'string' && schema.startsWith('trrm-pack/') ? 'pack' : 'decision';
}

function schemaOf(text: string): unknown {
  try {
    return (JSON.parse(text) as { readonly schema?: unknown } | null)?.schema;
  } catch {
    return undefined;
  }
}
