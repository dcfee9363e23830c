import { expect, test } from 'vitest';
import { readPreferences } from './preferences.ts';

const browser = { language: 'ja-JP', prefersDark: true };

test('begins with what the browser prefers', () => {
  expect(readPreferences(null, browser)).toEqual({
    ...{ locale: 'ja', mode: 'dark', region: 'us-east-1' },
  });
  const other = { language: 'de', prefersDark: false };
  expect(readPreferences(null, other)).toMatchObject({ locale: 'en', mode: 'light' });
});

test('keeps what was chosen', () => {
  const chosen = { locale: 'en', mode: 'light', region: 'ap-northeast-1' } as const;
  expect(readPreferences(JSON.stringify(chosen), browser)).toEqual(chosen);
});

test.each([['{'], ['null'], ['7'], ['{"locale":"xx","mode":1,"region":"../x"}']])(
  'is not led astray by %s',
  (stored) => {
    expect(readPreferences(stored, browser)).toEqual({
      ...{ locale: 'ja', mode: 'dark', region: 'us-east-1' },
    });
  },
);
