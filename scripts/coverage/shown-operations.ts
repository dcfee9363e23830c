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

const GUARDDUTY = '@aws-sdk/client-guardduty';

/**
 * The operations of GuardDuty that tests show. A test claims them by its name, `shows CreateFilter,
 * GetFilter: …`; the claim counts where its body sends each of them through the SDK's client (`new
 * CreateFilterCommand`), sends one more operation to see the state before or after, and expects
 * something. Whether the expectation holds is what running the test says. What it sends to another
 * service that calls an operation the same shows nothing of GuardDuty.
 */
export function shownOperations(files: readonly TestFile[]): ShownOperations {
  const shown = new Map<string, string>();
  const unfounded: string[] = [];
  for (const file of files) {
    const source = ts.createSourceFile(file.path, file.text, ts.ScriptTarget.Latest, true);
    const clients = clientsOf(source);
    for (const { name, body } of testsOf(source)) {
      const claimed = /^shows ([\w, ]+):/.exec(name)?.[1]?.split(/,\s*/);
      if (!claimed) continue;
      const sent = commandsOf(body, clients);
      const where = `${file.path}: ${name}`;
      const unsent = claimed.filter((operation) => !sent.has(operation));
      if (unsent.length > 0) unfounded.push(`${where}: does not send ${unsent.join(', ')}`);
      else if (sent.size < 2) unfounded.push(`${where}: sends no other operation`);
      else if (!/\bexpect\b/.test(body.getText())) unfounded.push(`${where}: expects nothing`);
      else {
        const own = claimed.filter((one) => sent.get(one) === GUARDDUTY && !shown.has(one));
        for (const one of own) shown.set(one, where);
      }
    }
  }
  return { shown, unfounded };
}

function testsOf(source: ts.SourceFile): { name: string; body: ts.Node }[] {
  const found: { name: string; body: ts.Node }[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && /^(test|it)$/.test(node.expression.getText())) {
      const [name, body] = node.arguments;
      if (name && body && ts.isStringLiteralLike(name)) found.push({ name: name.text, body });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** Names that a file imports, of whole packages too, and the packages that they come from. */
function clientsOf(source: ts.SourceFile): ReadonlyMap<string, string> {
  const clients = new Map<string, string>();
  for (const statement of source.statements.filter(ts.isImportDeclaration)) {
    if (!ts.isStringLiteral(statement.moduleSpecifier)) continue;
    const { text: client } = statement.moduleSpecifier;
    const bindings = statement.importClause?.namedBindings;
    if (bindings === undefined) continue;
    const names = ts.isNamespaceImport(bindings) ? [bindings] : bindings.elements;
    for (const { name } of names) clients.set(name.text, client);
  }
  return clients;
}

/** The SDK's commands that are made in a body, without `Command`, and the client of each. */
function commandsOf(
  body: ts.Node,
  clients: ReadonlyMap<string, string>,
): ReadonlyMap<string, string | undefined> {
  const sent = new Map<string, string | undefined>();
  const visit = (node: ts.Node): void => {
    const text = ts.isNewExpression(node) ? node.expression.getText() : '';
    const [, space, name] = /^(?:(\w+)\.)?(\w+)Command$/.exec(text) ?? [];
    if (name !== undefined) sent.set(name, clients.get(space ?? `${name}Command`));
    ts.forEachChild(node, visit);
  };
  visit(body);
  return sent;
}
