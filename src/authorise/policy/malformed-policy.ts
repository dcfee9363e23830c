import type { PolicyKind } from './policy.ts';

/**
 * A document that AWS would refuse. `message` is the reason as AWS words it, ready for the caller;
 * `detail` says in our words what is wrong and where.
 */
export class MalformedPolicy extends Error {
  constructor(
    reason: string,
    readonly detail: string,
  ) {
    super(reason);
    this.name = 'MalformedPolicy';
  }
}

/** What was found, with what AWS's sentences name. */
export type Fault =
  | { readonly is: 'json' | 'syntax' | 'legacy' | 'sid-twice' | 'sid-form' }
  | { readonly is: 'missing' | 'prohibited'; readonly field: string }
  | { readonly is: 'vendor-missing' | 'two-colons' | 'trust-action' }
  | { readonly is: 'vendor'; readonly vendor: string }
  | { readonly is: 'resource-form' | 'resource-region'; readonly resource: string }
  | { readonly is: 'resource-partition'; readonly partition: string; readonly resource: string }
  | { readonly is: 'resource-vendor' }
  | { readonly is: 'principal'; readonly type: string; readonly name: string }
  | { readonly is: 'operator'; readonly operator: string };

/** Organizations has one sentence for whatever is wrong with a document. */
const SCP_REASON =
  'The provided policy document does not meet the requirements of the specified policy type.';

/** The fault as AWS words it for this kind of document; `detail` is ours. */
export function malformed(kind: PolicyKind, fault: Fault, detail: string): MalformedPolicy {
  return new MalformedPolicy(kind === 'scp' ? SCP_REASON : reasonOf(kind, fault), detail);
}

function reasonOf(kind: PolicyKind, fault: Fault): string {
  switch (fault.is) {
    case 'json':
      return kind === 'trust' ? 'This policy contains invalid Json' : 'Syntax errors in policy.';
    case 'syntax':
      return 'Syntax errors in policy.';
    case 'legacy':
      return 'The policy failed legacy parsing';
    case 'sid-twice':
      return 'Statement IDs (SID) in a single policy must be unique.';
    case 'sid-form':
      return (
        'Statement IDs (SID) must be alpha-numeric. ' +
        'Check that your input satisfies the regular expression [0-9A-Za-z]*'
      );
    case 'missing':
      return missing(kind, fault.field);
    case 'prohibited':
      return prohibited(kind, fault.field);
    case 'vendor-missing':
      return 'Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.';
    case 'two-colons':
      return 'Actions/Condition can contain only one colon.';
    case 'trust-action':
      return 'AssumeRole policy may only specify STS AssumeRole actions.';
    case 'vendor':
      return `Vendor ${fault.vendor} is not valid`;
    case 'resource-form':
      return `Resource ${fault.resource} must be in ARN format or "*".`;
    case 'resource-region':
      return `IAM resource ${fault.resource} cannot contain region information.`;
    case 'resource-partition':
      return `Partition "${fault.partition}" is not valid for resource "${fault.resource}".`;
    case 'resource-vendor':
      return 'Resource vendor must be fully qualified and cannot contain regexes.';
    case 'principal':
      return `Invalid principal in policy: "${fault.type.toUpperCase()}":"${fault.name}"`;
    case 'operator':
      return kind === 'identity'
        ? 'Syntax errors in policy.'
        : `Invalid Condition type : ${fault.operator}`;
  }
}

function missing(kind: PolicyKind, field: string): string {
  if (kind === 'identity' && field === 'Action') return 'Policy statement must contain actions.';
  if (kind === 'identity' && field === 'Resource') {
    return 'Policy statement must contain resources.';
  }
  if (kind === 'identity') return 'Syntax errors in policy.';
  return `Missing required field ${field}`;
}

function prohibited(kind: PolicyKind, field: string): string {
  if (kind !== 'identity') return `Has prohibited field ${field}`;
  return field.endsWith('Principal')
    ? 'Policy document should not specify a principal.'
    : 'Syntax errors in policy.';
}
