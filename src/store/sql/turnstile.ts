/** Lets one in at a time, in the order of asking. */
export class Turnstile {
  readonly #waitMillis: number;
  readonly #waiting: { readonly admit: () => void }[] = [];
  #taken = false;

  constructor(waitMillis: number) {
    this.#waitMillis = waitMillis;
  }

  /**
   * Resolves, when it is one's turn, to what ends the turn.
   * @throws Error after `waitMillis`: whoever is inside waits, most likely, for the one who asks
   */
  async enter(): Promise<() => void> {
    if (this.#taken) await this.#wait();
    this.#taken = true;
    let over = false;
    return () => {
      if (over) return;
      over = true;
      this.#leave();
    };
  }

  #wait(): Promise<void> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        const at = this.#waiting.indexOf(entry);
        if (at >= 0) this.#waiting.splice(at, 1);
        reject(
          new Error(
            `Waited ${this.#waitMillis} ms for a transaction to end. Does its work call the ` +
              'store itself, instead of the one that it was handed?',
          ),
        );
      }, this.#waitMillis);
      const entry = {
        admit: () => {
          clearTimeout(timer);
          resolve();
        },
      };
      this.#waiting.push(entry);
    });
  }

  /** The turn passes on without being free in between, so that nobody can slip in. */
  #leave(): void {
    const next = this.#waiting.shift();
    if (next === undefined) this.#taken = false;
    else next.admit();
  }
}
