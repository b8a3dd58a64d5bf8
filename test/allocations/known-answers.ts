import { readFileSync } from 'node:fs';
import { reference } from '../reference.ts';

/** A known answer of the reference data: figures of the shape that its test knows. */
export interface KnownAnswer<I, E> {
  readonly id: string;
  readonly input: I;
  readonly expected: E;
}

/** To be called inside a test: outside, the reference data need not be there. */
export function knownAnswer<I, E>(id: string): KnownAnswer<I, E> {
  const file = readFileSync(reference('cases', 'allocation_cases.json'), 'utf8');
  const { cases } = JSON.parse(file) as { cases: KnownAnswer<I, E>[] };
  const found = cases.find((c) => c.id === id);
  if (!found) throw new Error(`the reference data have no case ${id}`);
  return found;
}
