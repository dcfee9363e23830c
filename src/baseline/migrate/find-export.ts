import { readDocument } from '../read-document.ts';
import { isObject, type Json, listOf, memberOf } from '../subject.ts';

/** A template that exports by a function, and what of it is about that. */
export interface FunctionExport {
  readonly detector: string;
  /** The custom resource. */
  readonly custom: string;
  readonly customType: string;
  readonly function: string;
  /** They go once the destination is a resource of its own; the two above are among them. */
  readonly removed: readonly string[];
  /** The custom resource leaves the destination behind when it goes. */
  readonly isKept: boolean;
}

/** A template that cannot be migrated; the text says why. */
export class NotMigratable extends Error {}

export const NATIVE_TYPE = 'AWS::GuardDuty::PublishingDestination';
const MAKES_DESTINATION = /create_publishing_destination|[cC]reatePublishingDestination/;

/** What may go with the function, where nothing that stays needs it. */
const COMPANIONS = [
  'AWS::IAM::ManagedPolicy',
  'AWS::IAM::Policy',
  'AWS::IAM::Role',
  'AWS::Lambda::Permission',
];

export function resourcesIn(text: string): Readonly<Record<string, Json>> {
  const found = memberOf(readDocument('the template', text).value, 'Resources');
  return isObject(found) ? (found as Readonly<Record<string, Json>>) : {};
}

/** The logical id of the native destination, where the template has one. */
export function nativeIn(text: string): string | undefined {
  return Object.entries(resourcesIn(text)).find(([, one]) => one.Type === NATIVE_TYPE)?.[0];
}

/**
 * Finds the custom resource whose function makes the destination. Undefined where there is none;
 * throws NotMigratable where it is not plain which one, or what it is for.
 */
export function findExport(text: string): FunctionExport | undefined {
  const resources = resourcesIn(text);
  const names = (holds: (one: Json) => boolean) =>
    Object.keys(resources).filter((name) => holds(resources[name] ?? {}));
  const makers = names(({ Type: type, Properties: properties }) => {
    const code = memberOf(properties, 'Code', 'ZipFile');
    return type === 'AWS::Lambda::Function' && MAKES_DESTINATION.test(JSON.stringify(code ?? ''));
  });
  const customs = names((one) => {
    const token = memberOf(one, 'Properties', 'ServiceToken');
    return makers.some((maker) => refersTo(token).has(maker));
  });
  if (customs.length === 0) return undefined;
  const detectors = names(({ Type: type }) => type === 'AWS::GuardDuty::Detector');
  const [custom, ...more] = customs;
  const [detector, ...others] = detectors;
  if (custom === undefined || more.length > 0) {
    throw new NotMigratable(`several resources export by a function: ${customs.join(', ')}`);
  }
  if (detector === undefined || others.length > 0) {
    throw new NotMigratable(`it must have one detector, and has ${detectors.length}`);
  }
  const token = refersTo(memberOf(resources[custom], 'Properties', 'ServiceToken'));
  const maker = makers.find((one) => token.has(one)) ?? '';
  return {
    ...{ detector, custom, customType: String(resources[custom]?.Type), function: maker },
    removed: removedWith(resources, [custom, maker]),
    isKept: resources[custom]?.DeletionPolicy === 'Retain',
  };
}

/** The two, and what is there for them alone. Throws NotMigratable where what stays needs them. */
function removedWith(
  resources: Readonly<Record<string, Json>>,
  first: readonly string[],
): readonly string[] {
  const removed = new Set(first);
  const references = new Map(
    Object.entries(resources).map(([name, one]) => [name, refersTo(one)] as const),
  );
  const stays = () => [...references].filter(([name]) => !removed.has(name));
  for (let before = -1; before !== removed.size; ) {
    before = removed.size;
    for (const [name, own] of stays()) {
      if (!COMPANIONS.includes(String(resources[name]?.Type))) continue;
      const isNeeded = stays().some(([other, refers]) => other !== name && refers.has(name));
      const isAbout = [...own].some((one) => removed.has(one));
      const isUsed = [...removed].some((one) => references.get(one)?.has(name));
      if (!isNeeded && (isAbout || isUsed)) removed.add(name);
    }
  }
  const needy = stays().find(([, refers]) => [...removed].some((one) => refers.has(one)));
  if (needy !== undefined) {
    throw new NotMigratable(`${needy[0]} refers to what would go: ${[...removed].join(', ')}`);
  }
  return [...removed];
}

/** Names that a part of a template refers to; those of parameters are among them. */
export function refersTo(value: unknown): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (one: unknown): void => {
    if (Array.isArray(one)) for (const inner of one) visit(inner);
    for (const [name, inner] of Object.entries(isObject(one) ? one : {})) {
      if (name === 'Ref') found.add(String(inner));
      else if (name === 'DependsOn') for (const id of listOf(inner)) found.add(String(id));
      else if (name === 'Fn::GetAtt') found.add(String(listOf(inner)[0]).split('.')[0] ?? '');
      else if (name === 'Fn::Sub') {
        for (const [, id = ''] of String(listOf(inner)[0]).matchAll(/\$\{([^!}.]+)/g)) {
          found.add(id);
        }
      }
      visit(inner);
    }
  };
  visit(value);
  return found;
}
