import type { Action, RemoteIpDetails } from '@aws-sdk/client-guardduty';
import type { Hit } from '../detect/define.ts';
import type { Place } from '../lists/known-lists.ts';

/** Where an address is; undefined for private and unknown ones. */
export type PlaceOf = (address: string) => Place | undefined;

/** The hit with country, city and network of every remote address that its action names. */
export function placeHit(hit: Hit, placeOf: PlaceOf): Hit {
  return hit.action === undefined ? hit : { ...hit, action: placeAction(hit.action, placeOf) };
}

function placeAction(action: Action, placeOf: PlaceOf): Action {
  const {
    AwsApiCallAction: call,
    NetworkConnectionAction: connection,
    PortProbeAction: probe,
    KubernetesApiCallAction: request,
    RdsLoginAttemptAction: login,
  } = action;
  return {
    ...action,
    ...(call && { AwsApiCallAction: withPlace(call, placeOf) }),
    ...(connection && { NetworkConnectionAction: withPlace(connection, placeOf) }),
    ...(probe && {
      PortProbeAction: {
        ...probe,
        ...(probe.PortProbeDetails && {
          PortProbeDetails: probe.PortProbeDetails.map((one) => withPlace(one, placeOf)),
        }),
      },
    }),
    ...(request && { KubernetesApiCallAction: withPlace(request, placeOf) }),
    ...(login && { RdsLoginAttemptAction: withPlace(login, placeOf) }),
  };
}

function withPlace<P extends { RemoteIpDetails?: RemoteIpDetails | undefined }>(
  part: P,
  placeOf: PlaceOf,
): P {
  const remote = part.RemoteIpDetails;
  const address = remote?.IpAddressV4 ?? remote?.IpAddressV6;
  const place = address === undefined ? undefined : placeOf(address);
  return place === undefined ? part : { ...part, RemoteIpDetails: { ...placed(place), ...remote } };
}

/** Who runs the network is all that its number tells: provider and organisation are the same. */
function placed(place: Place): RemoteIpDetails {
  const { countryCode, countryName, city, latitude, longitude, asn, asnOrganization } = place;
  return {
    ...(countryName !== undefined && {
      Country: { CountryName: countryName, ...(countryCode && { CountryCode: countryCode }) },
    }),
    ...(city !== undefined && { City: { CityName: city } }),
    ...(latitude !== undefined &&
      longitude !== undefined && { GeoLocation: { Lat: latitude, Lon: longitude } }),
    ...(asn !== undefined && {
      Organization: {
        Asn: String(asn),
        ...(asnOrganization !== undefined && {
          ...{ AsnOrg: asnOrganization, Isp: asnOrganization, Org: asnOrganization },
        }),
      },
    }),
  };
}
