import Box from '@cloudscape-design/components/box';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useLook } from '../../state/app.ts';
import type { RemotePlace } from './remote-places.ts';

/** The poles, from which nobody calls, are cut off. */
const TOP = 6;
const HEIGHT = 140;

/** Where the remote addresses are: told in words, and as points on a plain map of the world. */
export function WorldMap({ places }: { readonly places: readonly RemotePlace[] }) {
  const words = useLook().text.findings;
  if (places.length === 0) return null;
  const points = places.filter((one) => one.at !== undefined);
  return (
    <SpaceBetween size="s">
      <Box variant="h4">{words.map}</Box>
      {points.length > 0 && (
        <svg
          className="world-map"
          viewBox={`0 ${TOP} 360 ${HEIGHT}`}
          role="img"
          aria-label={words.mapOf(places.map((one) => nameOf(one)).join('; '))}
        >
          <image href="/console/land.svg" width={360} height={180} />
          {points.map((place) => (
            <Point key={place.address} place={place} />
          ))}
        </svg>
      )}
      <KeyValuePairs
        columns={2}
        items={places.map((place) => ({
          label: place.address,
          value: <span className="from-log">{nameOf(place) || words.unknownPlace}</span>,
        }))}
      />
    </SpaceBetween>
  );
}

/** A dot where the place is known, a ring around the middle of a country. */
function Point({ place: { at: [latitude, longitude] = [0, 0], isCountryOnly } }: Props) {
  const centre = { cx: longitude + 180, cy: 90 - latitude };
  return isCountryOnly ? (
    <circle className="map-ring" {...centre} r={6} />
  ) : (
    <circle className="map-dot" {...centre} r={3} />
  );
}

interface Props {
  readonly place: RemotePlace;
}

function nameOf({ city, country, network }: RemotePlace): string {
  return [city, country, network].filter((one) => one !== undefined).join(', ');
}
