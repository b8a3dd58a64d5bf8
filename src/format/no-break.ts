import { NO_BREAK } from './numbers.ts';

/** Replaces the spaces before percent signs and around equals signs by no-break spaces. */
export const unbroken = (text: string): string => text.replace(/ (?=%)| (?==)|(?<==) /g, NO_BREAK);
