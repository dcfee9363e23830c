import type { Finding } from '@aws-sdk/client-guardduty';
import type { Hit } from '../detect/define.ts';
import { isoMillis } from '../lib/clock.ts';
import { findingArn, findingId, occurrence } from './build-finding.ts';
import { type FindingType, findingTypes } from './finding-types.ts';
import { sampleFromHit } from './sample-from-hit.ts';
import { type SamplePlace, sampleResources } from './sample-resources.ts';
import { sampleService } from './sample-services.ts';

/** Samples of a type in an account and Region are one finding, apart from those that are real. */
export const SAMPLE_KEY = 'sample';

export interface Samples {
  /** Every active finding type. */
  readonly types: readonly string[];
  /** A sample of the type for its caller; undefined for a type that is unknown or retired. */
  make(
    type: string,
    accountId: string,
    region: string,
    now: number,
    detectorId: string,
  ): Finding | undefined;
}

/**
 * Samples that look like what a detection really finds, where there is one (`firing`: a hit of its
 * first firing case, by type), and like a template of their resource otherwise.
 */
export function createSamples(options: {
  readonly firing: ReadonlyMap<string, Hit>;
  readonly partitionOf: (region: string) => string | undefined;
}): Samples {
  const byType = new Map(findingTypes.map((type) => [type.type, type]));
  return {
    types: [...byType.keys()],
    make(type, accountId, region, now, detectorId) {
      const fact = byType.get(type);
      if (!fact) return undefined;
      const place = { accountId, region, now, partition: options.partitionOf(region) ?? 'aws' };
      const hit = options.firing.get(type);
      const said = hit ? fromHit(sampleFromHit(hit, place)) : fromTemplate(fact, place);
      return {
        ...said,
        ...identity(type, place, detectorId),
        Service: service(said, place, detectorId),
      };
    },
  };
}

type Said = Pick<Finding, 'Severity' | 'Title' | 'Description' | 'Resource' | 'Service'>;

function fromHit(hit: Hit): Said {
  return {
    Severity: hit.severity,
    Title: hit.title,
    Description: hit.description,
    Resource: hit.resource,
    Service: occurrence({ ...hit, additionalInfo: { ...hit.additionalInfo, sample: true } }),
  };
}

function fromTemplate(fact: FindingType, place: SamplePlace): Said {
  return {
    Severity: fact.severity,
    Title: `This is what a finding of type ${fact.type} looks like.`,
    Description:
      `A sample of the finding type ${fact.type}, made because somebody asked for it. ` +
      'Nothing has happened: every name and address in it is made up.',
    Resource: sampleResources[fact.resource](place),
    Service: {
      ...sampleService(fact, place),
      AdditionalInfo: { Type: 'default', Value: JSON.stringify({ sample: true }) },
    },
  };
}

function identity(type: string, place: SamplePlace, detectorId: string) {
  const id = findingId(detectorId, type, SAMPLE_KEY, true);
  const { accountId, region, partition, now } = place;
  return {
    SchemaVersion: '2.0',
    AccountId: accountId,
    Region: region,
    Partition: partition,
    Id: id,
    Arn: findingArn({ ...place, detectorId, id }),
    Type: type,
    CreatedAt: isoMillis(now),
    UpdatedAt: isoMillis(now),
  };
}

function service(said: Said, { now }: SamplePlace, detectorId: string) {
  return {
    ...said.Service,
    ServiceName: 'guardduty',
    DetectorId: detectorId,
    EventFirstSeen: isoMillis(now),
    EventLastSeen: isoMillis(now),
    Archived: false,
    Count: 1,
  };
}
