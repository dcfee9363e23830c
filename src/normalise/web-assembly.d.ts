/** What is used here of WebAssembly: its types come with those of browsers, which are left out. */
declare namespace WebAssembly {
  class Module {
    constructor(bytes: Uint8Array);
  }

  class Instance {
    constructor(
      module: Module,
      imports: Readonly<Record<string, Readonly<Record<string, Memory>>>>,
    );
    readonly exports: Readonly<Record<string, unknown>>;
  }

  class Memory {
    /** In pages of 64 kB. */
    constructor(size: { initial: number; maximum: number; shared: true });
    readonly buffer: SharedArrayBuffer;
    /** Throws RangeError beyond the maximum. */
    grow(pages: number): number;
  }

  interface Global {
    readonly value: number;
  }
}
