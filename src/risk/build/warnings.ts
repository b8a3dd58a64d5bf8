import type { Problem } from '../../market/problem.ts';
import { DESCRIPTORS } from '../exposures/descriptors/styles.ts';

/** How many problems of one kind are told in full. */
const TOLD = 3;
/** Of how many more it is told what they are about. */
const NAMED = 12;

/** What sessions have told, for a reader: what many of them told alike once, and of each kind no more than a few. */
export function shortList(problems: readonly Problem[]): Problem[] {
  const alike = groupBy(problems, (p) => `${p.code} ${p.about} ${p.message}`);
  const distinct = [...alike.values()].map(([first, ...more]): Problem => {
    const times = more.length + 1;
    return times === 1 ? first! : { ...first!, message: `${first!.message} So on ${times} sessions.` };
  });
  return [...groupBy(distinct, (p) => p.code)].flatMap(([code, all]): Problem[] => {
    const rest = all.slice(TOLD);
    if (rest.length === 0) return all;
    const named = rest.slice(0, NAMED).map((p) => p.about);
    const unnamed = rest.length > NAMED ? ` and ${rest.length - NAMED} more` : '';
    const message = `of the kind ${code} there are ${rest.length} more: ${named.join(', ')}${unnamed}.`;
    return [...all.slice(0, TOLD), { ...all[0]!, severity: 'note', about: 'risk', message, remedy: '' }];
  });
}

function groupBy(problems: readonly Problem[], keyOf: (problem: Problem) => string): Map<string, Problem[]> {
  const groups = new Map<string, Problem[]>();
  for (const problem of problems) {
    const group = groups.get(keyOf(problem));
    if (group) group.push(problem);
    else groups.set(keyOf(problem), [problem]);
  }
  return groups;
}

/** Counts the values that were dropped as errors, over sessions. */
export interface DroppedSoFar {
  /** A count for each of `DESCRIPTORS`. */
  take(dropped: Int32Array): void;
  problems(): Problem[];
}

export function droppedSoFar(): DroppedSoFar {
  const values = new Float64Array(DESCRIPTORS.length);
  const sessions = new Float64Array(DESCRIPTORS.length);
  return {
    take: (dropped) => {
      for (const [d, count] of dropped.entries()) {
        if (count === 0) continue;
        values[d]! += count;
        sessions[d]!++;
      }
    },
    problems: () =>
      DESCRIPTORS.flatMap(({ style, descriptor }, d): Problem[] => {
        const times = values[d]!;
        if (times === 0) return [];
        const message =
          times === 1
            ? '1 value lay so far out that it was dropped as an error.'
            : `${times} values on ${sessions[d] === 1 ? '1 session' : `${sessions[d]} sessions`} lay so far out that they were dropped as errors.`;
        return [
          {
            severity: 'note',
            code: 'dropped-values',
            about: `${style}, ${descriptor.name}`,
            message,
            remedy:
              '`trrm risk export` says on which days (dropped_values.csv); how far is `errorsBeyond` of the rule book.',
          },
        ];
      }),
  };
}
