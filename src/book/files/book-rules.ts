import { parseDocument } from 'yaml';
import { z } from 'zod';
import { userError, type UserError } from '../../market/problem.ts';
import { isoDaySchema } from '../../market/published.ts';
import { excessIn } from '../../rulebook/yaml-bounds.ts';

/** A rule with where it comes from. Compliance confirms each; a house that changes a value names its own source. */
const rule = (value: z.ZodNumber, ofBook: number, source: string, date: string) =>
  z
    .strictObject({
      value: value.default(ofBook),
      source: z.string().min(1).max(300).default(source),
      date: isoDaySchema.default(date),
    })
    .prefault({});

const OURS = '2026-11-30';
const CIRCULAR = 'SEBI circular SEBI/HO/IMD/IMD-I/DOF1/P/CIR/2022/112';
const share = z.number().min(0).max(1);

/**
 * The rules by which the accounts of a book are managed, `book-rules.yaml`. Those of the regulator are as summaries give them,
 * with source and date; compliance confirms them.
 */
const bookRules = z.strictObject({
  noTrade: z
    .strictObject({
      points: rule(
        share,
        0.0025,
        'Our choice: a quarter point is about what a trade costs over its holding period',
        OURS,
      ).describe('A holding within this distance of its target, as a fraction of the account, is not traded'),
      relative: rule(share, 0.15, 'Our choice: as wide as a month of drift', OURS).describe(
        'The same as a fraction of the target; the wider of the two applies',
      ),
    })
    .prefault({})
    .describe('Width of the no-trade band'),
  outflowTolerance: rule(share, 0.005, 'Our choice: half a point', OURS).describe(
    'How far below its target a holding may be sold where that saves tax on money paid out, as a fraction of the account',
  ),
  listAge: rule(
    z.number().int().min(0).max(3650),
    7,
    'Our choice: the exchanges review weekly',
    OURS,
  ).describe('Days after which a list raises a warning'),
  associates: z
    .strictObject({
      each: rule(
        share,
        0.15,
        `${CIRCULAR}: limit in equity of a single associate or related party, of the client’s assets`,
        '2022-08-26',
      ),
      together: rule(
        share,
        0.25,
        `${CIRCULAR}: limit in equity of all associates and related parties, of the client’s assets; with debt and hybrids 30 %`,
        '2022-08-26',
      ),
      passiveBreachDays: rule(
        z.number().int().min(0).max(3650),
        90,
        `${CIRCULAR}: days to correct a limit that the market has breached`,
        '2022-08-26',
      ),
    })
    .prefault({})
    .describe(
      'Securities of associates of the portfolio manager: the list associates. They are bought only with the client’s consent and within these limits',
    ),
});

export type BookRules = z.infer<typeof bookRules>;
export const DEFAULT_BOOK_RULES: BookRules = bookRules.parse({});

/**
 * Reads the rules of a book; what a file leaves out takes its default.
 *
 * @throws UserError naming the file, the path, the value and what is allowed.
 */
export function bookRulesOf(text: string, file: string): BookRules {
  const refuse = (about: string, message: string): UserError =>
    userError('book-rules', about, message, 'See docs/how-to/book.md for the rules of a book.');
  const excess = excessIn(text);
  if (excess) throw refuse(`${file}:${excess.line}`, excess.message);
  const document = parseDocument(text, { uniqueKeys: true });
  const [error] = document.errors;
  if (error) throw refuse(file, `is not valid YAML: ${error.message.split('\n')[0]}`);
  const parsed = bookRules.safeParse(document.toJS({ maxAliasCount: 0 }) ?? {});
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw refuse(file, `${[...issue!.path, ''].join('.').slice(0, -1)}: ${issue!.message}.`);
}
