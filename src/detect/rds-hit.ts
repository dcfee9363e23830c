import type { LoginAttribute, RdsDbInstanceDetails } from '@aws-sdk/client-guardduty';
import type { Listed } from '../lists/known-lists.ts';
import type { DatabaseLoginEvent } from '../normalise/event.ts';
import { partitionOf } from './access-key-resource.ts';
import { remoteIp } from './api-call-action.ts';
import type { Hit } from './define.ts';
import { threatEvidence, threatInfo } from './threat-evidence.ts';

export interface RdsHitParts {
  readonly type: string;
  readonly severity: number;
  readonly title: string;
  readonly description: string;
  /** How often the login was tried; this one time where it is left out. */
  readonly attempts?: { readonly failed: number; readonly successful: number };
  /** Lists that decided. */
  readonly listed?: readonly Listed[];
  readonly additionalInfo?: Readonly<Record<string, unknown>>;
}

/** A hit about a login to a database. An instance and a user are a finding. */
export function rdsHit(event: DatabaseLoginEvent, parts: RdsHitParts): Hit {
  const { listed = [] } = parts;
  const remote = remoteIp(event.sourceAddress);
  return {
    type: parts.type,
    severity: parts.severity,
    accountId: event.accountId,
    region: event.region,
    time: event.time,
    key: `${event.database}|${event.user}`,
    title: parts.title,
    description: parts.description,
    resource: {
      ResourceType: 'RDSDBInstance',
      RdsDbInstanceDetails: instanceDetails(event),
      RdsDbUserDetails: userDetails(event),
    },
    action: {
      ActionType: 'RDS_LOGIN_ATTEMPT',
      RdsLoginAttemptAction: {
        ...(remote && { RemoteIpDetails: remote }),
        LoginAttributes: [loginAttribute(event, parts)],
      },
    },
    resourceRole: 'TARGET',
    ...(listed.length > 0 && { evidence: threatEvidence(listed) }),
    additionalInfo: { ...threatInfo(listed), ...parts.additionalInfo },
  };
}

function instanceDetails(event: DatabaseLoginEvent): RdsDbInstanceDetails {
  const { accountId, region, database, cluster } = event;
  return {
    DbInstanceIdentifier: database,
    DbInstanceArn: `arn:${partitionOf(region)}:rds:${region}:${accountId}:db:${database}`,
    Engine: event.engine,
    ...(cluster && { DbClusterIdentifier: cluster }),
  };
}

function userDetails({ user, application, schema }: DatabaseLoginEvent) {
  return {
    ...(user && { User: user }),
    ...(application && { Application: application }),
    ...(schema && { Database: schema }),
  };
}

function loginAttribute(event: DatabaseLoginEvent, { attempts }: RdsHitParts): LoginAttribute {
  const { user, application, outcome } = event;
  return {
    ...(user && { User: user }),
    ...(application && { Application: application }),
    FailedLoginAttempts: attempts?.failed ?? (outcome === 'failure' ? 1 : 0),
    SuccessfulLoginAttempts: attempts?.successful ?? (outcome === 'success' ? 1 : 0),
  };
}
