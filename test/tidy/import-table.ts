/** What a folder may import from another: everything, or only the types of one file. */
export interface Permission {
  /** `lib`: a folder of src; `store/store.ts`: one file of it; `@aws-sdk`: packages. */
  readonly from: string;
  readonly typesOnly?: boolean;
}

export interface ImportRow {
  /** Folders of src, or files of it, that share a row; two are outside src. */
  readonly folders: readonly string[];
  /** As ARCHITECTURE.md prints it. */
  readonly words: string;
  /** `everything` for the composition roots. */
  readonly may: readonly Permission[] | 'everything';
}

const lib: Permission = { from: 'lib' };
const domain: Permission = { from: 'domain' };
const storeInterfaces: Permission = { from: 'store/store.ts', typesOnly: true };
const sdkTypes: Permission = { from: '@aws-sdk', typesOnly: true };

/** Which folder may import which. `limits.ts` is numbers with reasons: every folder may. */
export const importTable: readonly ImportRow[] = [
  { folders: ['lib', 'limits.ts'], words: 'nothing of ours', may: [] },
  { folders: ['domain'], words: '`lib`, types of the SDK', may: [lib, sdkTypes] },
  {
    folders: ['store'],
    words: '`domain`, `lib`, types of the SDK',
    may: [domain, lib, sdkTypes],
  },
  {
    folders: ['authorise'],
    words: '`domain`, interfaces of `store`, `lib`',
    may: [domain, storeInterfaces, lib],
  },
  { folders: ['ingest'], words: '`lib`', may: [lib] },
  {
    folders: ['normalise'],
    words: '`lib`, the `RawRecord` type of `ingest`',
    may: [lib, { from: 'ingest/raw-record.ts', typesOnly: true }],
  },
  {
    folders: ['detect'],
    words:
      'the `Event` and `LogSource` types of `normalise`, the `KnownLists` type of `lists`, ' +
      '`lib`, types of the SDK',
    may: [
      { from: 'normalise/event.ts', typesOnly: true },
      { from: 'normalise/log-source.ts', typesOnly: true },
      { from: 'lists/known-lists.ts', typesOnly: true },
      { from: 'lists/declared-lists.ts', typesOnly: true },
      lib,
      sdkTypes,
    ],
  },
  {
    folders: ['detections'],
    words: '`src/detect/kit.ts` and nothing else; never each other',
    may: [{ from: 'detect/kit.ts' }],
  },
  {
    folders: ['findings'],
    words:
      'the `Hit` type of `detect`, the `Place` type of `lists`, `domain`, interfaces of `store`, ' +
      '`lib`, types of the SDK',
    may: [
      { from: 'detect/define.ts', typesOnly: true },
      { from: 'lists/known-lists.ts', typesOnly: true },
      domain,
      storeInterfaces,
      lib,
      sdkTypes,
    ],
  },
  {
    folders: ['lists'],
    words: '`domain`, interfaces of `store`, `lib`',
    may: [domain, storeInterfaces, lib],
  },
  {
    folders: ['publish'],
    words: '`domain`, interfaces of `store`, `lib`, types of the SDK',
    may: [domain, storeInterfaces, lib, sdkTypes],
  },
  {
    folders: ['pipeline'],
    words: 'the stages (`ingest` … `findings`), `lists`, `domain`, interfaces of `store`, `lib`',
    may: [
      { from: 'ingest' },
      { from: 'normalise' },
      { from: 'detect' },
      { from: 'lists' },
      { from: 'findings' },
      domain,
      storeInterfaces,
      lib,
      sdkTypes,
    ],
  },
  {
    folders: ['stacks'],
    words: '`domain`, interfaces of `store`, `lib`, types of the SDK',
    may: [domain, storeInterfaces, lib, sdkTypes],
  },
  {
    folders: ['operations'],
    words:
      '`domain`, `store` (interfaces, errors), `authorise`, `findings`, `stacks`, `lib`, types ' +
      'of the SDK',
    may: [
      domain,
      storeInterfaces,
      { from: 'store/errors.ts' },
      { from: 'authorise' },
      { from: 'findings' },
      { from: 'stacks' },
      lib,
      sdkTypes,
    ],
  },
  {
    folders: ['api'],
    words: 'the tables of `operations`, `authorise`, `domain`, interfaces of `store`, `lib`',
    may: [{ from: 'operations' }, { from: 'authorise' }, domain, storeInterfaces, lib],
  },
  {
    folders: ['functions'],
    words: '`domain`, `lib`',
    may: [domain, lib],
  },
  {
    folders: ['baseline'],
    words: "`authorise`, `domain`, `lib`, the AWS SDK's clients",
    may: [{ from: 'authorise' }, domain, lib, { from: '@aws-sdk' }],
  },
  {
    folders: ['fleet'],
    words: 'the clients of `baseline/aws`, `domain`, `lib`, types of the SDK',
    may: [{ from: 'baseline/aws' }, domain, lib, sdkTypes],
  },
  {
    folders: ['console'],
    words: "packages, the AWS SDK's clients among them, and its own code",
    may: [{ from: '@aws-sdk' }],
  },
  {
    folders: ['audit'],
    words: '`domain`, interfaces of `store`, `lib`, types of `api`',
    may: [domain, storeInterfaces, lib, { from: 'api', typesOnly: true }],
  },
  {
    folders: ['s3'],
    words: '`authorise`, `domain`, interfaces of `store`, signatures and codecs of `api`, `lib`',
    may: [
      { from: 'authorise' },
      { from: 'api/sigv4' },
      { from: 'api/codec' },
      { from: 'api/http.ts' },
      { from: 'api/refusal.ts' },
      { from: 'api/malformed-input.ts' },
      domain,
      storeInterfaces,
      lib,
    ],
  },
  {
    folders: [
      'cli',
      'main.ts',
      'automation.ts',
      'composition.ts',
      'embedded-s3.ts',
      'open-runner.ts',
      'service-tables.ts',
    ],
    words: 'everything',
    may: 'everything',
  },
];

/** The table as ARCHITECTURE.md must hold it. */
export function importTableMarkdown(): string {
  const name = (folder: string) =>
    folder === 'detections' ? '`detections/**`' : `\`${folder.replace(/\.ts$/, '')}\``;
  const rows = importTable.map((row) => `| ${row.folders.map(name).join(', ')} | ${row.words} |`);
  return ['| folder | may import |', '|---|---|', ...rows].join('\n');
}
