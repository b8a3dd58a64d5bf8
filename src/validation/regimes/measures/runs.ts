/** A stretch of equal labels: where it begins and how many months it lasts. */
export interface Run<T> {
  readonly label: T;
  readonly from: number;
  readonly months: number;
}

export function runsOf<T>(labels: readonly T[]): Run<T>[] {
  const runs: Run<T>[] = [];
  labels.forEach((label, i) => {
    const last = runs.at(-1);
    if (last?.label === label) runs[runs.length - 1] = { ...last, months: last.months + 1 };
    else runs.push({ label, from: i, months: 1 });
  });
  return runs;
}

/** Label changes a year of twelve months. */
export const switchesAYear = (labels: readonly unknown[]): number =>
  (runsOf(labels).length - 1) / (labels.length / 12);

/** Runs of one or two months with another run on either side: a change that was soon taken back or moved on. */
export const whipsaws = (labels: readonly unknown[]): number =>
  runsOf(labels)
    .slice(1, -1)
    .filter((run) => run.months <= 2).length;
