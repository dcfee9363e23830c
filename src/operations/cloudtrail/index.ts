import { type OperationTable, unimplemented } from '../define.ts';
import { lookupEvents } from './lookup-events.ts';
import type { CloudTrailOperations } from './operation-types.ts';

const TRAILS =
  'Every account has its event history (LookupEvents) and no trails: nothing is delivered to a ' +
  'bucket. `vedette audit export` writes the events to a file.';
const STORES = 'There are no event data stores.';
const QUERIES = 'There are no event data stores that could be queried.';
const DASHBOARDS = 'There are no event data stores that a dashboard could show.';
const CHANNELS =
  'Events from elsewhere are taken in by `vedette ingest` and by sources, not channels.';
const IMPORTS = 'There are no event data stores that could be imported into.';
const INSIGHTS = 'Unusual rates of calls are not looked for.';

export const cloudTrailTable: OperationTable<CloudTrailOperations> = {
  AddTags: unimplemented('AddTags', TRAILS),
  CancelQuery: unimplemented('CancelQuery', QUERIES),
  CreateChannel: unimplemented('CreateChannel', CHANNELS),
  CreateDashboard: unimplemented('CreateDashboard', DASHBOARDS),
  CreateEventDataStore: unimplemented('CreateEventDataStore', STORES),
  CreateTrail: unimplemented('CreateTrail', TRAILS),
  DeleteChannel: unimplemented('DeleteChannel', CHANNELS),
  DeleteDashboard: unimplemented('DeleteDashboard', DASHBOARDS),
  DeleteEventDataStore: unimplemented('DeleteEventDataStore', STORES),
  DeleteResourcePolicy: unimplemented('DeleteResourcePolicy', STORES),
  DeleteTrail: unimplemented('DeleteTrail', TRAILS),
  DeregisterOrganizationDelegatedAdmin: unimplemented(
    'DeregisterOrganizationDelegatedAdmin',
    TRAILS,
  ),
  DescribeQuery: unimplemented('DescribeQuery', QUERIES),
  DescribeTrails: unimplemented('DescribeTrails', TRAILS),
  DisableFederation: unimplemented('DisableFederation', STORES),
  EnableFederation: unimplemented('EnableFederation', STORES),
  GenerateQuery: unimplemented('GenerateQuery', QUERIES),
  GetChannel: unimplemented('GetChannel', CHANNELS),
  GetDashboard: unimplemented('GetDashboard', DASHBOARDS),
  GetEventConfiguration: unimplemented('GetEventConfiguration', TRAILS),
  GetEventDataStore: unimplemented('GetEventDataStore', STORES),
  GetEventSelectors: unimplemented('GetEventSelectors', TRAILS),
  GetImport: unimplemented('GetImport', IMPORTS),
  GetInsightSelectors: unimplemented('GetInsightSelectors', INSIGHTS),
  GetQueryResults: unimplemented('GetQueryResults', QUERIES),
  GetResourcePolicy: unimplemented('GetResourcePolicy', STORES),
  GetTrail: unimplemented('GetTrail', TRAILS),
  GetTrailStatus: unimplemented('GetTrailStatus', TRAILS),
  ListChannels: unimplemented('ListChannels', CHANNELS),
  ListDashboards: unimplemented('ListDashboards', DASHBOARDS),
  ListEventDataStores: unimplemented('ListEventDataStores', STORES),
  ListImportFailures: unimplemented('ListImportFailures', IMPORTS),
  ListImports: unimplemented('ListImports', IMPORTS),
  ListInsightsData: unimplemented('ListInsightsData', INSIGHTS),
  ListInsightsMetricData: unimplemented('ListInsightsMetricData', INSIGHTS),
  ListPublicKeys: unimplemented('ListPublicKeys', TRAILS),
  ListQueries: unimplemented('ListQueries', TRAILS),
  ListTags: unimplemented('ListTags', TRAILS),
  ListTrails: unimplemented('ListTrails', TRAILS),
  LookupEvents: lookupEvents,
  PutEventConfiguration: unimplemented('PutEventConfiguration', TRAILS),
  PutEventSelectors: unimplemented('PutEventSelectors', TRAILS),
  PutInsightSelectors: unimplemented('PutInsightSelectors', INSIGHTS),
  PutResourcePolicy: unimplemented('PutResourcePolicy', STORES),
  RegisterOrganizationDelegatedAdmin: unimplemented('RegisterOrganizationDelegatedAdmin', TRAILS),
  RemoveTags: unimplemented('RemoveTags', TRAILS),
  RestoreEventDataStore: unimplemented('RestoreEventDataStore', STORES),
  SearchSampleQueries: unimplemented('SearchSampleQueries', QUERIES),
  StartDashboardRefresh: unimplemented('StartDashboardRefresh', DASHBOARDS),
  StartEventDataStoreIngestion: unimplemented('StartEventDataStoreIngestion', STORES),
  StartImport: unimplemented('StartImport', IMPORTS),
  StartLogging: unimplemented('StartLogging', TRAILS),
  StartQuery: unimplemented('StartQuery', QUERIES),
  StopEventDataStoreIngestion: unimplemented('StopEventDataStoreIngestion', STORES),
  StopImport: unimplemented('StopImport', IMPORTS),
  StopLogging: unimplemented('StopLogging', TRAILS),
  UpdateChannel: unimplemented('UpdateChannel', CHANNELS),
  UpdateDashboard: unimplemented('UpdateDashboard', DASHBOARDS),
  UpdateEventDataStore: unimplemented('UpdateEventDataStore', STORES),
  UpdateTrail: unimplemented('UpdateTrail', TRAILS),
};
