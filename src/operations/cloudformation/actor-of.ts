import type { StackActor } from '../../domain/stack.ts';
import type { OperationContext } from '../context.ts';

/** As whom a stack acts: the role that was given, the one it has, or whoever calls. */
export function actorOf(
  { RoleARN: roleArn }: { readonly RoleARN?: string | undefined },
  { principal }: OperationContext,
  kept?: { readonly roleArn?: string | undefined },
): { readonly actor: StackActor; readonly roleArn: string | undefined } {
  const role = roleArn ?? kept?.roleArn;
  if (role === undefined) return { actor: { kind: 'caller', principal }, roleArn: undefined };
  const service = 'cloudformation.amazonaws.com';
  return { actor: { kind: 'role', roleArn: role, service }, roleArn: role };
}
