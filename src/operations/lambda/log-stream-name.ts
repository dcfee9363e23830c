import { createHash } from 'node:crypto';
import { LATEST, type LambdaFunction } from '../../domain/lambda-function.ts';
import { isoMillis } from '../../lib/clock.ts';

/**
 * `2026/03/01/[$LATEST]…`: the same for every run of the same code and settings. Custom resources
 * whose function names them no other way are called by it, and one that changed its name would be
 * taken for a new one.
 */
export function logStreamName(lambda: LambdaFunction): string {
  const { accountId, region, name, codeSha256, modifiedAt } = lambda;
  const day = isoMillis(modifiedAt).slice(0, 10).replaceAll('-', '/');
  const hash = createHash('sha256').update([accountId, region, name, codeSha256].join('|'));
  return `${day}/[${LATEST}]${hash.digest('hex').slice(0, 32)}`;
}
