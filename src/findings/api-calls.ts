/** One of `service.additionalInfo.apiCalls`: what was called how often. Times in seconds. */
export interface ApiCall {
  readonly name: string;
  readonly count: number;
  readonly firstSeen: number;
  readonly lastSeen: number;
}

/** Calls of one name as one: most used first, and by name where they were used as often. */
export function addedUp(calls: readonly ApiCall[], max: number): readonly ApiCall[] {
  const byName = new Map<string, ApiCall>();
  for (const call of calls) {
    const { count, firstSeen, lastSeen } = byName.get(call.name) ?? { ...call, count: 0 };
    byName.set(call.name, {
      name: call.name,
      count: count + call.count,
      firstSeen: Math.min(firstSeen, call.firstSeen),
      lastSeen: Math.max(lastSeen, call.lastSeen),
    });
  }
  return [...byName.values()]
    .sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1))
    .slice(0, max);
}
