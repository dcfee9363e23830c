import { type OperationTable, unimplemented } from '../define.ts';
import { getRegionOptStatus } from './get-region-opt-status.ts';
import { listRegions } from './list-regions.ts';
import type { AccountOperations } from './operation-types.ts';

const REGIONS = 'Every Region is open to every account and cannot be closed.';
const CONTACTS =
  'What an account is called and how its owner is reached cannot be changed or asked yet.';

export const accountTable: OperationTable<AccountOperations> = {
  AcceptPrimaryEmailUpdate: unimplemented('AcceptPrimaryEmailUpdate', CONTACTS),
  DeleteAlternateContact: unimplemented('DeleteAlternateContact', CONTACTS),
  DisableRegion: unimplemented('DisableRegion', REGIONS),
  EnableRegion: unimplemented('EnableRegion', REGIONS),
  GetAccountInformation: unimplemented('GetAccountInformation', CONTACTS),
  GetAlternateContact: unimplemented('GetAlternateContact', CONTACTS),
  GetContactInformation: unimplemented('GetContactInformation', CONTACTS),
  GetGovCloudAccountInformation: unimplemented('GetGovCloudAccountInformation', CONTACTS),
  GetPrimaryEmail: unimplemented('GetPrimaryEmail', CONTACTS),
  GetPrimaryEmailUpdateStatus: unimplemented('GetPrimaryEmailUpdateStatus', CONTACTS),
  GetRegionOptStatus: getRegionOptStatus,
  ListRegions: listRegions,
  PutAccountName: unimplemented('PutAccountName', CONTACTS),
  PutAlternateContact: unimplemented('PutAlternateContact', CONTACTS),
  PutContactInformation: unimplemented('PutContactInformation', CONTACTS),
  SendPhoneNumberVerification: unimplemented('SendPhoneNumberVerification', CONTACTS),
  StartPrimaryEmailUpdate: unimplemented('StartPrimaryEmailUpdate', CONTACTS),
  VerifyPhoneNumber: unimplemented('VerifyPhoneNumber', CONTACTS),
};
