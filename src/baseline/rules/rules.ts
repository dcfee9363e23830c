import type { Rule } from '../rule.ts';
import { organizationRules } from './organization-rules.ts';
import { scpRules } from './scp-rules.ts';
import { storageRules } from './storage-rules.ts';
import { templateRules } from './template-rules.ts';

/** All rules, by their ids. */
export const rules: readonly Rule[] = [
  ...scpRules,
  ...organizationRules,
  ...storageRules,
  ...templateRules,
].sort((a, b) => (a.id < b.id ? -1 : 1));
