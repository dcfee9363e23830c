import { initial } from './0001-initial.ts';
import { filters } from './0002-filters.ts';
import { lists } from './0003-lists.ts';
import { organizations } from './0004-organizations.ts';
import { iam } from './0005-iam.ts';
import { organizationAdministration } from './0006-organization-administration.ts';
import { protection } from './0007-protection.ts';
import { stoppedMembers } from './0008-stopped-members.ts';
import { outbox } from './0009-outbox.ts';
import { kms } from './0010-kms.ts';
import { audit } from './0011-audit.ts';
import { buckets } from './0012-buckets.ts';
import { findingBodies } from './0013-finding-bodies.ts';
import { statistics } from './0014-statistics.ts';
import { functions } from './0015-functions.ts';
import { sourceSilence } from './0016-source-silence.ts';
import { findingIndexes } from './0017-finding-indexes.ts';
import { retention } from './0018-retention.ts';
import { stacks } from './0019-stacks.ts';
import { functionEvents } from './0020-function-events.ts';
import type { Migration } from './migration.ts';

/** In the order in which they run. */
export const migrations: readonly Migration[] = [
  initial,
  filters,
  lists,
  organizations,
  iam,
  organizationAdministration,
  protection,
  stoppedMembers,
  outbox,
  kms,
  audit,
  buckets,
  findingBodies,
  statistics,
  functions,
  sourceSilence,
  findingIndexes,
  retention,
  stacks,
  functionEvents,
];
