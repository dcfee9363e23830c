import { expect, it } from 'vitest';
import { countriesWithCentre, countryCentre } from './country-centres.ts';

it('knows where countries are', () => {
  expect(countryCentre('DE')).toEqual({ latitude: 51, longitude: 10 });
  expect(countryCentre('NZ')).toEqual({ latitude: -42, longitude: 172 });
  expect(countryCentre('XX')).toBeUndefined();
});

it('has each country once, somewhere on earth, and all that names are known of', () => {
  const names = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' });
  expect(countriesWithCentre.length).toBeGreaterThan(240);
  expect(new Set(countriesWithCentre).size).toBe(countriesWithCentre.length);
  for (const code of countriesWithCentre) {
    expect(names.of(code), code).toBeDefined();
    const { latitude = Number.NaN, longitude = Number.NaN } = countryCentre(code) ?? {};
    expect(Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180, code).toBe(true);
  }
});
