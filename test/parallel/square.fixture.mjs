export default (x) => {
  if (x < 0) throw new RangeError(`${x} is below 0`);
  return x * x;
};
