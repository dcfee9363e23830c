import { readDocument } from './read-document.ts';
import type { Level, Rule, Surroundings } from './rule.ts';
import { rules } from './rules/rules.ts';
import { listOf, memberOf, type Subject, subjectOf } from './subject.ts';

/** One thing that was found in a file. */
export interface LintFinding {
  readonly file: string;
  readonly line: number;
  readonly rule: Rule;
  readonly message: string;
}

/** Looks at files by all rules for their kind. Throws UnreadableDocument and UnknownSubject. */
export function lint(
  files: readonly { readonly file: string; readonly text: string }[],
  around: Surroundings,
): readonly LintFinding[] {
  const subjects = files.map(({ file, text }) => subjectOf(readDocument(file, text)));
  return subjects.flatMap((subject) => lintSubject(subject, around));
}

function lintSubject(subject: Subject, around: Surroundings): readonly LintFinding[] {
  const { document } = subject;
  const accepted = listOf(memberOf(document.value, 'Metadata', 'VedetteBaseline', 'Accept'));
  return rules
    .filter(({ id, reads }) => reads.includes(subject.kind) && !accepted.includes(id))
    .flatMap((rule) =>
      rule.check(subject, around).map(({ path, message }) => ({
        file: document.file,
        line: document.lineOf(path),
        rule,
        message,
      })),
    )
    .sort((a, b) => a.line - b.line || (a.rule.id < b.rule.id ? -1 : 1));
}

const ORDER: readonly Level[] = ['note', 'warning', 'error'];

/** Is anything of this level, or a graver one, among them? */
export function reaches(findings: readonly LintFinding[], level: Level): boolean {
  return findings.some(({ rule }) => ORDER.indexOf(rule.level) >= ORDER.indexOf(level));
}
