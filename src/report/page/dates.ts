import { day, displayDay } from '../../market/day.ts';
import { NO_BREAK } from '../../format/numbers.ts';

/** `2020-03-31` → `31 Mar 2020`, with no-break spaces. */
export const dateText = (iso: string): string => displayDay(day(iso)).replaceAll(' ', NO_BREAK);

/** `Jan 2000 to Dec 2021`. */
export const periodText = (from: string, to: string): string => `${monthText(from)} to ${monthText(to)}`;

/** `2020-03-31` → `Mar 2020`, with a no-break space. */
export const monthText = (iso: string): string => dateText(iso).slice(3);
