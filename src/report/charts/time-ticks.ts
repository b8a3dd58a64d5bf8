import { monthText } from '../page/dates.ts';

export interface TimeTick {
  readonly at: Date;
  readonly label: string;
}

/** Candidate steps of a time axis, in months. */
const STEPS = [1, 2, 3, 6, 12, 24, 36, 60, 120, 240];

/** First days of months between two dates, at the smallest step that yields at most `most` labels. */
export function timeTicks(from: Date, to: Date, most: number): TimeTick[] {
  const first = from.getUTCFullYear() * 12 + from.getUTCMonth() + 1;
  const last = to.getUTCFullYear() * 12 + to.getUTCMonth();
  const monthsAt = (step: number) =>
    Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => first + i).filter((m) => m % step === 0);
  const step = STEPS.find((s) => monthsAt(s).length <= most) ?? STEPS.at(-1)!;
  return monthsAt(step).map((month) => {
    const at = new Date(Date.UTC(Math.floor(month / 12), month % 12, 1));
    const label = step >= 12 ? String(at.getUTCFullYear()) : monthText(at.toISOString().slice(0, 10));
    return { at, label };
  });
}
