/** The part of scs-solver that we use; the package ships no types. */
declare module 'scs-solver' {
  /** Matrices by compressed columns: values, their rows, where each column begins; P's upper triangle only. */
  export interface ScsData {
    readonly m: number;
    readonly n: number;
    readonly A_x: readonly number[];
    readonly A_i: readonly number[];
    readonly A_p: readonly number[];
    readonly P_x: readonly number[];
    readonly P_i: readonly number[];
    readonly P_p: readonly number[];
    readonly b: readonly number[];
    readonly c: readonly number[];
  }
  export interface ScsSettings {
    epsAbs: number;
    epsRel: number;
    maxIters: number;
    verbose: number;
    /** Gives the memory of the WebAssembly side back. */
    delete(): void;
  }
  export interface ScsSolution {
    readonly x: readonly number[];
    readonly y: readonly number[];
    /** 1 solved; 2 nearly; below 0 infeasible, unbounded or failed. */
    readonly statusVal: number;
  }
  export interface ScsModule {
    readonly ScsSettings: new () => ScsSettings;
    setDefaultSettings(settings: ScsSettings): void;
    /** `z` equalities come first, then `l` inequalities. */
    solve(
      data: ScsData,
      cone: { readonly z: number; readonly l: number },
      settings: ScsSettings,
    ): ScsSolution;
  }
  /** `print` and `printErr` receive the lines that it would write to standard output and error. */
  export default function create(options?: {
    readonly print?: (line: string) => void;
    readonly printErr?: (line: string) => void;
  }): Promise<ScsModule>;
}
