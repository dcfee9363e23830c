import { resourceTypesOf } from '../../authorise/action-table.ts';
import { policyCharacters } from '../../authorise/policy/parse-policy.ts';
import type { Condition, Statement } from '../../authorise/policy/policy.ts';
import { matchesWildcard } from '../../authorise/policy/wildcard.ts';
import { guardDutyWrites, harmlessWrites } from '../guarded-actions.ts';
import type { Remark, Rule } from '../rule.ts';
import { listOf, memberOf, type Subject } from '../subject.ts';

/** The statements of a policy, each with its place in the file. */
function statementsOf({ policy, document }: Subject) {
  const single = !Array.isArray(memberOf(document.value, 'Statement'));
  return (policy?.statements ?? []).map((statement) => ({
    statement,
    path: single ? ['Statement'] : ['Statement', statement.index],
  }));
}

const covers = ({ action }: Statement, name: string) =>
  action.patterns.some((pattern) => matchesWildcard(pattern, name.toLowerCase())) !==
  action.negated;

const denials = (subject: Subject) =>
  statementsOf(subject).filter(({ statement }) => statement.effect === 'Deny');

const conditionsOn = ({ conditions }: Statement, key: RegExp): readonly Condition[] =>
  conditions.filter((condition) => key.test(condition.key));

/** Actions as the file spells them, of those that a statement lists one by one. */
function spelled(subject: Subject, path: readonly (string | number)[]): readonly string[] {
  const [, index] = path;
  const all = memberOf(subject.document.value, 'Statement');
  const statement = typeof index === 'number' ? listOf(all)[index] : all;
  return listOf(memberOf(statement, 'Action')).map(String);
}

function sidOf({ sid, index }: Statement): string {
  return sid === undefined ? `statement ${index + 1}` : `statement ${index + 1} (${sid})`;
}

const unreachable: Rule = {
  id: 'B01',
  title: 'a denied action that the resources of its statement never meet',
  level: 'error',
  reads: ['scp'],
  fault:
    'Actions that have no resource type are authorised on *. A statement that lists ARNs never ' +
    'matches them, so that what looks denied stays allowed.',
  remedy: 'Put these actions into a statement of their own with "Resource": "*".',
  check(subject) {
    const remarks: Remark[] = [];
    for (const { statement, path } of denials(subject)) {
      const { resource } = statement;
      if (resource.negated || resource.patterns.includes('*')) continue;
      spelled(subject, path).forEach((action, at) => {
        const [service = '', name = ''] = action.split(':');
        if (resourceTypesOf(service, name)?.length !== 0) return;
        const where = [...path, 'Action', at];
        const message = `${action} is about no resource: ${sidOf(statement)} never denies it`;
        remarks.push({ path: where, message });
      });
    }
    return remarks;
  },
};

const sidTwice: Rule = {
  id: 'B02',
  title: 'two statements with one Sid',
  level: 'warning',
  reads: ['scp', 'key-policy', 'bucket-policy'],
  fault:
    'A refusal names the statement by its Sid. With two of a name nobody can tell which one ' +
    'decided, and other kinds of policy refuse such a document.',
  remedy: 'Give each statement a Sid of its own.',
  check(subject) {
    const seen = new Map<string, number>();
    const remarks: Remark[] = [];
    for (const { statement, path } of statementsOf(subject)) {
      const { sid, index } = statement;
      if (sid === undefined) continue;
      const first = seen.get(sid);
      seen.set(sid, first ?? index);
      if (first === undefined) continue;
      const message = `statements ${first + 1} and ${index + 1} share the Sid ${sid}`;
      remarks.push({ path: [...path, 'Sid'], message });
    }
    return remarks;
  },
};

/** What hands a role of that name to whoever may do it. */
const ROLE_MAKERS = ['iam:CreateRole', 'iam:UpdateAssumeRolePolicy', 'iam:PutRolePolicy'];

const exemptRole: Rule = {
  id: 'B03',
  title: 'an exempt role that members can make themselves',
  level: 'warning',
  reads: ['scp'],
  fault:
    'A guard that spares roles by their names spares whoever makes a role of such a name. An ' +
    'administrator of the member account can.',
  remedy:
    'Deny iam:CreateRole, iam:UpdateAssumeRolePolicy, iam:PutRolePolicy and iam:AttachRolePolicy ' +
    'on these names to everybody else.',
  check(subject) {
    const all = denials(subject);
    const names = new Map<string, readonly (string | number)[]>();
    for (const { statement, path } of all) {
      for (const { operator, values } of conditionsOn(statement, /^aws:principalarn$/)) {
        if (!/^(Arn|String)Not/.test(operator)) continue;
        for (const value of values) {
          const name = value.split(':role/')[1];
          if (name !== undefined && !names.has(name)) names.set(name, [...path, 'Condition']);
        }
      }
    }
    const kept = (name: string) =>
      ROLE_MAKERS.every((maker) =>
        all.some(
          ({ statement }) =>
            covers(statement, maker) &&
            statement.resource.patterns.some(
              (pattern) => pattern === '*' || pattern.endsWith(`:role/${name}`),
            ),
        ),
      );
    return [...names]
      .filter(([name]) => !kept(name))
      .map(([name, path]) => ({ path, message: `a member can make a role called ${name}` }));
  },
};

const forgotten: Rule = {
  id: 'B04',
  title: 'actions that change GuardDuty and are not denied',
  level: 'warning',
  reads: ['scp'],
  fault:
    'A guard written as a list of actions leaves open what is not in it: leaving the ' +
    'administrator, trusting addresses, archiving findings, untagging.',
  remedy: 'Deny these actions as well; "vedette baseline render" writes the whole list.',
  check(subject) {
    const all = denials(subject);
    const about = all.find(({ statement }) =>
      guardDutyWrites.some((name) => covers(statement, `guardduty:${name}`)),
    );
    if (about === undefined) return [];
    const open = guardDutyWrites.filter(
      (name) =>
        !harmlessWrites.has(name) &&
        !all.some(({ statement }) => covers(statement, `guardduty:${name}`)),
    );
    if (open.length === 0) return [];
    const count = `${open.length} actions that change GuardDuty are not denied`;
    const message = `${count}: ${open.join(', ')}`;
    return [{ path: [...about.path, 'Action'], message }];
  },
};

const tooLong: Rule = {
  id: 'B07',
  title: 'more than Organizations takes',
  level: 'error',
  reads: ['scp', 'attachments'],
  fault:
    'A policy over the size, or one more than a target may have, is refused in the middle of a ' +
    'roll-out. Many pages still state the limits of before 2026 (5,120 characters, 5 policies).',
  remedy: 'Shorten it by wildcards, or join policies.',
  check({ kind, policyText, document }, { scpCharactersMax, scpsPerTargetMax }) {
    if (kind === 'scp') {
      const length = policyCharacters(policyText);
      if (length <= scpCharactersMax) return [];
      return [{ path: [], message: `${length} characters, at most ${scpCharactersMax}` }];
    }
    return listOf(memberOf(document.value, 'Targets')).flatMap((target, index) => {
      const count = listOf(memberOf(target, 'Policies')).length;
      const id = memberOf(target, 'Id');
      if (count <= scpsPerTargetMax) return [];
      const message = `${id} has ${count} policies, at most ${scpsPerTargetMax}`;
      return [{ path: ['Targets', index], message }];
    });
  },
};

const TAG_ACTIONS = ['lambda:TagResource', 'lambda:UntagResource'];

const untagging: Rule = {
  id: 'B21',
  title: 'a guard by tags that lets the tag be taken away',
  level: 'error',
  reads: ['scp'],
  fault:
    'A function that is kept by its tag is free as soon as the tag is gone: whoever may untag it ' +
    'may do all the rest then.',
  remedy: 'Deny lambda:TagResource and lambda:UntagResource in the same statement.',
  check(subject) {
    return denials(subject).flatMap(({ statement, path }) => {
      const byTag = conditionsOn(statement, /^aws:resourcetag\//).length > 0;
      const aboutFunctions = ['lambda:DeleteFunction', 'lambda:UpdateFunctionCode'].some((action) =>
        covers(statement, action),
      );
      const open = TAG_ACTIONS.filter((action) => !covers(statement, action));
      if (!byTag || !aboutFunctions || open.length === 0) return [];
      const message = `${sidOf(statement)} does not deny ${open.join(' and ')}`;
      return [{ path: [...path, 'Action'], message }];
    });
  },
};

export const scpRules: readonly Rule[] = [
  unreachable,
  sidTwice,
  exemptRole,
  forgotten,
  tooLong,
  untagging,
];
