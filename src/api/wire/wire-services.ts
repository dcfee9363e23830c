import { guardduty } from './guardduty.ts';
import { organizations } from './organizations.ts';
import type { WireService } from './shapes.ts';
import { sts } from './sts.ts';
import { vedette } from './vedette.ts';

/** Every service that one port serves, by its name in the signature's scope. */
export const wireServices = {
  guardduty,
  sts,
  organizations,
  vedette,
} satisfies Record<string, WireService>;
