/** The part of ml-regression that we use; the package ships no types. */
declare module 'ml-regression' {
  export class SimpleLinearRegression {
    constructor(x: number[], y: number[]);
    readonly slope: number;
    readonly intercept: number;
    predict(x: number): number;
    score(x: number[], y: number[]): { r: number; r2: number; chi2: number; rmsd: number };
  }
}
