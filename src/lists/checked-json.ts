import { readFileSync, statSync } from 'node:fs';

type Members = Readonly<Record<string, unknown>>;

/** A value of a JSON file with the path to it, so that a fault is told where it stands. */
export class CheckedJson {
  readonly value: unknown;
  readonly #path: string;

  constructor(value: unknown, path: string) {
    this.value = value;
    this.#path = path;
  }

  /** Throws an Error that names the file and the path of the fault. */
  fail(what: string): never {
    throw new Error(`${this.#path} ${what}`);
  }

  /** The members of an object that has no others than these. */
  object<Name extends string>(names: readonly Name[]): Record<Name, CheckedJson | undefined> {
    const members = this.#members();
    for (const name of Object.keys(members)) {
      if (!(names as readonly string[]).includes(name)) {
        this.fail(`has a member "${name.slice(0, 60)}" that is not known: ${names.join(', ')}.`);
      }
    }
    const entries = names.map((name) => [name, this.#at(members, name)]);
    return Object.fromEntries(entries) as Record<Name, CheckedJson | undefined>;
  }

  /** The members of an object with any names. */
  entries(): [string, CheckedJson][] {
    return Object.entries(this.#members()).map(([name, value]) => [
      name,
      new CheckedJson(value, `${this.#path}.${name}`),
    ]);
  }

  list(): CheckedJson[] {
    if (!Array.isArray(this.value)) this.fail('must be a list.');
    return this.value.map((one: unknown, at) => new CheckedJson(one, `${this.#path}[${at}]`));
  }

  text(pattern?: RegExp, what = 'a text'): string {
    if (
      typeof this.value !== 'string' ||
      this.value === '' ||
      pattern?.test(this.value) === false
    ) {
      this.fail(`must be ${what}.`);
    }
    return this.value;
  }

  oneOf<Name extends string>(names: readonly Name[]): Name {
    const name = names.find((one) => one === this.value);
    return name ?? this.fail(`must be one of ${names.join(', ')}.`);
  }

  whole(least: number, most: number): number {
    const { value } = this;
    if (typeof value !== 'number' || !Number.isInteger(value) || value < least || value > most) {
      this.fail(`must be a whole number from ${least} to ${most}.`);
    }
    return value;
  }

  flag(): boolean {
    return typeof this.value === 'boolean' ? this.value : this.fail('must be true or false.');
  }

  #members(): Members {
    const { value } = this;
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      this.fail('must be an object.');
    }
    return value as Members;
  }

  #at(members: Members, name: string): CheckedJson | undefined {
    if (!Object.hasOwn(members, name)) return undefined;
    return new CheckedJson(members[name], `${this.#path}.${name}`);
  }
}

/** Reads a JSON file of up to so many bytes. Throws an Error for the operator. */
export function readCheckedJson(path: string, bytesMax: number): CheckedJson {
  try {
    if (statSync(path).size > bytesMax) throw new Error(`has more than ${bytesMax} bytes`);
    return new CheckedJson(JSON.parse(readFileSync(path, 'utf8')) as unknown, `${path}: $`);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`${path} cannot be read as JSON (${reason}).`);
  }
}
