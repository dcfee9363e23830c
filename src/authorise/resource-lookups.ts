import { readFunctionName } from '../domain/lambda-function.ts';
import type { Tags } from '../domain/tags.ts';
import type { Store } from '../store/store.ts';
import type { AuthorisableCall, ResourceLookups } from './authorisable-call.ts';

const IAM_ARN = /^arn:[\w-]+:iam::(\d{12}):(user|role|instance-profile)\/(?:.*\/)?([^/]+)$/;

/** Paths and tags from the store; those of GuardDuty's resources are handed in. */
export function createResourceLookups(
  store: Pick<Store, 'iam' | 'organizations' | 'kms' | 'functions'>,
  guardDutyTags: (arn: string, call: AuthorisableCall) => Promise<Tags>,
): ResourceLookups {
  async function iamEntity(...[kind, accountId, name]: Parameters<ResourceLookups['iamEntity']>) {
    const entity = await store.iam.get(kind, accountId, name);
    return entity && { path: entity.path, tags: entity.tags };
  }

  return {
    iamEntity,
    async tagsOf(arn, call) {
      const [, , service] = arn.split(':');
      if (service === 'guardduty') return guardDutyTags(arn, call);
      if (service === 'organizations') return organizationTags(store, arn, call);
      if (service === 'kms') return (await store.kms.key(arn.split('/')[1] ?? ''))?.tags ?? {};
      if (service === 'lambda') {
        const named = readFunctionName(arn, '', '');
        if (named === undefined) return {};
        const { accountId, region, name } = named;
        return (await store.functions.get(accountId, region, name))?.tags ?? {};
      }
      const [, accountId, kind, name] = IAM_ARN.exec(arn) ?? [];
      if (accountId === undefined || name === undefined) return {};
      return (await iamEntity(kind as 'user', accountId, name))?.tags ?? {};
    },
  };
}

async function organizationTags(
  store: Pick<Store, 'organizations'>,
  arn: string,
  { organization }: AuthorisableCall,
): Promise<Tags> {
  const id = arn.slice(arn.lastIndexOf('/') + 1);
  return organization ? store.organizations.getTags(organization.organizationId, id) : {};
}
