/** What a grant is named by before every part of AWS knows of it; here it is known at once. */
export function grantToken(keyArn: string, grantId: string): string {
  return Buffer.from(JSON.stringify([keyArn, grantId])).toString('base64');
}

/** The key's ARN and the grant's id, or undefined for a text that is no token. */
export function readGrantToken(token: string): readonly [string, string] | undefined {
  try {
    const parts: unknown = JSON.parse(Buffer.from(token, 'base64').toString('utf8'));
    if (!Array.isArray(parts)) return undefined;
    const [keyArn, grantId]: unknown[] = parts;
    if (typeof keyArn !== 'string' || typeof grantId !== 'string') return undefined;
    return [keyArn, grantId];
  } catch {
    return undefined;
  }
}
