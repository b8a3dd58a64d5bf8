import { readFileSync } from 'node:fs';
import { reference } from '../reference.ts';

/** A known answer of the reference data; its test knows the shape. */
export interface KnownAnswer<I, E> {
  readonly id: string;
  readonly input: I;
  readonly expected: E;
}

/** Call it inside a test only: reference data may be absent. */
export function knownAnswer<I, E>(id: string): KnownAnswer<I, E> {
  const file = readFileSync(reference('cases', 'allocation_cases.json'), 'utf8');
  const { cases } = JSON.parse(file) as { cases: KnownAnswer<I, E>[] };
  const found = cases.find((c) => c.id === id);
  if (!found) throw new Error(`the reference data has no case ${id}`);
  return found;
}
