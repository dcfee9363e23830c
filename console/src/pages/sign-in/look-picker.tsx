import Button from '@cloudscape-design/components/button';
import SegmentedControl from '@cloudscape-design/components/segmented-control';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useLook } from '../../state/app.ts';
import { LOCALES, type Locale } from '../../state/preferences.ts';

/** Each language in its own words, for whoever does not read the present one. */
export const LANGUAGES: Readonly<Record<Locale, string>> = { en: 'English', ja: '日本語' };

/** Language and looks before there is a header to choose them in. */
export function LookPicker() {
  const { text, preferences, prefer } = useLook();
  const { locale, mode } = preferences;
  return (
    <SpaceBetween size="s" direction="horizontal" alignItems="center">
      <SegmentedControl
        label={text.shell.language}
        selectedId={locale}
        options={LOCALES.map((id) => ({ id, text: LANGUAGES[id] }))}
        onChange={({ detail }) => prefer({ locale: detail.selectedId as Locale })}
      />
      <Button variant="link" onClick={() => prefer({ mode: mode === 'dark' ? 'light' : 'dark' })}>
        {mode === 'dark' ? text.shell.lightMode : text.shell.darkMode}
      </Button>
    </SpaceBetween>
  );
}
