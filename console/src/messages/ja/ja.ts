import type { Messages } from '../messages.ts';
import { accounts } from './accounts.ts';
import { findings } from './findings.ts';
import { getStarted } from './get-started.ts';
import * as pages from './pages.ts';
import { shell } from './shell.ts';
import { signIn } from './sign-in.ts';
import { stackSets } from './stack-sets.ts';

export const ja: Messages = { shell, signIn, getStarted, accounts, findings, stackSets, ...pages };
