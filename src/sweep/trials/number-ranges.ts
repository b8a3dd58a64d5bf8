/** Whole numbers ascending, as `0-499,501,503-510`: a job names hundreds of trials in a few bytes. */
export function rangesText(numbers: readonly number[]): string {
  const parts: string[] = [];
  for (let i = 0; i < numbers.length;) {
    let end = i;
    while (numbers[end + 1] === numbers[end]! + 1) end++;
    parts.push(end === i ? `${numbers[i]}` : `${numbers[i]}-${numbers[end]}`);
    i = end + 1;
  }
  return parts.join(',');
}

/** The numbers of a text; null where it is not ascending ranges, or has more than `most` numbers. */
export function rangesOf(text: string, most: number): number[] | null {
  if (!/^\d+(-\d+)?(,\d+(-\d+)?)*$/.test(text)) return null;
  const numbers: number[] = [];
  for (const part of text.split(',')) {
    const [from, to = from] = part.split('-').map(Number) as [number, number?];
    if (to - from >= most - numbers.length || to < from || from <= (numbers.at(-1) ?? -1)) return null;
    for (let n = from; n <= to; n++) numbers.push(n);
  }
  return numbers;
}
