/** Places for so many at a time, and a queue before them. */
export interface Places {
  /** Undefined where there is no place, or, for who is patient, no room to wait. */
  take<T>(patient: boolean, work: () => Promise<T>): Promise<T> | undefined;
  /** Nobody gets in any more; who waits is turned away. */
  close(): void;
  /** Resolves when all places are free. */
  idle(): Promise<void>;
}

export interface PlacesOptions {
  readonly runningMax: number;
  readonly waitingMax: number;
}

export function createPlaces({ runningMax, waitingMax }: PlacesOptions): Places {
  const waiting: { readonly begin: () => void; readonly refuse: (why: Error) => void }[] = [];
  const working = new Set<Promise<unknown>>();
  let closed = false;

  const begin = <T>(work: () => Promise<T>): Promise<T> => {
    const done = work().finally(() => {
      working.delete(done);
      waiting.shift()?.begin();
    });
    working.add(done);
    return done;
  };

  return {
    take(patient, work) {
      if (closed) return undefined;
      if (working.size < runningMax) return begin(work);
      if (!patient || waiting.length >= waitingMax) return undefined;
      return new Promise((resolve, reject) => {
        waiting.push({ begin: () => begin(work).then(resolve, reject), refuse: reject });
      });
    },
    close() {
      closed = true;
      for (const { refuse } of waiting.splice(0)) refuse(new Error('the server is closing'));
    },
    async idle() {
      await Promise.allSettled(working);
    },
  };
}
