/** Reads what a setting may name instead of holding it. Both throw an Error for the operator. */
export interface SecretSources {
  readonly file: (path: string) => string;
  readonly env: (name: string) => string;
}

type Json = Readonly<Record<string, unknown>>;

/** The members of one object of settings: each is asked for by name, and no other may be there. */
export class Fields {
  readonly #json: Json;
  readonly #asked = new Set<string>();

  constructor(
    json: unknown,
    private readonly where: string,
    private readonly sources: SecretSources,
  ) {
    if (!isObject(json)) throw new Error(`In ${where}: it must be an object.`);
    this.#json = json;
  }

  /** Says which member is wrong, and not what it holds. */
  refuse(name: string, rule: string): never {
    throw new Error(`In ${this.where}: ${name} ${rule}.`);
  }

  has(name: string): boolean {
    return this.#take(name) !== undefined;
  }

  text(name: string): string {
    const value = this.#take(name);
    return typeof value === 'string' && value !== '' ? value : this.refuse(name, 'must be a text');
  }

  texts(name: string): string[] | undefined {
    const value = this.#take(name);
    if (value === undefined) return undefined;
    if (Array.isArray(value) && value.every((one) => typeof one === 'string')) return value;
    return this.refuse(name, 'must be a list of texts');
  }

  list(name: string): unknown[] {
    const value = this.#take(name);
    return Array.isArray(value) ? value : this.refuse(name, 'must be a list');
  }

  number(name: string, least: number, most: number): number {
    const value = this.#take(name);
    if (typeof value === 'number' && value >= least && value <= most) return value;
    return this.refuse(name, `must be a number from ${least} to ${most}`);
  }

  oneOf<T extends string>(name: string, values: readonly T[]): T {
    const value = this.#take(name);
    const known = values.find((one) => one === value);
    return known ?? this.refuse(name, `must be one of ${values.join(', ')}`);
  }

  headers(name: string): Record<string, string> | undefined {
    const inner = this.inner(name);
    if (inner === undefined) return undefined;
    const names = Object.keys(inner.#json);
    if (!names.every((one) => /^[A-Za-z0-9-]+$/.test(one))) this.refuse(name, 'has a wrong name');
    const entries = names.map((one) => [one, inner.secret(one) ?? ''] as const);
    if (entries.some(([, value]) => /[^\t\x20-\x7e]/.test(value))) {
      this.refuse(name, 'has a value that is no header');
    }
    return Object.fromEntries(entries);
  }

  inner(name: string): Fields | undefined {
    const value = this.#take(name);
    if (value === undefined) return undefined;
    return new Fields(value, `${this.where}, ${name}`, this.sources);
  }

  /** The text itself, or where it is: `{"file": "/path"}`, `{"env": "NAME"}`. */
  secret(name: string): string | undefined {
    const value = this.#take(name);
    if (value === undefined) return undefined;
    if (typeof value === 'string' && value !== '') return value;
    if (isObject(value)) {
      const { file, env, ...rest } = value;
      const isOne = Object.keys(rest).length === 0 && (file === undefined) !== (env === undefined);
      if (isOne && typeof file === 'string') return this.sources.file(file).trim();
      if (isOne && typeof env === 'string') return this.sources.env(env);
    }
    return this.refuse(name, 'must be a text, {"file": "…"} or {"env": "…"}');
  }

  /** A misspelt member would otherwise be a filter that is not there. */
  end(): void {
    const unknown = Object.keys(this.#json).find((name) => !this.#asked.has(name));
    if (unknown !== undefined) this.refuse(unknown, 'is not known here');
  }

  #take(name: string): unknown {
    this.#asked.add(name);
    return Object.hasOwn(this.#json, name) ? this.#json[name] : undefined;
  }
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
