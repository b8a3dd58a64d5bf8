/** A run of equal labels: its first index and its length in months. */
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

/** Label changes a year. */
export const switchesAYear = (labels: readonly unknown[]): number =>
  (runsOf(labels).length - 1) / (labels.length / 12);

/** Number of interior runs of one or two months: changes that are soon reversed or superseded. */
export const whipsaws = (labels: readonly unknown[]): number =>
  runsOf(labels)
    .slice(1, -1)
    .filter((run) => run.months <= 2).length;
