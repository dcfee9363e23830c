import type { PublishedEvent } from '../published-event.ts';
import { factsOf } from './finding-facts.ts';

/** AWS Security Finding Format 2018-10-08, as BatchImportFindings takes it. */
export function toAsff(event: PublishedEvent): object {
  const facts = factsOf(event);
  const partition = facts.arn.split(':')[1] || 'aws';
  const { accountId, region } = facts;
  const product = `product/${accountId}/default`;
  const type = facts.type.replaceAll('/', '-');
  return {
    Findings: [
      {
        SchemaVersion: '2018-10-08',
        Id: facts.arn,
        ProductArn: `arn:${partition}:securityhub:${region}:${accountId}:${product}`,
        ProductName: 'Vedette',
        GeneratorId: facts.arn.split('/finding/')[0],
        AwsAccountId: accountId,
        Region: region,
        Types: [`TTPs/${type.split(':')[0]}/${type}`],
        FirstObservedAt: facts.createdAt,
        LastObservedAt: facts.updatedAt,
        CreatedAt: facts.createdAt,
        UpdatedAt: facts.updatedAt,
        Severity: {
          Label: facts.label,
          Normalized: Math.round(facts.severity * 10),
          Original: String(facts.severity),
        },
        Title: facts.title.slice(0, 256) || facts.type,
        Description: facts.description.slice(0, 1024) || facts.type,
        ProductFields: { 'vedette/count': String(facts.count), 'vedette/type': facts.type },
        Resources: [
          {
            Type: 'Other',
            Id: `arn:${partition}:iam::${accountId}:root`,
            Partition: partition,
            Region: region,
            Details: { Other: { resourceType: facts.resourceType || 'Unknown' } },
          },
        ],
        RecordState: facts.archived ? 'ARCHIVED' : 'ACTIVE',
        Workflow: { Status: 'NEW' },
      },
    ],
  };
}
