import { I18nProvider, type I18nProviderProps } from '@cloudscape-design/components/i18n';
import { applyMode, Mode } from '@cloudscape-design/global-styles';
import { useEffect, useMemo, useState } from 'react';
import { loadComponentMessages, loadMessages, type Messages } from './messages/messages.ts';
import { SignedIn } from './signed-in.tsx';
import { type Look, LookContext } from './state/app.ts';
import { loadPreferences, type Preferences, storePreferences } from './state/preferences.ts';

interface Texts {
  readonly locale: Preferences['locale'];
  readonly text: Messages;
  readonly components: readonly I18nProviderProps.Messages[];
}

/** Language and looks around everything else. */
export function Root() {
  const [preferences, setPreferences] = useState(loadPreferences);
  const { locale, mode } = preferences;
  const texts = useTexts(locale);
  useEffect(() => applyMode(mode === 'dark' ? Mode.Dark : Mode.Light), [mode]);
  const look = useMemo<Look | undefined>(() => {
    if (texts === undefined) return undefined;
    return {
      preferences,
      locale: texts.locale,
      text: texts.text,
      prefer: (change) =>
        setPreferences((before) => {
          const after = { ...before, ...change };
          storePreferences(after);
          return after;
        }),
    };
  }, [preferences, texts]);
  if (look === undefined || texts === undefined) return null;
  return (
    <I18nProvider locale={texts.locale} messages={texts.components}>
      <LookContext value={look}>
        <SignedIn />
      </LookContext>
    </I18nProvider>
  );
}

/** The former language stays until the new one is there. */
function useTexts(locale: Preferences['locale']): Texts | undefined {
  const [texts, setTexts] = useState<Texts>();
  useEffect(() => {
    let isCurrent = true;
    Promise.all([loadMessages(locale), loadComponentMessages(locale)]).then(
      ([text, components]) => {
        if (!isCurrent) return;
        document.documentElement.lang = locale;
        setTexts({ locale, text, components });
      },
    );
    return () => {
      isCurrent = false;
    };
  }, [locale]);
  return texts;
}
