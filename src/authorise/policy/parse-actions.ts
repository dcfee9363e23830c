import type { Refuse } from './parse-policy.ts';
import type { Patterns, PolicyKind } from './policy.ts';
import { textsOf } from './policy-json.ts';

type Fields = Readonly<Record<string, unknown>>;

/** The actions of a statement, in lower case. */
export function parseActions(
  fields: Fields,
  where: string,
  kind: PolicyKind,
  refuse: Refuse,
): Patterns {
  const found = eitherOf(fields, 'Action', where, refuse);
  if (found === undefined) return refuse(missingAction, `${where} has no Action.`);
  for (const action of found.patterns) checkAction(action, where, kind, refuse);
  return { ...found, patterns: found.patterns.map((action) => action.toLowerCase()) };
}

const missingAction = { is: 'missing', field: 'Action' } as const;
const missingResource = { is: 'missing', field: 'Resource' } as const;

/** A trust policy names no resource: it is about the role that it belongs to. */
export function parseResources(
  fields: Fields,
  where: string,
  kind: PolicyKind,
  refuse: Refuse,
): Patterns {
  if (kind === 'trust') {
    const field = ['Resource', 'NotResource'].find((name) => fields[name] !== undefined);
    if (field === undefined) return { negated: false, patterns: ['*'] };
    return refuse({ is: 'prohibited', field }, `${where} of a trust policy names a resource.`);
  }
  const found = eitherOf(fields, 'Resource', where, refuse);
  if (found === undefined) return refuse(missingResource, `${where} has no Resource.`);
  for (const resource of found.patterns) checkResource(resource, where, refuse);
  return found;
}

/** `Action` or `NotAction`, never both; undefined where neither says anything. */
function eitherOf(
  fields: Fields,
  name: 'Action' | 'Resource',
  where: string,
  refuse: Refuse,
): Patterns | undefined {
  const plain = fields[name];
  const not = fields[`Not${name}`];
  if (plain !== undefined && not !== undefined) {
    refuse({ is: 'syntax' }, `${where} has ${name} and Not${name}.`);
  }
  const value = plain ?? not;
  if (value === undefined) return undefined;
  const patterns = textsOf(value);
  if (patterns === undefined) {
    return refuse({ is: 'syntax' }, `${name} of ${where} must be a text or a list of texts.`);
  }
  return patterns.length === 0 ? undefined : { negated: plain === undefined, patterns };
}

function checkAction(action: string, where: string, kind: PolicyKind, refuse: Refuse): void {
  if (action !== '*') {
    const [vendor = '', name, ...more] = action.split(':');
    if (name === undefined || vendor === '') {
      refuse({ is: 'vendor-missing' }, `The action ${action} of ${where} names no service.`);
    }
    if (more.length > 0) {
      refuse({ is: 'two-colons' }, `The action ${action} of ${where} has more than one colon.`);
    }
    if (!/^[A-Za-z0-9-]+$/.test(vendor)) {
      refuse({ is: 'vendor', vendor }, `The action ${action} of ${where} names no service.`);
    }
    if (!/^[\w*?-]+$/.test(name ?? '')) {
      refuse({ is: 'syntax' }, `The action ${action} of ${where} is no name of an action.`);
    }
  }
  if (kind === 'trust' && !/^sts:/i.test(action)) {
    refuse({ is: 'trust-action' }, `The action ${action} of ${where} is not one of STS.`);
  }
}

const PARTITIONS = /^(\*|aws(-[a-z0-9*-]+)?)$/;

/** `*`, or an ARN in which wildcards may stand for anything but the service. */
function checkResource(resource: string, where: string, refuse: Refuse): void {
  if (resource === '*') return;
  const said = `The resource ${resource} of ${where}`;
  const [arn, partition = '', vendor = '', region = '', , ...rest] = resource.split(':');
  if (arn !== 'arn' || partition === '') {
    refuse({ is: 'resource-form', resource }, `${said} is no ARN.`);
  }
  if (!PARTITIONS.test(partition)) {
    const fault = { is: 'resource-partition', partition, resource } as const;
    refuse(fault, `${said} names no partition of AWS.`);
  }
  if (vendor === '' || vendor.startsWith('*') || vendor.includes('?')) {
    refuse({ is: 'resource-vendor' }, `${said} does not name its service.`);
  }
  if (vendor === 'iam' && region !== '') {
    refuse({ is: 'resource-region', resource }, `${said} has a Region, and IAM has none.`);
  }
  if (rest.length === 0 && !resource.endsWith('*')) {
    refuse({ is: 'legacy' }, `${said} has fewer than six parts.`);
  }
}
