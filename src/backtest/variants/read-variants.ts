import { z } from 'zod';
import { UserError } from '../../market/problem.ts';
import { withRules } from '../../rulebook/change.ts';
import type { RuleBook } from '../../rulebook/rule-book.ts';
import { parseYamlDocument } from '../../rulebook/yaml-document.ts';

/** A rule book that differs from the back-test's in some parameters. */
export interface RuleVariant {
  readonly id: string;
  readonly title: string;
  readonly book: RuleBook;
}

/** Each variant is a back-test of its own; more are a search, for which there is `trrm sweep` (our choice). */
const MOST = 20;

const NAME = /^[a-z0-9][a-z0-9.-]{0,39}$/;

const variants = z
  .record(
    z.string(),
    z.strictObject({
      title: z
        .string()
        .min(1)
        .max(80)
        .exactOptional()
        .describe('How tables name it; default: its parameters'),
      set: z
        .record(z.string(), z.unknown())
        .refine((s) => Object.keys(s).length > 0, 'give at least one parameter')
        .describe('Paths of parameters and their values'),
    }),
  )
  .refine((v) => Object.keys(v).length > 0, 'give at least one variant')
  .refine(
    (v) => Object.keys(v).every((id) => NAME.test(id)),
    'name variants by lower-case letters, digits, dots and dashes',
  )
  .refine((v) => Object.keys(v).length <= MOST, `give at most ${MOST} variants`);

/**
 * Reads rule-book variants from YAML: by name, a title and the parameters that differ from the back-test's rule book.
 *
 * @param file name of the file in messages.
 * @throws UserError for a file that is not so, a parameter that does not exist or a rule book that is not valid.
 */
export function readVariants(text: string, file: string, book: RuleBook): RuleVariant[] {
  const read = parseYamlDocument(text, {
    file,
    schema: variants,
    kind: 'a file of variants',
    code: 'variants',
    remedy: 'Write NAME: { title: …, set: { allocations.trading.turnoverLimit: 0.2 } } for each variant.',
  });
  return Object.entries(read).map(([id, { title, set }]): RuleVariant => {
    const settings = Object.entries(set).map(([path, value]) => ({ path, value }));
    try {
      return {
        id,
        title: title ?? settings.map(({ path, value }) => `${path} ${String(value)}`).join(', '),
        book: withRules(book, settings),
      };
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      throw new UserError(
        error.problems.map((p) => ({ ...p, code: 'variants', about: `${file}, ${id}: ${p.about}` })),
      );
    }
  });
}
