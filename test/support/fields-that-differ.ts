const NAMES_OF_DELIVERY = ['eventID', 'requestID', 'auditID'];

/** Paths at which two JSON values differ; what names one delivery of a record does not count. */
export function fieldsThatDiffer(a: unknown, b: unknown, path = ''): string[] {
  if (isContainer(a) && isContainer(b)) {
    const names = new Set([...Object.keys(a), ...Object.keys(b)]);
    return [...names]
      .filter((name) => !NAMES_OF_DELIVERY.includes(name))
      .flatMap((name) => fieldsThatDiffer(a[name], b[name], `${path}/${name}`));
  }
  return Object.is(a, b) ? [] : [path];
}

function isContainer(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
