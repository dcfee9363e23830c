import type { StackValue, StackValueMap } from '../../domain/stack.ts';
import { invalid } from '../template/invalid.ts';
import { retagGuardDuty } from './guardduty-tags.ts';
import { flag, given, ifThere, isGone, tags, text } from './properties.ts';
import type { Answer, Provider, Work } from './provider.ts';

interface Row {
  readonly AccountId?: string;
  readonly RelationshipStatus?: string;
  readonly InvitationId?: string;
}

function refuseUnprocessed(answer: Answer): void {
  const [first] = (answer.UnprocessedAccounts as { Result?: string }[] | undefined) ?? [];
  if (first !== undefined) throw invalid(`Invalid request provided: ${first.Result}`);
}

async function memberOf({ call, properties }: Work, accountId: string): Promise<Row | undefined> {
  const input = { DetectorId: text(properties.DetectorId), AccountIds: [accountId] };
  const answer = await ifThere(call('guardduty', 'GetMembers', input));
  return ((answer?.Members as Row[] | undefined) ?? [])[0];
}

/** `Status` as the template wants it: invited, or, with members that answered, as it comes. */
async function invite(work: Work, accountId: string): Promise<void> {
  const { Status, Message, DetectorId, DisableEmailNotification } = work.properties;
  if (text(Status) !== 'Invited') return;
  const known = (await memberOf(work, accountId))?.RelationshipStatus;
  if (known !== 'Created') return;
  const input = given({
    ...{ DetectorId: text(DetectorId), AccountIds: [accountId], Message: text(Message) },
    DisableEmailNotification: flag(DisableEmailNotification),
  });
  refuseUnprocessed(await work.call('guardduty', 'InviteMembers', input));
}

export const guardDutyMember: Provider = {
  type: 'AWS::GuardDuty::Member',
  properties: {
    required: ['Email'],
    optional: ['DisableEmailNotification', 'Message', 'Status'],
    createOnly: ['MemberId', 'DetectorId', 'Email'],
    shapes: { DisableEmailNotification: 'flag' },
  },
  attributes: [],
  async create(work) {
    const { properties, call } = work;
    const AccountId = text(properties.MemberId) ?? '';
    const details = [{ AccountId, Email: text(properties.Email) }];
    const input = { DetectorId: text(properties.DetectorId), AccountDetails: details };
    if (!work.isResumed || (await memberOf(work, AccountId)) === undefined) {
      refuseUnprocessed(await call('guardduty', 'CreateMembers', input));
    }
    await work.begun(AccountId);
    await invite(work, AccountId);
    return { physicalId: AccountId };
  },
  async update(work, { physicalId }) {
    await invite(work, physicalId);
    return { physicalId };
  },
  async delete({ call }, { physicalId, properties }) {
    const input = { DetectorId: text(properties.DetectorId), AccountIds: [physicalId] };
    await ifThere(call('guardduty', 'DisassociateMembers', input));
    await ifThere(call('guardduty', 'DeleteMembers', input));
  },
  async read(work, physicalId) {
    const row = await memberOf(work, physicalId);
    return row && { properties: { ...work.properties, MemberId: physicalId } };
  },
};

/** The invitation that is named, or the one that the administrator has sent. */
async function invitationOf({ call, properties }: Work): Promise<string> {
  const named = text(properties.InvitationId);
  if (named !== undefined) return named;
  const { Invitations: all = [] } = (await call('guardduty', 'ListInvitations', {})) as {
    Invitations?: Row[];
  };
  const found = all.find(({ AccountId }) => AccountId === text(properties.MasterId));
  if (found?.InvitationId === undefined) {
    throw invalid(`Invalid request provided: no invitation of ${properties.MasterId} was found`);
  }
  return found.InvitationId;
}

async function administratorOf({ call }: Work, detector: StackValue | undefined): Promise<Row> {
  const input = { DetectorId: text(detector) };
  const answer = await ifThere(call('guardduty', 'GetAdministratorAccount', input));
  return (answer?.Administrator as Row | undefined) ?? {};
}

export const guardDutyMaster: Provider = {
  type: 'AWS::GuardDuty::Master',
  properties: {
    required: ['DetectorId', 'MasterId'],
    createOnly: ['DetectorId', 'MasterId', 'InvitationId'],
  },
  attributes: [],
  async create(work) {
    const { properties, call, isResumed } = work;
    const AdministratorId = text(properties.MasterId) ?? '';
    const physicalId = AdministratorId;
    const now = isResumed ? await administratorOf(work, properties.DetectorId) : {};
    if (now.AccountId === AdministratorId) return { physicalId };
    const InvitationId = await invitationOf(work);
    const input = { DetectorId: text(properties.DetectorId), AdministratorId, InvitationId };
    await call('guardduty', 'AcceptAdministratorInvitation', input);
    return { physicalId };
  },
  async delete(work, { properties, physicalId }) {
    const { AccountId: administrator } = await administratorOf(work, properties.DetectorId);
    if (administrator !== physicalId) return;
    const input = { DetectorId: text(properties.DetectorId) };
    await ifThere(work.call('guardduty', 'DisassociateFromAdministratorAccount', input));
  },
  async read(work, physicalId) {
    const { AccountId: administrator } = await administratorOf(work, work.properties.DetectorId);
    return administrator === physicalId ? { properties: { ...work.properties } } : undefined;
  },
};

function destinationOf({ properties }: { properties: StackValueMap }) {
  const { DestinationArn, KmsKeyArn } = properties.DestinationProperties as StackValueMap;
  return given({ DestinationArn: text(DestinationArn), KmsKeyArn: text(KmsKeyArn) });
}

/** Ref is made of both ids; the destination is found again by the second. */
function idsOf(physicalId: string) {
  const [DetectorId, DestinationId] = physicalId.split('|');
  return { DetectorId, DestinationId };
}

async function describeDestination(work: Work, physicalId: string): Promise<Answer | undefined> {
  const input = idsOf(physicalId);
  return ifThere(work.call('guardduty', 'DescribePublishingDestination', input));
}

function destinationAttributes(physicalId: string, found: Answer | undefined): StackValueMap {
  const { Status = '', PublishingFailureStartTimestamp: since = '' } = found ?? {};
  return {
    Id: idsOf(physicalId).DestinationId ?? '',
    Status: String(Status),
    PublishingFailureStartTimestamp: String(since),
  };
}

export const guardDutyPublishingDestination: Provider = {
  type: 'AWS::GuardDuty::PublishingDestination',
  properties: {
    required: ['DetectorId', 'DestinationType', 'DestinationProperties'],
    optional: ['Tags'],
    createOnly: ['DetectorId'],
    shapes: { DestinationProperties: { DestinationArn: 'text', KmsKeyArn: 'text' } },
  },
  attributes: ['Id', 'Status', 'PublishingFailureStartTimestamp'],
  identifier: 'Id',
  async create(work) {
    const { properties, call, isResumed } = work;
    const DetectorId = text(properties.DetectorId);
    const listed = isResumed
      ? await call('guardduty', 'ListPublishingDestinations', { DetectorId })
      : {};
    const [again] = (listed.Destinations as { DestinationId?: string }[] | undefined) ?? [];
    const made =
      again ??
      (await call('guardduty', 'CreatePublishingDestination', {
        ...{ DetectorId, DestinationType: text(properties.DestinationType) },
        ...{ DestinationProperties: destinationOf(work), Tags: tags(work) },
      }));
    const physicalId = `${DetectorId}|${made.DestinationId}`;
    const found = await describeDestination(work, physicalId);
    return { physicalId, attributes: destinationAttributes(physicalId, found) };
  },
  async update(work, { physicalId }) {
    await work.call('guardduty', 'UpdatePublishingDestination', {
      ...idsOf(physicalId),
      DestinationProperties: destinationOf(work),
    });
    const found = await describeDestination(work, physicalId);
    return { physicalId, attributes: destinationAttributes(physicalId, found) };
  },
  retag(work, { physicalId }, change) {
    const { DetectorId, DestinationId } = idsOf(physicalId);
    const place = `detector/${DetectorId}/publishingDestination/${DestinationId}`;
    return retagGuardDuty(work, place, change);
  },
  async delete({ call }, { physicalId }) {
    try {
      await call('guardduty', 'DeletePublishingDestination', idsOf(physicalId));
    } catch (error) {
      if (!isGone(error)) throw error;
    }
  },
  async read(work, physicalId) {
    const found = await describeDestination(work, physicalId);
    if (found === undefined) return undefined;
    return {
      attributes: destinationAttributes(physicalId, found),
      properties: {
        DetectorId: idsOf(physicalId).DetectorId ?? '',
        DestinationType: String(found.DestinationType),
        DestinationProperties: found.DestinationProperties as StackValueMap,
      },
    };
  },
};
