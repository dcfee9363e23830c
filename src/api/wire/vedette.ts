import type { WireConstraint, WireMember, WireService } from './shapes.ts';
import { detectionShapes } from './vedette-detections.ts';
import { sinkShapes } from './vedette-sinks.ts';

const accountId: WireConstraint = { min: 12, max: 12, pattern: '\\d{12}' };
/** The bounds that Organizations sets for the address of an account. */
const email: WireConstraint = { min: 6, max: 64, pattern: '[^\\s@]+@[^\\s@]+\\.[^\\s@]+' };
const accountName: WireConstraint = { min: 1, max: 50, pattern: '[\\u0020-\\u007E]+' };
/** EKS's own bounds for the name of a cluster, and RDS's for an identifier. */
const clusterName: WireConstraint = { min: 1, max: 100, pattern: '[0-9A-Za-z][A-Za-z0-9_-]*' };
const databaseName: WireConstraint = { min: 1, max: 63, pattern: '[A-Za-z][A-Za-z0-9-]*' };

const errorMembers: Readonly<Record<string, WireMember>> = {
  Message: { type: 'string', wire: 'message' },
};

/** Vedette's own service, signed like the rest. Written by hand: no SDK knows it. */
export const vedette: WireService = {
  service: 'vedette',
  protocol: 'restJson1',
  apiVersion: '2026-11-01',
  operations: {
    CreateStandaloneAccount: {
      http: { method: 'POST', uri: '/accounts', status: 200 },
      input: 'CreateStandaloneAccountRequest',
      output: 'CreateStandaloneAccountResponse',
    },
    DescribeFindingType: {
      http: { method: 'GET', uri: '/finding-types', status: 200 },
      input: 'DescribeFindingTypeRequest',
      output: 'DescribeFindingTypeResponse',
    },
    ListDeadLetters: {
      http: { method: 'GET', uri: '/sinks/dead-letters', status: 200 },
      input: 'ListDeadLettersRequest',
      output: 'ListDeadLettersResponse',
    },
    ListDetections: {
      http: { method: 'GET', uri: '/detections', status: 200 },
      input: null,
      output: 'ListDetectionsResponse',
    },
    ListNotices: {
      http: { method: 'GET', uri: '/notices', status: 200 },
      input: 'ListNoticesRequest',
      output: 'ListNoticesResponse',
    },
    ListSinks: {
      http: { method: 'GET', uri: '/sinks', status: 200 },
      input: null,
      output: 'ListSinksResponse',
    },
    ListSources: {
      http: { method: 'GET', uri: '/sources', status: 200 },
      input: null,
      output: 'ListSourcesResponse',
    },
    MarkNoticesRead: {
      http: { method: 'POST', uri: '/notices/read', status: 200 },
      input: 'MarkNoticesReadRequest',
      output: 'MarkNoticesReadResponse',
    },
    PutRecords: {
      http: { method: 'POST', uri: '/records', status: 200 },
      input: 'PutRecordsRequest',
      output: 'PutRecordsResponse',
    },
    ResendDeadLetters: {
      http: { method: 'POST', uri: '/sinks/dead-letters', status: 200 },
      input: 'ResendDeadLettersRequest',
      output: 'ResendDeadLettersResponse',
    },
  },
  shapes: {
    ...detectionShapes,
    ...sinkShapes,
    CreateStandaloneAccountRequest: {
      kind: 'structure',
      members: {
        AccountId: { type: 'string', wire: 'accountId', required: true, constraint: accountId },
        Email: {
          type: 'string',
          wire: 'email',
          required: true,
          sensitive: true,
          constraint: email,
        },
        Name: { type: 'string', wire: 'name', sensitive: true, constraint: accountName },
      },
    },
    CreateStandaloneAccountResponse: {
      kind: 'structure',
      members: {
        AccountId: { type: 'string', wire: 'accountId' },
        AccessKeyId: { type: 'string', wire: 'accessKeyId' },
        SecretAccessKey: { type: 'string', wire: 'secretAccessKey', sensitive: true },
      },
    },
    ListNoticesRequest: {
      kind: 'structure',
      members: {
        MaxResults: {
          type: 'number',
          wire: 'maxResults',
          in: 'query',
          constraint: { min: 1, max: 100, integer: true },
        },
        NextToken: { type: 'string', wire: 'nextToken', in: 'query' },
      },
    },
    ListNoticesResponse: {
      kind: 'structure',
      members: {
        Notices: { type: '#Notices', wire: 'notices' },
        NextToken: { type: 'string', wire: 'nextToken' },
      },
    },
    Notices: { kind: 'list', member: '#Notice' },
    Notice: {
      kind: 'structure',
      members: {
        NoticeId: { type: 'string', wire: 'noticeId' },
        Kind: { type: 'string', wire: 'kind' },
        Region: { type: 'string', wire: 'region' },
        AboutAccountId: { type: 'string', wire: 'aboutAccountId' },
        Text: { type: 'string', wire: 'text' },
        Message: { type: 'string', wire: 'message' },
        Status: { type: 'string', wire: 'status' },
        CreatedAt: { type: 'timestamp', wire: 'createdAt' },
        ReadAt: { type: 'timestamp', wire: 'readAt' },
      },
    },
    MarkNoticesReadRequest: {
      kind: 'structure',
      members: {
        NoticeIds: {
          type: '#NoticeIds',
          wire: 'noticeIds',
          required: true,
          constraint: { min: 1, max: 50 },
        },
      },
    },
    MarkNoticesReadResponse: {
      kind: 'structure',
      members: { NoticeIds: { type: '#NoticeIds', wire: 'noticeIds' } },
    },
    NoticeIds: { kind: 'list', member: 'string' },
    ListSourcesResponse: {
      kind: 'structure',
      members: { Sources: { type: '#Sources', wire: 'sources' } },
    },
    Sources: { kind: 'list', member: '#Source' },
    Source: {
      kind: 'structure',
      members: {
        Source: { type: 'string', wire: 'source' },
        Records: { type: 'number', wire: 'records' },
        Duplicates: { type: 'number', wire: 'duplicates' },
        Refused: { type: 'number', wire: 'refused' },
        Unreadable: { type: 'number', wire: 'unreadable' },
        FirstAt: { type: 'timestamp', wire: 'firstAt' },
        LastAt: { type: 'timestamp', wire: 'lastAt' },
        Declared: { type: 'boolean', wire: 'declared' },
        SilentSince: { type: 'timestamp', wire: 'silentSince' },
      },
    },
    PutRecordsRequest: {
      kind: 'structure',
      members: {
        Cluster: { type: 'string', wire: 'cluster', in: 'query', constraint: clusterName },
        Database: { type: 'string', wire: 'database', in: 'query', constraint: databaseName },
        DatabaseCluster: {
          type: 'string',
          wire: 'databaseCluster',
          in: 'query',
          constraint: databaseName,
        },
        Records: {
          type: 'blob',
          wire: 'records',
          in: 'payload',
          required: true,
          constraint: { min: 1 },
        },
      },
    },
    PutRecordsResponse: {
      kind: 'structure',
      members: {
        Accepted: { type: 'number', wire: 'accepted' },
        Duplicates: { type: 'number', wire: 'duplicates' },
        Findings: { type: 'number', wire: 'findings' },
        Refused: { type: '#RecordsByReason', wire: 'refused' },
      },
    },
    RecordsByReason: { kind: 'map', value: 'number' },
    BadRequestException: { kind: 'structure', error: { status: 400 }, members: errorMembers },
    AccessDeniedException: { kind: 'structure', error: { status: 403 }, members: errorMembers },
    ConflictException: { kind: 'structure', error: { status: 409 }, members: errorMembers },
    InternalServerErrorException: {
      kind: 'structure',
      error: { status: 500 },
      members: errorMembers,
    },
  },
};
