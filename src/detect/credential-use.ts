import { isIP } from 'node:net';
import type { RemoteAccountDetails } from '@aws-sdk/client-guardduty';
import { isPrivateAddress } from '../lib/private-address.ts';
import type { KnownLists } from '../lists/known-lists.ts';
import type { CloudTrailEvent, CloudTrailHead } from '../normalise/event.ts';
import { at, text } from './read-field.ts';

/** Where credentials that belong to a machine of an account were used from. */
export type CredentialUse =
  | { readonly from: 'outside' }
  | { readonly from: 'other-account'; readonly account: RemoteAccountDetails }
  | undefined;

/**
 * Undefined where the use is as it should be, or where nobody can tell: from the account itself,
 * from an address of AWS whose account is not known, from a service. A VPC endpoint names the
 * account that it is in; whose an address is, the inventory tells, and what the inventory has is
 * taken for the operator's own.
 */
export function credentialUse(event: CloudTrailEvent, lists: KnownLists): CredentialUse {
  const owner = ownerOf(event);
  const address = event.sourceAddress;
  const ofEndpoint = text(event.record, 'vpcEndpointAccountId');
  if (ofEndpoint !== '') {
    if (ofEndpoint === owner) return undefined;
    return { from: 'other-account', account: { AccountId: ofEndpoint, Affiliated: false } };
  }
  if (at(event.record, 'vpcEndpointId') !== undefined || !isOnInternet(address)) return undefined;
  const ofAddress = lists.inventory.accountOf(address);
  if (ofAddress !== undefined) {
    if (ofAddress === owner) return undefined;
    return { from: 'other-account', account: { AccountId: ofAddress, Affiliated: true } };
  }
  // Of an address that nobody knows, such as one of a network that is new, nothing can be said.
  if (lists.place(address) === undefined || lists.isAws(address)) return undefined;
  return { from: 'outside' };
}

/**
 * What the head of a record alone says of it: false only where `credentialUse` has nothing to say.
 * Most calls of machines come from where they should, and need not be read any further.
 */
export function mayBeElsewhere(head: CloudTrailHead, lists: KnownLists): boolean {
  if (head.isThroughOthers === true) return true;
  const address = head.sourceAddress;
  if (!isOnInternet(address)) return false;
  if (lists.inventory.accountOf(address) !== undefined) return true;
  return lists.place(address) !== undefined && !lists.isAws(address);
}

/** The account of the machine, where the record names it; else that of its role, which is one. */
function ownerOf(event: CloudTrailEvent): string {
  const identity = at(event.record, 'userIdentity');
  const issuedTo = text(identity, 'inScopeOf', 'credentialsIssuedTo').split(':')[4];
  return issuedTo || text(identity, 'accountId') || event.accountId;
}

/** Could somebody on the Internet have this address? Not for names, and not for private ones. */
export function isOnInternet(address: string): boolean {
  return isIP(address) !== 0 && !isPrivateAddress(address);
}
