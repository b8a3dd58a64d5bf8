import { day, displayDay } from '../../market/day.ts';
import { NO_BREAK } from './numbers.ts';

/** `2020-03-31` → `31 Mar 2020`, unbroken. */
export const dateText = (iso: string): string => displayDay(day(iso)).replaceAll(' ', NO_BREAK);

/** `2020-03-31` → `Mar 2020`, unbroken. */
export const monthText = (iso: string): string => dateText(iso).slice(3);
