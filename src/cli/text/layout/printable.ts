/**
 * Characters that control a terminal or change how the surrounding text is displayed: control characters (C0 and C1,
 * the start of every escape sequence), bidirectional and other formatting characters, line and paragraph separators,
 * and unpaired surrogates. The joiners U+200C and U+200D stay: names in Indian scripts need them.
 */
const UNSAFE = /[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/gu;
const KEPT_IN_A_LINE = /[\u200c\u200d]/;
const KEPT_IN_A_TEXT = /[\n\t\u200c\u200d]/;

const MARK = '·';

/** A text from a file or a user as part of one line; each unsafe character, line ends included, becomes `·`. */
export const printable = (text: string): string =>
  text.replace(UNSAFE, (c) => (KEPT_IN_A_LINE.test(c) ? c : MARK));

/** The same for a text of several lines: line ends and tabs stay. */
export const printableLines = (text: string): string =>
  text.replace(UNSAFE, (c) => (KEPT_IN_A_TEXT.test(c) ? c : MARK));
