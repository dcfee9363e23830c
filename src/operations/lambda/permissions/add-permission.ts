import type { AddPermissionCommandInput } from '@aws-sdk/client-lambda';
import { MalformedPolicy, parsePolicy } from '../../../authorise/policy/parse-policy.ts';
import {
  functionArn,
  functionPolicy,
  type LambdaFunction,
  type PermissionStatement,
} from '../../../domain/lambda-function.ts';
import type { Partition } from '../../../domain/regions.ts';
import { uuid } from '../../../lib/ids.ts';
import { FUNCTION_POLICY_BYTES_MAX } from '../../../limits.ts';
import { lambdaErrors } from '../errors.ts';
import { operation } from '../operation.ts';
import { namedFunction } from '../own-function.ts';

export const addPermission = operation('AddPermission', async (input, context) => {
  const { store, partition } = context;
  const lambda = await namedFunction(input.FunctionName, context, input.Qualifier);
  if (input.RevisionId !== undefined && input.RevisionId !== lambda.revisionId) {
    throw lambdaErrors.revisionMismatch();
  }
  if (input.FunctionUrlAuthType !== undefined || input.InvokedViaFunctionUrl !== undefined) {
    throw lambdaErrors.unsupported('A function with a URL');
  }
  const { StatementId: id } = input;
  if (lambda.permissions.some(({ Sid }) => Sid === id)) throw lambdaErrors.statementExists(id);
  const statement = statementOf(input, id, lambda, partition);
  const permissions = [...lambda.permissions, statement];
  const policy = functionPolicy({ permissions }) ?? '';
  if (Buffer.byteLength(policy) > FUNCTION_POLICY_BYTES_MAX) {
    throw lambdaErrors.policyTooLarge(FUNCTION_POLICY_BYTES_MAX);
  }
  checkPolicy(policy);
  await store.functions.put({ ...lambda, permissions, revisionId: uuid() });
  return { Statement: JSON.stringify(statement) };
});

/** A statement in the form in which AWS shows it again. */
function statementOf(
  input: AddPermissionCommandInput,
  id: string,
  lambda: LambdaFunction,
  partition: Partition,
): PermissionStatement {
  const { SourceArn, SourceAccount, PrincipalOrgID, EventSourceToken } = input;
  const equals = {
    ...(SourceAccount !== undefined && { 'AWS:SourceAccount': SourceAccount }),
    ...(PrincipalOrgID !== undefined && { 'aws:PrincipalOrgID': PrincipalOrgID }),
    ...(EventSourceToken !== undefined && { 'lambda:EventSourceToken': EventSourceToken }),
  };
  const condition = {
    ...(Object.keys(equals).length > 0 && { StringEquals: equals }),
    ...(SourceArn !== undefined && { ArnLike: { 'AWS:SourceArn': SourceArn } }),
  };
  return {
    Sid: id,
    Effect: 'Allow',
    Principal: principalOf(input.Principal ?? '', partition),
    Action: input.Action,
    Resource: functionArn(lambda, partition),
    ...(Object.keys(condition).length > 0 && { Condition: condition }),
  };
}

function principalOf(text: string, partition: Partition): unknown {
  if (text === '*') return '*';
  if (/^\d{12}$/.test(text)) return { AWS: `arn:${partition}:iam::${text}:root` };
  return text.startsWith('arn:') ? { AWS: text } : { Service: text };
}

function checkPolicy(policy: string): void {
  try {
    parsePolicy(policy, 'resource');
  } catch (error) {
    if (!(error instanceof MalformedPolicy)) throw error;
    throw lambdaErrors.invalidParameter('The provided principal was invalid. Please check it.');
  }
}
