import { type Command, Option } from 'commander';
import { ORGANIZATION_ACCOUNTS_MAX, SCP_CHARACTERS_MAX, SCPS_PER_TARGET_MAX } from '../limits.ts';
import type { OrganizationQuotas } from '../operations/organizations/quotas.ts';
import { parseCount } from './server-options.ts';

/** The quotas that AWS raises on request: whoever runs Vedette is whom one would ask. */
export function addQuotaOptions(command: Command): Command {
  return command
    .addOption(
      new Option(
        '--organization-accounts-max <number>',
        `accounts of one organisation, kept from then on (at first ${ORGANIZATION_ACCOUNTS_MAX})`,
      )
        .env('VEDETTE_ORGANIZATION_ACCOUNTS_MAX')
        .argParser(parseCount(1, 1_000_000)),
    )
    .addOption(
      new Option(
        '--scps-per-target-max <number>',
        `service control policies at one root, unit or account (at first ${SCPS_PER_TARGET_MAX})`,
      )
        .env('VEDETTE_SCPS_PER_TARGET_MAX')
        .argParser(parseCount(1, 100)),
    )
    .addOption(
      new Option(
        '--scp-characters-max <number>',
        `characters of a service control policy (at first ${SCP_CHARACTERS_MAX})`,
      )
        .env('VEDETTE_SCP_CHARACTERS_MAX')
        .argParser(parseCount(100, 1_000_000)),
    );
}

export function quotasOf(options: OrganizationQuotas): OrganizationQuotas {
  const { organizationAccountsMax, scpsPerTargetMax, scpCharactersMax } = options;
  return { organizationAccountsMax, scpsPerTargetMax, scpCharactersMax };
}
