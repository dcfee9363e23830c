import { arnForm, type ResourceType, resourceTypesOf } from './action-table.ts';
import {
  type Ask,
  type AuthorisableCall,
  type ResourceLookups,
  textOf,
} from './authorisable-call.ts';
import { resourcesOfIam } from './resources-of-iam.ts';
import { resourcesOfOrganizations } from './resources-of-organizations.ts';

const NO_RESOURCE: readonly string[] = ['*'];

/**
 * What a call must be allowed to do: its own action, and the handing over of a role where the
 * input names one for a service to take. At once where nothing has to be looked up.
 */
export function asksOf(
  call: AuthorisableCall,
  lookups: ResourceLookups,
): readonly Ask[] | Promise<readonly Ask[]> {
  const action = `${call.service}:${call.operation}`;
  const types = resourceTypesOf(call.service, call.operation) ?? [];
  if (types.length === 0) return [{ action, resources: NO_RESOURCE }, ...passedRole(call)];
  if (call.service === 'iam') {
    return resourcesOfIam(call, types, lookups).then(async (resources) => [
      { action, resources: orNone(resources) },
      ...(await passedToProfile(call, lookups)),
    ]);
  }
  return [{ action, resources: orNone(namedResources(call, types)) }, ...passedRole(call)];
}

function orNone(resources: readonly string[]): readonly string[] {
  return resources.length > 0 ? resources : NO_RESOURCE;
}

function namedResources(call: AuthorisableCall, types: readonly ResourceType[]): readonly string[] {
  const { input, service } = call;
  switch (service) {
    case 'organizations':
      return resourcesOfOrganizations(call);
    case 'sts':
      return [textOf(input, 'RoleArn') ?? '*'];
    case 'account':
      return [accountResource(call)];
    default: {
      const arn = textOf(input, 'ResourceArn');
      if (arn !== undefined) return [arn];
      return types.filter(({ required }) => required).map(({ name }) => filledArn(call, name));
    }
  }
}

/** Input members that are called otherwise than the placeholder in the form of the ARN. */
const MEMBERS: Readonly<Record<string, readonly string[]>> = {
  FilterName: ['FilterName', 'Name'],
  IPSetId: ['IpSetId'],
  PublishingDestinationId: ['DestinationId'],
};

/** A star stands for what the input does not name. */
function filledArn(call: AuthorisableCall, type: string): string {
  const { service, partition, region, principal, input } = call;
  const fixed: Readonly<Record<string, string>> = {
    Partition: partition,
    Region: region,
    Account: principal.accountId,
  };
  const form = arnForm(service, type) ?? '*';
  const arn = form.replace(/\$\{(\w+)\}/g, (_whole, name: string) => {
    const members = MEMBERS[name] ?? [name];
    return fixed[name] ?? members.map((member) => textOf(input, member)).find(Boolean) ?? '*';
  });
  // The reference writes it in lower case; GuardDuty itself, and policies in use, do not.
  return arn.replace('/publishingdestination/', '/publishingDestination/');
}

/** One's own account, or one of the organisation that its management account names. */
function accountResource({ partition, principal, input, organization }: AuthorisableCall): string {
  const other = textOf(input, 'AccountId');
  if (other === undefined || organization === undefined) {
    return `arn:${partition}:account::${principal.accountId}:account`;
  }
  const { managementAccountId, organizationId } = organization;
  return `arn:${partition}:account::${managementAccountId}:account/${organizationId}/${other}`;
}

/** Malware protection plans take a role that GuardDuty assumes. */
function passedRole({ service, input }: AuthorisableCall): readonly Ask[] {
  const role = service === 'guardduty' ? textOf(input, 'Role') : undefined;
  const passedTo = 'malware-protection-plan.guardduty.amazonaws.com';
  return role === undefined ? [] : [{ action: 'iam:PassRole', resources: [role], passedTo }];
}

/** Whoever puts a role into an instance profile hands it to EC2. */
async function passedToProfile(
  call: AuthorisableCall,
  lookups: ResourceLookups,
): Promise<readonly Ask[]> {
  if (call.operation !== 'AddRoleToInstanceProfile') return [];
  const resources = await resourcesOfIam(call, [{ name: 'role', required: true }], lookups);
  return [{ action: 'iam:PassRole', resources, passedTo: 'ec2.amazonaws.com' }];
}
