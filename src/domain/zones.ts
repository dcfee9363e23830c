/** Regions whose availability zones are not the first three letters. */
const ZONES: Readonly<Record<string, string>> = {
  'ap-northeast-1': 'acd',
  'ap-northeast-2': 'abcd',
  'ca-central-1': 'abd',
  'us-east-1': 'abcdef',
  'us-west-1': 'ac',
  'us-west-2': 'abcd',
};

/** Names of the availability zones of a Region. */
export function zonesOf(region: string): readonly string[] {
  return [...(ZONES[region] ?? 'abc')].map((letter) => region + letter);
}
