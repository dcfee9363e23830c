import ts from 'typescript';

/** A test file, as text. */
export interface TestFile {
  readonly path: string;
  readonly text: string;
}

export interface ShownOperations {
  /** Operation → `path: test name` of the first test that shows it. */
  readonly shown: ReadonlyMap<string, string>;
  /** Tests whose name claims what their body does not do. */
  readonly unfounded: readonly string[];
}

/**
 * The operations that tests show. A test claims them by its name, `shows CreateFilter, GetFilter:
 * …`; the claim counts where its body sends each of them through the SDK's client
 * (`new CreateFilterCommand`), sends one more operation to see the state before or after, and
 * expects something. Whether the expectation holds is what running the test says.
 */
export function shownOperations(files: readonly TestFile[]): ShownOperations {
  const shown = new Map<string, string>();
  const unfounded: string[] = [];
  for (const file of files) {
    for (const { name, body } of testsOf(file)) {
      const claimed = /^shows ([\w, ]+):/.exec(name)?.[1]?.split(/,\s*/);
      if (!claimed) continue;
      const sent = commandsOf(body);
      const where = `${file.path}: ${name}`;
      const unsent = claimed.filter((operation) => !sent.has(operation));
      if (unsent.length > 0) unfounded.push(`${where}: does not send ${unsent.join(', ')}`);
      else if (sent.size < 2) unfounded.push(`${where}: sends no other operation`);
      else if (!/\bexpect\b/.test(body.getText())) unfounded.push(`${where}: expects nothing`);
      else for (const one of claimed) if (!shown.has(one)) shown.set(one, where);
    }
  }
  return { shown, unfounded };
}

function testsOf(file: TestFile): { name: string; body: ts.Node }[] {
  const found: { name: string; body: ts.Node }[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && /^(test|it)$/.test(node.expression.getText())) {
      const [name, body] = node.arguments;
      if (name && body && ts.isStringLiteralLike(name)) found.push({ name: name.text, body });
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file.path, file.text, ts.ScriptTarget.Latest, true));
  return found;
}

/** Names of the SDK commands that are made in a body, without `Command`. */
function commandsOf(body: ts.Node): Set<string> {
  const names = new Set<string>();
  const visit = (node: ts.Node): void => {
    const made = ts.isNewExpression(node)
      ? /^(?:\w+\.)?(\w+)Command$/.exec(node.expression.getText())
      : null;
    if (made?.[1]) names.add(made[1]);
    ts.forEachChild(node, visit);
  };
  visit(body);
  return names;
}
