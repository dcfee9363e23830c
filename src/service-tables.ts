import type { ServiceTable } from './api/create-api.ts';
import { wireServices } from './api/wire/wire-services.ts';
import { invalidInput as accountInvalidInput } from './operations/account/errors.ts';
import { accountTable } from './operations/account/index.ts';
import { cloudFormationTable } from './operations/cloudformation/index.ts';
import { invalidInput as cloudTrailInvalidInput } from './operations/cloudtrail/errors.ts';
import { cloudTrailTable } from './operations/cloudtrail/index.ts';
import { invalidInput as ec2InvalidInput } from './operations/ec2/errors.ts';
import { ec2Table } from './operations/ec2/index.ts';
import { invalidInput as guardDutyInvalidInput } from './operations/guardduty/errors.ts';
import { guardDutyTable } from './operations/guardduty/index.ts';
import { invalidInput as healthInvalidInput } from './operations/health/errors.ts';
import { healthTable } from './operations/health/index.ts';
import { iamTable } from './operations/iam/index.ts';
import { invalidInput as kmsInvalidInput } from './operations/kms/errors.ts';
import { kmsTable } from './operations/kms/index.ts';
import { invalidInput as lambdaInvalidInput } from './operations/lambda/errors.ts';
import { lambdaTable } from './operations/lambda/index.ts';
import { invalidInput as organizationsInvalidInput } from './operations/organizations/errors.ts';
import { organizationsTable } from './operations/organizations/index.ts';
import { invalidInput as stsInvalidInput } from './operations/sts/errors.ts';
import { stsTable } from './operations/sts/index.ts';
import { invalidInput as vedetteInvalidInput } from './operations/vedette/errors.ts';
import { vedetteTable } from './operations/vedette/index.ts';

/** GuardDuty is first: it answers requests that no service recognises. */
export const serviceTables: readonly ServiceTable[] = [
  {
    wire: wireServices.guardduty,
    operations: { ...guardDutyTable },
    invalidInput: guardDutyInvalidInput,
  },
  { wire: wireServices.sts, operations: { ...stsTable }, invalidInput: stsInvalidInput },
  {
    wire: wireServices.organizations,
    operations: { ...organizationsTable },
    invalidInput: organizationsInvalidInput,
  },
  { wire: wireServices.iam, operations: { ...iamTable }, invalidInput: stsInvalidInput },
  {
    wire: wireServices.cloudformation,
    operations: { ...cloudFormationTable },
    invalidInput: stsInvalidInput,
  },
  {
    wire: wireServices.account,
    operations: { ...accountTable },
    invalidInput: accountInvalidInput,
  },
  {
    wire: wireServices.cloudtrail,
    operations: { ...cloudTrailTable },
    invalidInput: cloudTrailInvalidInput,
  },
  { wire: wireServices.health, operations: { ...healthTable }, invalidInput: healthInvalidInput },
  { wire: wireServices.kms, operations: { ...kmsTable }, invalidInput: kmsInvalidInput },
  { wire: wireServices.lambda, operations: { ...lambdaTable }, invalidInput: lambdaInvalidInput },
  { wire: wireServices.ec2, operations: { ...ec2Table }, invalidInput: ec2InvalidInput },
  {
    wire: wireServices.vedette,
    operations: { ...vedetteTable },
    invalidInput: vedetteInvalidInput,
  },
];
