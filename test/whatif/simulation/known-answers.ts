import { readFileSync } from 'node:fs';
import { reference } from '../../reference.ts';

/** A known answer of the reference data; its test knows the shape. */
export interface KnownAnswer<G, E> {
  readonly id: string;
  readonly given: G;
  readonly expect: E;
}

/** Call it inside a test only: reference data may be absent. */
export function knownAnswer<G, E>(id: string): KnownAnswer<G, E> {
  const file = readFileSync(reference('cases', 'simulation_cases.json'), 'utf8');
  const { cases } = JSON.parse(file) as { cases: KnownAnswer<G, E>[] };
  const found = cases.find((c) => c.id === id);
  if (!found) throw new Error(`the reference data has no case ${id}`);
  return found;
}
