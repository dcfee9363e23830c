import type { Remark, Rule } from '../rule.ts';
import { isObject, listOf, memberOf, type Subject } from '../subject.ts';
import { handlerFaults } from './handler-faults.ts';

type Path = readonly (string | number)[];

/** Resources of a type, each with its properties and its place. */
function resourcesOf({ document }: Subject, type: RegExp) {
  const resources = memberOf(document.value, 'Resources');
  return Object.entries(isObject(resources) ? resources : {}).flatMap(([name, resource]) => {
    if (!type.test(String(memberOf(resource, 'Type')))) return [];
    const path: Path = ['Resources', name];
    return [{ name, path, properties: memberOf(resource, 'Properties') }];
  });
}

const FUNCTION = /^AWS::Lambda::Function$/;
const DETECTOR = /^AWS::GuardDuty::Detector$/;
const CUSTOM = /^(Custom::|AWS::CloudFormation::CustomResource$)/;

const codeOf = (properties: unknown): string => {
  const text = memberOf(properties, 'Code', 'ZipFile');
  return typeof text === 'string' ? text : '';
};

const expiringMarker: Rule = {
  id: 'B11',
  title: 'a lifecycle that takes the prefix away',
  level: 'warning',
  reads: ['template'],
  fault:
    'A destination with a prefix has an empty object as its folder. A rule that expires all ' +
    'objects expires it too, and updates of the destination fail then, with another reason.',
  remedy: 'Give the rule an ObjectSizeGreaterThan of 0, or a prefix below the folder.',
  check(subject) {
    return resourcesOf(subject, /^AWS::S3::Bucket$/).flatMap(({ path, name, properties }) =>
      listOf(memberOf(properties, 'LifecycleConfiguration', 'Rules')).flatMap((rule, index) => {
        const expires = ['ExpirationInDays', 'ExpirationDate'].some(
          (key) => memberOf(rule, key) !== undefined,
        );
        const spares = memberOf(rule, 'ObjectSizeGreaterThan') !== undefined;
        if (!expires || spares || memberOf(rule, 'Status') !== 'Enabled') return [];
        const where = [...path, 'Properties', 'LifecycleConfiguration', 'Rules', index];
        return [{ path: where, message: `${name} expires empty objects as well` }];
      }),
    );
  },
};

const carelessHandler: Rule = {
  id: 'B12',
  title: 'a custom resource whose function answers carelessly',
  level: 'warning',
  reads: ['template'],
  fault:
    'Creating again on Update fails, since one destination is all that there may be; doing ' +
    'nothing on Delete leaves it behind; no PhysicalResourceId looks like a replacement after a ' +
    'cold start; a bare except hides what went wrong.',
  remedy: 'Use AWS::GuardDuty::PublishingDestination, as "vedette baseline render" writes it.',
  check(subject) {
    const path = (at: Path) => [...at, 'Properties', 'Code', 'ZipFile'];
    return resourcesOf(subject, FUNCTION).flatMap((one) =>
      handlerFaults(codeOf(one.properties)).map((message) => ({
        path: path(one.path),
        message: `${one.name}: ${message}`,
      })),
    );
  },
};

/** AWS's dates of deprecation. */
const ENDED: Readonly<Record<string, string>> = {
  'nodejs12.x': '2023-03-31',
  'nodejs14.x': '2023-12-04',
  'nodejs16.x': '2024-06-12',
  'nodejs18.x': '2025-09-01',
  'python3.6': '2022-07-18',
  'python3.7': '2023-12-04',
  'python3.8': '2024-10-14',
  'python3.9': '2025-12-15',
};

const endedRuntime: Rule = {
  id: 'B13',
  title: 'a runtime whose time is over',
  level: 'warning',
  reads: ['template'],
  fault:
    'Lambda stops creating and then updating functions of a deprecated runtime: the stack cannot ' +
    'be made in an account that joins later.',
  remedy: 'Use a newer runtime, or no function at all.',
  check(subject) {
    return resourcesOf(subject, FUNCTION).flatMap(({ name, path, properties }) => {
      const runtime = String(memberOf(properties, 'Runtime'));
      const ended = ENDED[runtime];
      if (ended === undefined) return [];
      const message = `${name}: ${runtime} is deprecated since ${ended}`;
      return [{ path: [...path, 'Properties', 'Runtime'], message }];
    });
  },
};

const GLOBAL_NAMES: Readonly<Record<string, string>> = {
  'AWS::IAM::Role': 'RoleName',
  'AWS::IAM::ManagedPolicy': 'ManagedPolicyName',
  'AWS::IAM::User': 'UserName',
  'AWS::IAM::Group': 'GroupName',
  'AWS::IAM::InstanceProfile': 'InstanceProfileName',
};

const globalName: Rule = {
  id: 'B14',
  title: 'a name of IAM in every Region',
  level: 'error',
  reads: ['template'],
  fault:
    'IAM is one for all Regions. A stack set that makes a role of one name in two Regions fails ' +
    'in the second.',
  remedy: 'Leave the name out, or put AWS::Region into it.',
  check(subject, { regions }) {
    if (regions.length === 1) return [];
    return resourcesOf(subject, /^AWS::IAM::/).flatMap(({ name, path, properties }) => {
      const type = String(memberOf(subject.document.value, 'Resources', name, 'Type'));
      const member = GLOBAL_NAMES[type];
      const given = member && memberOf(properties, member);
      if (member === undefined || given === undefined) return [];
      if (JSON.stringify(given).includes('AWS::Region')) return [];
      const message = `${name} has the same ${member} in all Regions`;
      return [{ path: [...path, 'Properties', member], message }];
    });
  },
};

const bothWays: Rule = {
  id: 'B15',
  title: 'DataSources together with Features',
  level: 'error',
  reads: ['template'],
  fault: 'GuardDuty takes one or the other; together they are refused when the stack is made.',
  remedy: 'Keep Features.',
  check(subject) {
    return resourcesOf(subject, DETECTOR).flatMap(({ name, path, properties }) => {
      const has = (member: string) => memberOf(properties, member) !== undefined;
      if (!has('DataSources') || !has('Features')) return [];
      return [{ path: [...path, 'Properties'], message: `${name} has both` }];
    });
  },
};

const oldWay: Rule = {
  id: 'B16',
  title: 'DataSources, which no new feature has',
  level: 'note',
  reads: ['template'],
  fault:
    'DataSources know S3, Kubernetes audit logs and scans of volumes. Runtime, RDS and Lambda ' +
    'monitoring are features only, and stay as they are.',
  remedy: 'Say the same by Features: S3_DATA_EVENTS, EKS_AUDIT_LOGS, EBS_MALWARE_PROTECTION.',
  check(subject) {
    return resourcesOf(subject, DETECTOR).flatMap(({ name, path, properties }) =>
      memberOf(properties, 'DataSources') === undefined
        ? []
        : [{ path: [...path, 'Properties', 'DataSources'], message: `${name} uses DataSources` }],
    );
  },
};

const needless: Rule = {
  id: 'B20',
  title: 'a function where a resource type will do',
  level: 'warning',
  reads: ['template'],
  fault:
    'AWS::GuardDuty::PublishingDestination exists: the function, its role and its runtime are ' +
    'needed no more, in each account and Region.',
  remedy: 'Use the type itself; "vedette baseline render" writes such a template.',
  check(subject) {
    const makers = resourcesOf(subject, FUNCTION).filter(({ properties }) =>
      /create_publishing_destination|CreatePublishingDestination/.test(codeOf(properties)),
    );
    const customs = resourcesOf(subject, CUSTOM);
    if (customs.length === 0) return [];
    return makers.map(({ name, path }): Remark => {
      return { path, message: `${name} makes a publishing destination for ${customs[0]?.name}` };
    });
  },
};

export const templateRules: readonly Rule[] = [
  expiringMarker,
  carelessHandler,
  endedRuntime,
  globalName,
  bothWays,
  oldWay,
  needless,
];
