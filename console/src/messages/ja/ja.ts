import type { Messages } from '../messages.ts';
import { getStarted } from './get-started.ts';
import { shell } from './shell.ts';
import { signIn } from './sign-in.ts';

export const ja: Messages = { shell, signIn, getStarted };
