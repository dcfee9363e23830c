import { describe, expect, it } from 'vitest';
import { exampleHit } from '../detect/testing.ts';
import { type PlaceOf, placeHit } from './place-hit.ts';

const remote = { RemoteIpDetails: { IpAddressV4: '198.51.100.7' } };
const placeOf: PlaceOf = (address) =>
  address === '198.51.100.7' || address === '2001:db8::7'
    ? {
        ...{ countryCode: 'DE', countryName: 'Germany', city: 'Berlin' },
        ...{ latitude: 52.5, longitude: 13.4, asn: 64496, asnOrganization: 'Example Net' },
      }
    : undefined;
const details = {
  Country: { CountryCode: 'DE', CountryName: 'Germany' },
  City: { CityName: 'Berlin' },
  GeoLocation: { Lat: 52.5, Lon: 13.4 },
  Organization: {
    ...{ Asn: '64496', AsnOrg: 'Example Net', Isp: 'Example Net', Org: 'Example Net' },
  },
};

describe('placeHit', () => {
  it('places the remote address of every kind of action', () => {
    const hit = exampleHit({
      action: {
        AwsApiCallAction: { Api: 'x', ...remote },
        NetworkConnectionAction: { Protocol: 'TCP', ...remote },
        PortProbeAction: { Blocked: false, PortProbeDetails: [remote, remote] },
        KubernetesApiCallAction: { Verb: 'get', ...remote },
        RdsLoginAttemptAction: remote,
      },
    });
    const { action } = placeHit(hit, placeOf);
    const expected = { IpAddressV4: '198.51.100.7', ...details };
    expect(action?.AwsApiCallAction).toEqual({ Api: 'x', RemoteIpDetails: expected });
    expect(action?.NetworkConnectionAction?.RemoteIpDetails).toEqual(expected);
    expect(action?.PortProbeAction?.PortProbeDetails).toEqual([
      { RemoteIpDetails: expected },
      { RemoteIpDetails: expected },
    ]);
    expect(action?.KubernetesApiCallAction?.RemoteIpDetails).toEqual(expected);
    expect(action?.RdsLoginAttemptAction?.RemoteIpDetails).toEqual(expected);
  });

  it('places IPv6, and writes only what is known', () => {
    const withV6 = { AwsApiCallAction: { RemoteIpDetails: { IpAddressV6: '2001:db8::7' } } };
    const { action } = placeHit(exampleHit({ action: withV6 }), placeOf);
    expect(action?.AwsApiCallAction?.RemoteIpDetails?.Organization?.Asn).toBe('64496');
    const little = placeHit(exampleHit({ action: withV6 }), () => ({ asn: 64497 }));
    expect(little.action?.AwsApiCallAction?.RemoteIpDetails).toEqual({
      IpAddressV6: '2001:db8::7',
      Organization: { Asn: '64497' },
    });
  });

  it('leaves as it is what names no address, or one that nobody knows', () => {
    const unknown = { AwsApiCallAction: { RemoteIpDetails: { IpAddressV4: '203.0.113.9' } } };
    for (const action of [unknown, { DnsRequestAction: { Domain: 'example.com' } }]) {
      const hit = exampleHit({ action });
      expect(placeHit(hit, placeOf)).toEqual(hit);
    }
    const { action: _, ...bare } = exampleHit();
    expect(placeHit(bare, placeOf)).toBe(bare);
  });
});
