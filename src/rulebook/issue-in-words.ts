import type { z } from 'zod';

const TYPES: Readonly<Record<string, string>> = {
  number: 'a number',
  int: 'a whole number',
  string: 'a text',
  boolean: 'true or false',
  object: 'a list of keys with their values',
  record: 'a list of keys with their values',
  array: 'a list',
};

/** What is wrong with a value, in words for who wrote the file; the schema's own sentence where it has one. */
export function issueInWords(issue: z.core.$ZodIssue, found: unknown): string {
  if (issue.code === 'unrecognized_keys') return 'unknown key';
  if (issue.code === 'invalid_type') return wrongType(issue.expected, found);
  if (issue.code === 'too_big' && isNumber(issue.origin))
    return `must be ${issue.inclusive ? 'at most' : 'below'} ${issue.maximum}`;
  if (issue.code === 'too_small' && isNumber(issue.origin))
    return `must be ${issue.inclusive ? 'at least' : 'above'} ${issue.minimum}`;
  return issue.message;
}

const isNumber = (origin: string): boolean => origin === 'number' || origin === 'int';

function wrongType(expected: string, found: unknown): string {
  const type = TYPES[expected] ?? `of the type ${expected}`;
  if (found === undefined) return `is missing; it must be ${type}`;
  if (typeof found !== 'string' || !isNumber(expected)) return `must be ${type}`;
  if (found.trim() !== '' && Number.isFinite(Number(found)))
    return `must be ${type}, without quotation marks`;
  return /^[+-]?\d+,\d+$/.test(found) ? `must be ${type}, with a decimal point` : `must be ${type}`;
}
