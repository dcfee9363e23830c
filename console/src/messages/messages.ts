import type { Locale } from '../state/preferences.ts';
import type { en } from './en/en.ts';

/** Every text of the console; a language that lacks one does not compile. */
export type Messages = typeof en;

/** The texts of a language, fetched when it is chosen. */
export async function loadMessages(locale: Locale): Promise<Messages> {
  if (locale === 'ja') return (await import('./ja/ja.ts')).ja;
  return (await import('./en/en.ts')).en;
}

/** The texts of Cloudscape's own components. */
export async function loadComponentMessages(locale: Locale) {
  const loaded =
    locale === 'ja'
      ? await import('@cloudscape-design/components/i18n/messages/all.ja')
      : await import('@cloudscape-design/components/i18n/messages/all.en');
  return [loaded.default];
}
