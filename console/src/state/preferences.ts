/** What a person chose, kept in the browser. Nothing here is secret. */
export interface Preferences {
  readonly locale: Locale;
  readonly mode: 'light' | 'dark';
  readonly region: string;
}

export const LOCALES = ['en', 'ja'] as const;
export type Locale = (typeof LOCALES)[number];

const KEY = 'vedette-preferences';
const REGION = /^[a-z]{2}(-[a-z]+)+-\d$/;

/** The stored choice, each part on its own; where there is none, what the browser prefers. */
export function readPreferences(
  stored: string | null,
  browser: { readonly language: string; readonly prefersDark: boolean },
): Preferences {
  const { locale, mode, region } = parse(stored);
  return {
    locale: LOCALES.find((one) => one === locale) ?? localeOf(browser.language),
    mode: mode === 'dark' || mode === 'light' ? mode : browser.prefersDark ? 'dark' : 'light',
    region: typeof region === 'string' && REGION.test(region) ? region : 'us-east-1',
  };
}

export function loadPreferences(): Preferences {
  const prefersDark = matchMedia('(prefers-color-scheme: dark)').matches;
  const { language } = navigator;
  return readPreferences(localStorage.getItem(KEY), { language, prefersDark });
}

export function storePreferences(preferences: Preferences): void {
  localStorage.setItem(KEY, JSON.stringify(preferences));
}

function localeOf(language: string): Locale {
  return language.startsWith('ja') ? 'ja' : 'en';
}

function parse(stored: string | null): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(stored ?? '{}');
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch (error) {
    // Someone else's text under our name is as good as none.
    if (error instanceof SyntaxError) return {};
    throw error;
  }
}
