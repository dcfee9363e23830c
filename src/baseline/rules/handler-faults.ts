/** What the inline code of a custom resource does carelessly, read off its text. */
export function handlerFaults(code: string): readonly string[] {
  const isPython = /\bcfnresponse\b/.test(code);
  const isNode = /cfn-response/.test(code);
  if (!isPython && !isNode) return [];
  const faults: string[] = [];
  const says = (pattern: RegExp) => pattern.test(code);
  if (says(/create_publishing_destination|CreatePublishingDestination/)) {
    const looksFirst = says(/list_publishing_destinations|ListPublishingDestinations/);
    if (says(/["']Update["']/) && !looksFirst && !says(/update_publishing|UpdatePublishing/)) {
      faults.push('Update creates again');
    }
    const deletes = says(/delete_publishing_destination|DeletePublishingDestination/);
    if (!deletes) faults.push('Delete leaves the destination behind');
  }
  const sends = argumentsOfSends(code);
  if (sends.length > 0 && sends.every((count) => count < 5)) {
    faults.push('no PhysicalResourceId is given');
  }
  if (says(/\[\s*["']Data["']\s*\]\s*=/)) faults.push('Data is nested in Data');
  if (isPython && says(/^\s*except\s*:/m)) faults.push('a bare except hides the cause');
  if (isPython && says(/cfnresponse\.FAILED/) && !says(/reason\s*=/)) {
    faults.push('FAILED is sent without a reason');
  }
  return faults;
}

/** How many arguments each call of `send` has; commas inside of brackets part none. */
function argumentsOfSends(code: string): readonly number[] {
  return [...code.matchAll(/\.send\s*\(/g)].map((match) => {
    let depth = 1;
    let count = 1;
    for (let at = match.index + match[0].length; at < code.length && depth > 0; at += 1) {
      const character = code[at] ?? '';
      if ('([{'.includes(character)) depth += 1;
      else if (')]}'.includes(character)) depth -= 1;
      else if (character === ',' && depth === 1) count += 1;
    }
    return count;
  });
}
