import type { Finding, RemoteIpDetails } from '@aws-sdk/client-guardduty';
import { expect, test } from 'vitest';
import { remotePlaces } from './remote-places.ts';

const calledFrom = (RemoteIpDetails: RemoteIpDetails) =>
  ({ Service: { Action: { AwsApiCallAction: { RemoteIpDetails } } } }) as Finding;

test('where it is known, a place is its degrees', () => {
  const [place] = remotePlaces(
    calledFrom({
      IpAddressV4: '198.51.100.7',
      GeoLocation: { Lat: 52.5, Lon: 13.4 },
      City: { CityName: 'Berlin' },
      Country: { CountryName: 'Germany', CountryCode: 'DE' },
      Organization: { Asn: '64496', Org: 'Example' },
    }),
  );
  expect(place).toEqual({
    ...{ address: '198.51.100.7', network: 'Example (AS64496)', city: 'Berlin' },
    ...{ country: 'Germany', at: [52.5, 13.4], isCountryOnly: false },
  });
});

test('of a country alone the middle is taken, and zeros are no place', () => {
  const Country = { CountryName: 'Japan', CountryCode: 'JP' };
  const GeoLocation = { Lat: 0, Lon: 0 };
  expect(remotePlaces(calledFrom({ IpAddressV4: '198.51.100.7', Country, GeoLocation }))).toEqual([
    { address: '198.51.100.7', country: 'Japan', at: [36, 137], isCountryOnly: true },
  ]);
  expect(remotePlaces(calledFrom({ IpAddressV6: '2001:db8::1' }))).toEqual([
    { address: '2001:db8::1', isCountryOnly: true },
  ]);
});

test('an address that comes twice is told once', () => {
  const probe = { RemoteIpDetails: { IpAddressV4: '203.0.113.9' } };
  const Action = { PortProbeAction: { PortProbeDetails: [probe, probe] } };
  expect(remotePlaces({ Service: { Action } } as Finding)).toHaveLength(1);
});
