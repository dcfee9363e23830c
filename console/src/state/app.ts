import { createContext, useContext } from 'react';
import type { Clients, Role } from '../api/clients.ts';
import type { Messages } from '../messages/messages.ts';
import type { Locale, Preferences } from './preferences.ts';

/** Language and looks, known before anybody is signed in. */
export interface Look {
  readonly preferences: Preferences;
  readonly locale: Locale;
  readonly text: Messages;
  prefer(change: Partial<Preferences>): void;
}

/** Who acts, where, and with what. */
export interface App extends Clients {
  /** The account that is acted in. */
  readonly accountId: string;
  /** Who signed in; of a role, who assumed it. */
  readonly who: string;
  readonly role: Role | undefined;
  /** Undefined while GuardDuty is not enabled here. */
  readonly detectorId: string | undefined;
  /** Looks again for a detector. */
  reloadDetector(): void;
  switchRole(role: Role | undefined): void;
  signOut(): void;
  /** Says how something went; an Error is worded. */
  notify(type: 'success' | 'info' | 'warning' | 'error', content: unknown): void;
}

export const LookContext = createContext<Look | undefined>(undefined);
export const AppContext = createContext<App | undefined>(undefined);

export function useLook(): Look {
  const look = useContext(LookContext);
  if (look === undefined) throw new Error('A page is drawn inside a LookContext.');
  return look;
}

export function useApp(): App {
  const app = useContext(AppContext);
  if (app === undefined) throw new Error('A page is drawn inside an AppContext.');
  return app;
}

/** For pages that are only drawn where there is a detector. */
export function useDetector(): App & { readonly detectorId: string } {
  const app = useApp();
  if (app.detectorId === undefined) throw new Error('This page is drawn where a detector is.');
  return app as App & { readonly detectorId: string };
}
