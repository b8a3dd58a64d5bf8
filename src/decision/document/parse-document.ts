import type { z } from 'zod';
import { type Problem, UserError, userError } from '../../market/problem.ts';

/** Problems reported at most for one document; more of them help nobody. */
const MOST = 5;

/** A published document: how messages call it, its schema and the command that writes it. */
export interface DocumentKind<S extends z.ZodType> {
  /** In codes of problems: `decision`. */
  readonly id: string;
  /** With its article: `a decision.json`. */
  readonly what: string;
  readonly command: string;
  /** The value of its field `schema`. */
  readonly version: string;
  readonly schema: S;
}

/**
 * Reads a published document from its JSON text and checks all of it.
 *
 * @param file its name, for messages.
 * @throws UserError for text that is not JSON, another version, or fields that are missing, unknown or of the wrong type.
 */
export function parseDocument<S extends z.ZodType>(
  text: string,
  file: string,
  { id, what, command, version, schema }: DocumentKind<S>,
): z.infer<S> {
  let found: unknown;
  try {
    found = JSON.parse(text);
  } catch (error) {
    throw userError(
      'not-json',
      file,
      `the file is not JSON: ${(error as Error).message}.`,
      `Give ${what} as \`${command}\` writes it.`,
    );
  }
  const given = (found as { readonly schema?: unknown } | null)?.schema;
  if (given !== version)
    throw userError(
      `${id}-version`,
      file,
      `schema is ${JSON.stringify(given)}; this version reads ${version}.`,
      `Give ${what} of this version, or make it again with \`${command}\`.`,
    );
  const parsed = schema.safeParse(found);
  if (parsed.success) return parsed.data;
  throw new UserError(
    parsed.error.issues.slice(0, MOST).map((issue): Problem => ({
      severity: 'error',
      code: `${id}-invalid`,
      about: `${file}, ${issue.path.join('.') || 'the document'}`,
      message: `${issue.message}.`,
      remedy: `Use the file as \`${command}\` wrote it.`,
    })),
  );
}
