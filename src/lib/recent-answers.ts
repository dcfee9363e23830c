/**
 * Answers that were given lately, so that several questions about one name cost one. Two halves,
 * the older dropped whole: a map that loses its oldest one by one is slow.
 */
export class RecentAnswers<Answer> {
  readonly #halfMax: number;
  #young = new Map<string, Answer>();
  #old = new Map<string, Answer>();

  constructor(entriesMax: number) {
    this.#halfMax = entriesMax / 2;
  }

  get(question: string, answer: (question: string) => Answer): Answer {
    const known = this.#young.get(question);
    if (known !== undefined) return known;
    const found = this.#old.get(question) ?? answer(question);
    this.#young.set(question, found);
    if (this.#young.size > this.#halfMax) {
      this.#old = this.#young;
      this.#young = new Map();
    }
    return found;
  }

  get size(): number {
    return this.#young.size + this.#old.size;
  }
}
