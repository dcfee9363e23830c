import type { StackValue, StackValueMap } from '../../domain/stack.ts';
import { isList } from '../template/value.ts';
import { retagGuardDuty } from './guardduty-tags.ts';
import { at, flag, given, ifThere, list, map, tags, text, textAt } from './properties.ts';
import type { Provider, Work } from './provider.ts';

const FREQUENCY_DEFAULT = 'SIX_HOURS';

/** What CreateDetector and UpdateDetector take of the properties. */
function settingsOf({ properties }: Work): Readonly<Record<string, unknown>> {
  const { Enable, FindingPublishingFrequency: frequency, DataSources, Features } = properties;
  return {
    Enable: flag(Enable),
    FindingPublishingFrequency: text(frequency),
    DataSources: DataSources === undefined ? undefined : dataSourcesOf(map(DataSources)),
    Features: isList(Features) ? Features.map(featureOf) : undefined,
  };
}

/** Each of them as the API has it; what the template does not name stays away. */
function dataSourcesOf(sources: StackValueMap): object {
  const logs = flag(at(sources, 'S3Logs.Enable'));
  const audit = flag(at(sources, 'Kubernetes.AuditLogs.Enable'));
  const path = 'MalwareProtection.ScanEc2InstanceWithFindings.EbsVolumes';
  const volumes = flag(at(sources, path));
  return given({
    S3Logs: logs === undefined ? undefined : { Enable: logs },
    Kubernetes: audit === undefined ? undefined : { AuditLogs: { Enable: audit } },
    MalwareProtection:
      volumes === undefined ? undefined : { ScanEc2InstanceWithFindings: { EbsVolumes: volumes } },
  });
}

function featureOf(value: StackValue): object {
  const { Name, Status, AdditionalConfiguration: more } = map(value);
  const part = (one: StackValue) => ({ Name: text(map(one).Name), Status: text(map(one).Status) });
  return given({
    ...{ Name: text(Name), Status: text(Status) },
    AdditionalConfiguration: isList(more) ? more.map(part) : undefined,
  });
}

/** The one that is there after a crash, if it came to be. */
async function foundAgain(work: Work): Promise<string | undefined> {
  if (!work.isResumed) return undefined;
  const { DetectorIds: [id] = [] } = (await work.call('guardduty', 'ListDetectors', {})) as {
    DetectorIds?: string[];
  };
  return id;
}

export const guardDutyDetector: Provider = {
  type: 'AWS::GuardDuty::Detector',
  properties: {
    required: ['Enable'],
    optional: ['FindingPublishingFrequency', 'DataSources', 'Features', 'Tags'],
    shapes: {
      Enable: 'flag',
      DataSources: {
        S3Logs: { 'Enable!': 'flag' },
        Kubernetes: { 'AuditLogs!': { 'Enable!': 'flag' } },
        MalwareProtection: { ScanEc2InstanceWithFindings: { EbsVolumes: 'flag' } },
      },
      Features: [
        {
          ...{ 'Name!': 'text', 'Status!': 'text' },
          AdditionalConfiguration: [{ Name: 'text', Status: 'text' }],
        },
      ],
    },
  },
  attributes: ['Id'],
  identifier: 'Id',
  async create(work) {
    const again = await foundAgain(work);
    const input = given({ ...settingsOf(work), Tags: tags(work) });
    const physicalId =
      again ?? textAt(await work.call('guardduty', 'CreateDetector', input), 'DetectorId');
    return { physicalId, attributes: { Id: physicalId } };
  },
  async update(work, { physicalId }) {
    const settings = {
      FindingPublishingFrequency: FREQUENCY_DEFAULT,
      ...given(settingsOf(work)),
    };
    await work.call('guardduty', 'UpdateDetector', { DetectorId: physicalId, ...settings });
    return { physicalId, attributes: { Id: physicalId } };
  },
  retag: (work, { physicalId }, change) => retagGuardDuty(work, `detector/${physicalId}`, change),
  async delete({ call }, { physicalId }) {
    await ifThere(call('guardduty', 'DeleteDetector', { DetectorId: physicalId }));
  },
  async read({ call, properties }, physicalId) {
    const found = await ifThere(call('guardduty', 'GetDetector', { DetectorId: physicalId }));
    if (found === undefined) return undefined;
    return {
      attributes: { Id: physicalId },
      properties: {
        Enable: found.Status === 'ENABLED',
        FindingPublishingFrequency: String(found.FindingPublishingFrequency),
        ...(properties.DataSources !== undefined && {
          DataSources: asDeclared(map(found.DataSources as StackValue)),
        }),
        ...(properties.Features !== undefined && {
          Features: statusesOf(found.Features as StackValue, properties.Features),
        }),
      },
    };
  },
};

/** Statuses of the features that a template names, and of what it names of them. */
function statusesOf(found: StackValue | undefined, declared: StackValue): StackValueMap[] {
  const all = list(found).map(map);
  return list(declared).map((one) => {
    const { Name = '', AdditionalConfiguration: more } = map(one);
    const { Status = '', AdditionalConfiguration } = all.find((it) => it.Name === Name) ?? {};
    const parts = more && { AdditionalConfiguration: statusesOf(AdditionalConfiguration, more) };
    return { Name, Status, ...parts };
  });
}

/** What GetDetector says of data sources, as a template has it. */
function asDeclared(sources: StackValueMap): StackValueMap {
  const isOn = (path: string) => at(sources, path) === 'ENABLED';
  return {
    S3Logs: { Enable: isOn('S3Logs.Status') },
    Kubernetes: { AuditLogs: { Enable: isOn('Kubernetes.AuditLogs.Status') } },
    MalwareProtection: {
      ScanEc2InstanceWithFindings: {
        EbsVolumes: isOn('MalwareProtection.ScanEc2InstanceWithFindings.EbsVolumes.Status'),
      },
    },
  };
}
