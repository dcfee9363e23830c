import { account } from './account.ts';
import { cloudformation } from './cloudformation.ts';
import { cloudtrail } from './cloudtrail.ts';
import { ec2 } from './ec2.ts';
import { guardduty } from './guardduty.ts';
import { health } from './health.ts';
import { iam } from './iam.ts';
import { kms } from './kms.ts';
import { lambda } from './lambda.ts';
import { organizations } from './organizations.ts';
import type { WireService } from './shapes.ts';
import { sts } from './sts.ts';
import { vedette } from './vedette.ts';

/** Every service that one port serves, by its name in the signature's scope. */
export const wireServices = {
  guardduty,
  sts,
  cloudformation,
  organizations,
  iam,
  account,
  ec2,
  health,
  kms,
  lambda,
  cloudtrail,
  vedette,
} satisfies Record<string, WireService>;
