import type { StackValue, StackValueMap } from '../../domain/stack.ts';
import type { Tags } from '../../domain/tags.ts';
import { ServiceError } from '../../lib/service-error.ts';
import { isList, isMap, isScalar } from '../template/value.ts';
import type { Answer, TagChange, Work } from './provider.ts';

/** CloudFormation turns numbers and truths into texts and back as a property needs them. */
export function text(value: StackValue | undefined): string | undefined {
  return isScalar(value) ? String(value) : undefined;
}

export function flag(value: StackValue | undefined): boolean | undefined {
  return value === undefined ? undefined : String(value) === 'true';
}

export function number(value: StackValue | undefined): number | undefined {
  return value === undefined ? undefined : Number(value);
}

export function texts(value: StackValue | undefined): string[] | undefined {
  return isList(value) ? value.map(String) : undefined;
}

export function map(value: StackValue | undefined): StackValueMap {
  return isMap(value) ? value : {};
}

export function list(value: StackValue | undefined): readonly StackValue[] {
  return isList(value) ? value : [];
}

/** `at(properties, 'S3Logs.Enable')`. */
export function at(value: StackValue | undefined, path: string): StackValue | undefined {
  return path.split('.').reduce<StackValue | undefined>((inner, name) => map(inner)[name], value);
}

/** A policy document, as text, whether the template has it as text or as a map. */
export function document(value: StackValue | undefined): string {
  return typeof value === 'string' ? value : JSON.stringify(value ?? {});
}

/** Without the members that have no value. */
export function given(input: object): object {
  return Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined));
}

/** Tags of the resource and of its stack; the resource's own win. */
export function tagMap({ properties, stackTags }: Pick<Work, 'properties' | 'stackTags'>): Tags {
  const own = list(properties.Tags).map((tag) => {
    const { Key: key = '', Value: value = '' } = map(tag);
    return [String(key), String(value)] as const;
  });
  return { ...stackTags, ...Object.fromEntries(own) };
}

/** The same for calls, which take no empty map or list of them. */
export function tags(work: Work): Tags | undefined {
  const all = tagMap(work);
  return Object.keys(all).length > 0 ? all : undefined;
}

export function tagList(all: Tags): { Key: string; Value: string }[] {
  return Object.entries(all).map(([Key, Value]) => ({ Key, Value }));
}

export function tagsListed(work: Work): { Key: string; Value: string }[] | undefined {
  const all = tags(work);
  return all && tagList(all);
}

/** For services that put tags with one call and take them away with another. */
export async function putTags(
  { wanted, gone }: TagChange,
  put: (tags: Tags) => Promise<unknown>,
  takeAway: (keys: readonly string[]) => Promise<unknown>,
): Promise<void> {
  if (Object.keys(wanted).length > 0) await put(wanted);
  if (gone.length > 0) await takeAway(gone);
}

/** The text at a path of an answer: `textAt(answer, 'Role.Arn')`. */
export function textAt(answer: Answer, path: string): string {
  const found = path
    .split('.')
    .reduce<unknown>(
      (inner, name) => (inner as Record<string, unknown> | undefined)?.[name],
      answer,
    );
  return found === undefined ? '' : String(found);
}

const GONE = /^(NoSuch|NotFound|ResourceNotFound|TargetNotFound|.*NotFoundException$)/;

/** Undefined where the service says that what the call is about is not there. */
export async function ifThere<T>(call: Promise<T>): Promise<T | undefined> {
  try {
    return await call;
  } catch (error) {
    if (isGone(error)) return undefined;
    throw error;
  }
}

/** How GuardDuty says that an id is not, or no longer, one of the caller's. */
const GONE_TEXTS = [
  'is not owned by the current account',
  'does not exist',
  'no such resource found',
  'the one or more input parameters have invalid values',
];

export function isGone(error: unknown): boolean {
  if (!(error instanceof ServiceError)) return false;
  const isForeign =
    error.code === 'BadRequestException' && GONE_TEXTS.some((one) => error.message.includes(one));
  return GONE.test(error.code) || isForeign;
}

/** When the same work is tried again after a crash, what is there already is its own. */
export async function orThere(work: Work, call: Promise<Answer>): Promise<Answer | undefined> {
  try {
    return await call;
  } catch (error) {
    const isThere = error instanceof ServiceError && /AlreadyExists|AlreadyOwned/.test(error.code);
    if (work.isResumed && isThere) return undefined;
    throw error;
  }
}
