import { type Document, isMap, parseDocument } from 'yaml';
import { readDocument } from '../read-document.ts';
import { isObject, memberOf } from '../subject.ts';
import {
  type FunctionExport,
  NATIVE_TYPE,
  nativeIn,
  refersTo,
  resourcesIn,
} from './find-export.ts';

/** Where findings go, each as a part of a template: a text, or a reference to a parameter. */
export interface Target {
  readonly destinationArn: string | { readonly Ref: string };
  readonly kmsKeyArn: string | { readonly Ref: string };
}

/** The three templates that a stack goes through, in this order. */
export interface MigrationTemplates {
  /** The name that the destination gets. */
  readonly native: string;
  /** The custom resource may go, or be changed, and the destination stays. */
  readonly keeping: string;
  /** The destination besides, as it is there: for an import, which may do nothing else. */
  readonly importing: string;
  /** Without the function. */
  readonly final: string;
  /** Outputs that spoke of the custom resource and could not be told of the destination. */
  readonly lostOutputs: readonly string[];
}

/** Comments and short forms stay as they are. */
export function migrationTemplates(
  text: string,
  found: FunctionExport,
  target: Target,
): MigrationTemplates {
  const there = nativeIn(text);
  const native = there ?? freeName(Object.keys(resourcesIn(text)));
  const keeping = edited(text, (document) => {
    document.setIn(['Resources', found.custom, 'DeletionPolicy'], 'Retain');
    // AWS updates no stack of which only a DeletionPolicy is another.
    document.setIn(['Resources', found.function, 'Metadata', 'VedetteBaseline'], MIGRATING);
  });
  const importing = edited(keeping, (document) => {
    if (there !== undefined) return;
    const node = { Type: NATIVE_TYPE, DeletionPolicy: 'Retain', ...nativeOf(found, target) };
    document.setIn(['Resources', native], document.createNode(node));
  });
  const lostOutputs: string[] = [];
  const final = edited(importing, (document) => {
    for (const name of found.removed) document.deleteIn(['Resources', name]);
    document.deleteIn(['Resources', native, 'DeletionPolicy']);
    lostOutputs.push(...redirectOutputs(document, text, found, native));
  });
  return { native, keeping, importing, final, lostOutputs };
}

const MIGRATING = { Migrating: 'its destination becomes a resource of its own' };

function nativeOf({ detector }: FunctionExport, { destinationArn, kmsKeyArn }: Target) {
  const DestinationProperties = { DestinationArn: destinationArn, KmsKeyArn: kmsKeyArn };
  const DetectorId = { Ref: detector };
  return { Properties: { DetectorId, DestinationType: 'S3', DestinationProperties } };
}

function freeName(taken: readonly string[]): string {
  const names = ['Destination', 'FindingsDestination', 'PublishingDestination'];
  return names.find((name) => !taken.includes(name)) ?? `Destination${taken.length}`;
}

/** Answers those that had to go. */
function redirectOutputs(
  document: Document,
  text: string,
  { custom, removed }: FunctionExport,
  native: string,
): string[] {
  const outputs = memberOf(readDocument('the template', text).value, 'Outputs');
  const lost: string[] = [];
  for (const [name, output] of Object.entries(isObject(outputs) ? outputs : {})) {
    if (![...refersTo(output)].some((one) => removed.includes(one))) continue;
    const value = memberOf(output, 'Value');
    const attribute = memberOf(value, 'Fn::GetAtt');
    const isId =
      memberOf(value, 'Ref') === custom ||
      (Array.isArray(attribute) && attribute[0] === custom && /Id$/.test(String(attribute[1])));
    if (isId) document.setIn(['Outputs', name, 'Value'], { 'Fn::GetAtt': [native, 'Id'] });
    else {
      document.deleteIn(['Outputs', name]);
      lost.push(name);
    }
  }
  const left = document.get('Outputs');
  if (isMap(left) && left.items.length === 0) document.delete('Outputs');
  return lost;
}

/** A change of a template that leaves everything else as it is written. */
function edited(text: string, change: (document: Document) => void): string {
  // Tags that are not known to the parser, those of the short forms, are written as they were read.
  const document = parseDocument(text, { logLevel: 'silent' });
  change(document);
  if (text.trimStart().startsWith('{')) return `${JSON.stringify(document.toJS(), undefined, 2)}\n`;
  return document.toString({ lineWidth: 0 });
}
