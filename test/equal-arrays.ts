type Tester = (a: unknown, b: unknown) => boolean | undefined;

/**
 * Jest compares typed arrays and buffers as it does any object, key by key: a minute for the sessions of a risk model. This
 * compares the values of two of one type, by the rule of `toEqual` (`Object.is`: NaN equals NaN, 0 differs from −0), and
 * leaves the rest to Jest.
 */
const areEqualArrays: Tester = (a, b) => {
  if (!ArrayBuffer.isView(a) || !ArrayBuffer.isView(b)) return undefined;
  if (a instanceof DataView || b instanceof DataView || a.constructor !== b.constructor) return undefined;
  const [left, right] = [a, b] as unknown as [ArrayLike<number | bigint>, ArrayLike<number | bigint>];
  if (left.length !== right.length) return false;
  for (let i = 0; i < left.length; i++) if (!Object.is(left[i], right[i])) return false;
  return true;
};

// Jest's published types lack it.
(expect as unknown as { addEqualityTesters(testers: readonly Tester[]): void }).addEqualityTesters([
  areEqualArrays,
]);
