import {
  at,
  callerKey,
  callerName,
  cloudTrail,
  defineDetection,
  hit,
  isFailedSignIn,
  kilometresBetween,
  type Place,
  type Point,
  plainText,
  text,
} from '../../../src/detect/kit.ts';

/**
 * Two places in one window are too far apart if nobody can have travelled from one to the other:
 * 3,000 km in three hours is faster than any airliner. AWS publishes neither figure. The distance
 * also keeps neighbours apart of which only the country is known: with whole countries taken for
 * their middles, the United States and Canada are 2,200 km apart, Russia and China 2,900.
 */
export const PLACES = { minutes: 180, reach: 2 };
export const FAR_KILOMETRES = 3000;

export default defineDetection({
  types: ['UnauthorizedAccess:IAMUser/ConsoleLoginSuccess.B'],
  severity: 5,
  reads: cloudTrail({
    source: 'signin.amazonaws.com',
    names: ['ConsoleLogin'],
    identityType: 'IAMUser',
  }),
  // Sign-ins are logged in the Region of the page that was signed in to.
  memoryOf: 'account',
  about: {
    title: 'A user signed in from two places that are too far apart',
    description:
      'An IAM user signed in to the console from two countries within a time in which nobody can ' +
      'travel between them. Two people know the password, or one uses a tunnel.',
    remediation:
      'Ask the user which of the two sign-ins was theirs, and whether they use a VPN. If one was ' +
      'not, change the password, add MFA, and look at what was done in that session.',
    tactic: 'Initial Access',
    blindSpots: [
      'Where an address is follows a public database, mostly by country; a VPN is where it ends.',
      'Places nearer than 3,000 km are not told apart, nor two places of one country.',
      'Where a user is first seen in two places that are near, a third that is far is not ' +
        'reported before the next window.',
      'Only IAM users: sign-ins through IAM Identity Center and roles are not compared.',
    ],
  },
  observe(event, memory, lists) {
    const place = lists.place(event.sourceAddress);
    if (isFailedSignIn(event) || !isPlaced(place)) return;
    return memory
      .distinct(callerKey(event), PLACES, written(place))
      .filter(({ values }) => farthest(values) >= FAR_KILOMETRES)
      .map(({ values }) => {
        const countries = values.map((value) => value.slice(0, 2));
        const user = plainText(text(at(event.record, 'userIdentity'), 'userName'));
        return hit(event, {
          type: 'UnauthorizedAccess:IAMUser/ConsoleLoginSuccess.B',
          severity: 5,
          key: callerKey(event),
          title: `${user || 'An IAM user'} signed in from ${countries.join(' and ')} at one time.`,
          description:
            `${callerName(event)} signed in to the console from ${countries.join(' and ')} ` +
            `within ${PLACES.minutes / 60} hours, ${Math.round(farthest(values))} km apart.`,
          additionalInfo: { countries, kilometres: Math.round(farthest(values)) },
        });
      });
  },
});

type Placed = Place & Point & { readonly countryCode: string };

function isPlaced(place: Place | undefined): place is Placed {
  return place?.latitude !== undefined && place.longitude !== undefined && !!place.countryCode;
}

/** Country and whole degrees, short enough to be kept as it is: `DE 51 10`. */
function written({ countryCode, latitude, longitude }: Placed): string {
  return `${countryCode.slice(0, 2)} ${Math.round(latitude)} ${Math.round(longitude)}`;
}

/** The longest distance between two of them that are in different countries. */
function farthest(values: readonly string[]): number {
  const points = values.map((value) => {
    const [country, latitude, longitude] = value.split(' ');
    return { country, latitude: Number(latitude), longitude: Number(longitude) };
  });
  const distances = points.flatMap((a) =>
    points.filter(({ country }) => country !== a.country).map((b) => kilometresBetween(a, b)),
  );
  return Math.max(0, ...distances);
}
