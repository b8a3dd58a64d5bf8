/** Things by hash, each made once; one that could not be made is tried again the next time it is asked for. */
export function keptByHash<T>(make: (hash: string) => Promise<T>): (hash: string) => Promise<T> {
  const kept = new Map<string, Promise<T>>();
  return async (hash) => {
    const made = kept.get(hash) ?? make(hash);
    kept.set(hash, made);
    try {
      return await made;
    } catch (error) {
      kept.delete(hash);
      throw error;
    }
  };
}
