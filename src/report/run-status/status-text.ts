import { addDays, type Day, displayDay } from '../../market/day.ts';

/** `2 h 5 min`, `3 min 20 s`, `12 s`. */
export function durationText(seconds: number): string {
  const [hours, minutes, rest] = [
    Math.floor(seconds / 3600),
    Math.floor((seconds % 3600) / 60),
    seconds % 60,
  ];
  if (hours > 0) return `${hours} h ${minutes} min`;
  return minutes > 0 ? `${minutes} min ${rest} s` : `${rest} s`;
}

const MS_A_DAY = 86_400_000;
/** India has had one time zone, UTC+5:30, and no summer time since 1945. */
const INDIA_AHEAD_OF_UTC = 5.5 * 3_600_000;

/** `30 Nov 2026, 15:04:05`, in India. */
export function timeOfDay(ms: number): string {
  const there = ms + INDIA_AHEAD_OF_UTC;
  const days = Math.floor(there / MS_A_DAY);
  const time = new Date(there - days * MS_A_DAY).toISOString().slice(11, 19);
  return `${displayDay(addDays(0 as Day, days))}, ${time}`;
}
