import {
  type AdminAccount,
  DescribeOrganizationConfigurationCommand,
  type DescribeOrganizationConfigurationCommandOutput,
  ListOrganizationAdminAccountsCommand,
} from '@aws-sdk/client-guardduty';
import type { Clients } from '../../api/clients.ts';

export type OrganizationConfiguration = DescribeOrganizationConfigurationCommandOutput;

/** What may be seen from here; the rest is refused to this account, which is no error. */
export interface OrganizationView {
  /** Of the management account. */
  readonly administrators?: readonly AdminAccount[] | undefined;
  /** Of the delegated administrator. */
  readonly configuration?: OrganizationConfiguration | undefined;
}

export async function readOrganization(
  guardduty: Clients['guardduty'],
  DetectorId: string | undefined,
): Promise<OrganizationView> {
  const [administrators, configuration] = await Promise.all([
    ifAllowed(async () => {
      const answer = await guardduty.send(new ListOrganizationAdminAccountsCommand({}));
      return answer.AdminAccounts ?? [];
    }),
    ifAllowed(async () => {
      if (DetectorId === undefined) return undefined;
      return guardduty.send(new DescribeOrganizationConfigurationCommand({ DetectorId }));
    }),
  ]);
  return { administrators, configuration };
}

async function ifAllowed<Answer>(ask: () => Promise<Answer>): Promise<Answer | undefined> {
  try {
    return await ask();
  } catch (error) {
    const isRefusal = error instanceof Error && REFUSALS.has(error.name);
    if (isRefusal) return undefined;
    throw error;
  }
}

const REFUSALS = new Set(['BadRequestException', 'AccessDeniedException']);
