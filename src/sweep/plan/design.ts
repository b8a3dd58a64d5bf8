import { MOST_DIMENSIONS, sobolSequence } from '../../math/random/sobol.ts';
import { randomStream } from '../../math/random/random.ts';
import { userError } from '../../market/problem.ts';
import type { RuleSetting } from '../../rulebook/change.ts';
import { parametersOf } from '../../rulebook/parameters.ts';
import type { RuleBook } from '../../rulebook/rule-book.ts';
import { neighboursOf } from './neighbours.ts';
import type { ParameterValue, SweepPlan } from './sweep-plan.ts';
import { spaceOf, valueAt, type ValueSpace } from './values.ts';

/** The rule books of a plan by number. Any of them can be made by itself, so that a design can be cut anywhere. */
export interface Design {
  readonly size: number;
  /** The parameters of trial `n`, from 0, by path. */
  readonly settings: (n: number) => RuleSetting[];
}

/**
 * The design of a plan.
 *
 * @param book the rule book that the parameters change.
 * @throws UserError for a parameter that the rule book does not have, or a grid over a range without steps.
 */
export function designOf({ parameters, design }: SweepPlan, book: RuleBook): Design {
  const current = new Map(parametersOf(book).map((p) => [p.path, p.value]));
  // By name: a plan read back from JSON has the same rule books under the same numbers.
  const paths = Object.keys(parameters).sort();
  for (const path of paths) if (!current.has(path)) throw unknownParameter(path, [...current.keys()]);
  const spaces = paths.map((path) => spaceOf(parameters[path]!));
  const at = (values: readonly ParameterValue[]): RuleSetting[] =>
    paths.map((path, i) => ({ path, value: values[i]! }));

  if (design === 'grid') return gridOf(paths, spaces, at);
  if ('random' in design) {
    const stream = randomStream(design.seed);
    const settings = (n: number): RuleSetting[] => {
      const { uniform } = stream.split(`trial ${n}`);
      return at(spaces.map((space) => valueAt(space, uniform())));
    };
    return { size: design.random, settings };
  }
  if ('sobol' in design) {
    const { point } = sobolSequence(Math.min(paths.length, MOST_DIMENSIONS), design.seed);
    return {
      size: design.sobol,
      settings: (n) => {
        const u = point(n);
        return at(spaces.map((space, i) => valueAt(space, u[i]!)));
      },
    };
  }
  const neighbours = paths.flatMap((path) =>
    neighboursOf(path, current.get(path) as ParameterValue, parameters[path]!, design.neighbours),
  );
  // The rule book itself comes first.
  return { size: 1 + neighbours.length, settings: (n) => (n === 0 ? [] : [neighbours[n - 1]!.setting]) };
}

/** Every combination; the last parameter changes fastest. */
function gridOf(
  paths: readonly string[],
  spaces: readonly ValueSpace[],
  at: (values: readonly ParameterValue[]) => RuleSetting[],
): Design {
  const lists = spaces.map((space, i) => {
    if (space.kind === 'listed') return space.values;
    throw userError(
      'sweep-plan',
      paths[i]!,
      'has a range without steps, of which a grid has no values.',
      'Give it `step`, `log` or `int`, or choose the design `random` or `sobol`.',
    );
  });
  const size = lists.reduce((product, { length }) => product * length, 1);
  if (size > MOST_IN_GRID)
    throw userError(
      'sweep-plan',
      'design',
      `is a grid of ${size.toLocaleString('en-IN')} rule books; a sweep has at most ${MOST_IN_GRID.toLocaleString('en-IN')}.`,
      'Take fewer values, or the design `sobol`, which covers a space with few points.',
    );
  return {
    size,
    settings(n) {
      const values: ParameterValue[] = [];
      let rest = n;
      for (const list of lists.toReversed()) {
        values.unshift(list[rest % list.length]!);
        rest = Math.floor(rest / list.length);
      }
      return at(values);
    },
  };
}

const MOST_IN_GRID = 1_000_000;

function unknownParameter(path: string, known: readonly string[]) {
  const parent = path.slice(0, path.lastIndexOf('.') + 1);
  const beside = known.filter((k) => k.startsWith(parent) && !k.slice(parent.length).includes('.'));
  return userError(
    'sweep-plan',
    path,
    'is not a parameter of the rule book.',
    beside.length > 0
      ? `Parameters there are ${beside.map((k) => k.slice(parent.length)).join(', ')}.`
      : '`trrm rulebook show` lists every parameter.',
  );
}
