/** Runs one piece of work at a time, in the order of asking. A failure is its asker's alone. */
export function createSerialQueue(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const mine = last.then(work, work);
    last = mine.catch(ignore);
    return mine;
  };
}

/** The asker is told; whoever comes next has nothing to do with it. */
function ignore(): void {}
