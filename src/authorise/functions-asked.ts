import { functionArn, functionPolicy, readFunctionName } from '../domain/lambda-function.ts';
import type { Store } from '../store/store.ts';
import { type Ask, type AuthorisableCall, textOf } from './authorisable-call.ts';
import type { ResourceOwner } from './context-keys.ts';
import type { AppliedPolicy } from './policy/evaluate.ts';
import { parsePolicy } from './policy/parse-policy.ts';

/** What a Lambda call about one function asks, and who has a say besides the caller's policies. */
export interface FunctionAsk {
  readonly asks: readonly Ask[];
  readonly held?: { readonly owner: ResourceOwner; readonly trust?: AppliedPolicy };
}

/** Where the action is called otherwise than the operation. */
const ACTIONS: Readonly<Record<string, string>> = { Invoke: 'InvokeFunction' };

/**
 * Undefined for a call about no single function. A function that is not there has no policy, and
 * is its would-be owner's to hide.
 */
export async function functionAsked(
  call: AuthorisableCall,
  { accounts, functions }: Pick<Store, 'accounts' | 'functions'>,
): Promise<FunctionAsk | undefined> {
  const { input, principal, region, partition, operation } = call;
  const text = textOf(input, 'FunctionName') ?? textOf(input, 'Resource');
  const named =
    text === undefined ? undefined : readFunctionName(text, principal.accountId, region);
  if (named === undefined) return undefined;
  const action = `lambda:${ACTIONS[operation] ?? operation}`;
  const asks: Ask[] = [{ action, resources: [functionArn(named, partition)] }];
  const role = textOf(input, 'Role');
  if (role !== undefined) {
    const passedTo = 'lambda.amazonaws.com';
    asks.push({ action: 'iam:PassRole', resources: [role], passedTo });
  }
  const [there, account] = await Promise.all([
    functions.get(named.accountId, named.region, named.name),
    accounts.get(named.accountId),
  ]);
  const document = there && functionPolicy(there);
  return {
    asks,
    held: {
      owner: { accountId: named.accountId, organizationId: account?.organizationId },
      ...(document !== undefined && {
        trust: {
          name: `policy of function ${named.name}`,
          policy: parsePolicy(document, 'resource'),
        },
      }),
    },
  };
}
