import type { Problem } from '../../market/problem.ts';
import { DESCRIPTORS } from '../exposures/descriptors/styles.ts';

/** Problems of one kind that are reported in full. */
const REPORTED_IN_FULL = 3;
/** Further problems of the kind that are listed by their subject only. */
const LISTED_BY_NAME = 12;

/** Condenses the problems of many sessions: identical ones are merged with a count, and each kind is cut to a few. */
export function condenseProblems(problems: readonly Problem[]): Problem[] {
  const identical = groupBy(problems, (p) => `${p.code} ${p.about} ${p.message}`);
  const distinct = [...identical.values()].map(([first, ...more]): Problem => {
    const times = more.length + 1;
    return times === 1
      ? first!
      : { ...first!, message: `${first!.message} This occurs on ${times} sessions.` };
  });
  return [...groupBy(distinct, (p) => p.code)].flatMap(([code, all]): Problem[] => {
    const rest = all.slice(REPORTED_IN_FULL);
    if (rest.length === 0) return all;
    const named = rest.slice(0, LISTED_BY_NAME).map((p) => p.about);
    const unnamed = rest.length > LISTED_BY_NAME ? ` and ${rest.length - LISTED_BY_NAME} more` : '';
    const message = `${rest.length} more of type ${code}: ${named.join(', ')}${unnamed}.`;
    return [
      ...all.slice(0, REPORTED_IN_FULL),
      { ...all[0]!, severity: 'note', about: 'risk', message, remedy: '' },
    ];
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

/** Counts the descriptor values dropped as errors, over sessions. */
export interface DroppedValueCounter {
  /** @param dropped one session's count for each of `DESCRIPTORS`. */
  add(dropped: Int32Array): void;
  problems(): Problem[];
}

export function droppedValueCounter(): DroppedValueCounter {
  const values = new Float64Array(DESCRIPTORS.length);
  const sessions = new Float64Array(DESCRIPTORS.length);
  return {
    add: (dropped) => {
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
            ? '1 value was so extreme that it was dropped as an error.'
            : `${times} values on ${sessions[d] === 1 ? '1 session' : `${sessions[d]} sessions`} were so extreme that they were dropped as errors.`;
        return [
          {
            severity: 'note',
            code: 'dropped-values',
            about: `${style}, ${descriptor.name}`,
            message,
            remedy:
              '`trrm risk export` lists the days (dropped_values.csv); the threshold is `errorsBeyond` in the rule book.',
          },
        ];
      }),
  };
}
