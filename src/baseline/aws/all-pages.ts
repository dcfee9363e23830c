interface Page<T> {
  readonly items: readonly T[] | undefined;
  readonly next: string | undefined;
}

/** What a call lists, over all of its pages. */
export async function allPages<T>(
  read: (token: string | undefined) => Promise<Page<T>>,
): Promise<T[]> {
  const all: T[] = [];
  let token: string | undefined;
  do {
    const { items = [], next } = await read(token);
    all.push(...items);
    token = next || undefined;
  } while (token !== undefined);
  return all;
}
