import type { Action, Finding, RemoteIpDetails } from '@aws-sdk/client-guardduty';
import countryPoints from './country-points.json';

/** Where an address is, as far as that is known. */
export interface RemotePlace {
  readonly address: string;
  readonly network?: string;
  readonly city?: string;
  readonly country?: string;
  /** Degrees; absent where not even the country is known. */
  readonly at?: readonly [latitude: number, longitude: number];
  /** Only the country is known: the point is in its middle. */
  readonly isCountryOnly: boolean;
}

const POINTS: Readonly<Record<string, readonly number[] | undefined>> = countryPoints;

/** The addresses from which it was done, or to which something went. */
export function remotePlaces({ Service }: Finding): RemotePlace[] {
  const seen = new Map<string, RemotePlace>();
  for (const details of remotesOf(Service?.Action)) {
    const address = details.IpAddressV4 || details.IpAddressV6;
    if (address) seen.set(address, placeOf(address, details));
  }
  return [...seen.values()];
}

function remotesOf(action: Action | undefined): RemoteIpDetails[] {
  return [
    action?.AwsApiCallAction?.RemoteIpDetails,
    action?.NetworkConnectionAction?.RemoteIpDetails,
    action?.KubernetesApiCallAction?.RemoteIpDetails,
    action?.RdsLoginAttemptAction?.RemoteIpDetails,
    ...(action?.PortProbeAction?.PortProbeDetails ?? []).map((one) => one.RemoteIpDetails),
  ].filter((one) => one !== undefined);
}

function placeOf(address: string, details: RemoteIpDetails): RemotePlace {
  const { City, Country, GeoLocation, Organization } = details;
  const { Lat, Lon } = GeoLocation ?? {};
  // Where nothing is known, zeros are told: nobody calls from that part of the sea.
  const exact = Lat !== undefined && Lon !== undefined && (Lat !== 0 || Lon !== 0);
  const [latitude, longitude] = (exact ? [Lat, Lon] : POINTS[Country?.CountryCode ?? '']) ?? [];
  return {
    address,
    isCountryOnly: !exact,
    ...(Organization?.Org && { network: `${Organization.Org} (AS${Organization.Asn})` }),
    ...(City?.CityName && { city: City.CityName }),
    ...(Country?.CountryName && { country: Country.CountryName }),
    ...(latitude !== undefined && longitude !== undefined && { at: [latitude, longitude] }),
  };
}
