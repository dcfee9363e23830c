import type { WireService } from './shapes.ts';

/** The shapes of what `vedette` says of sinks. */
export const sinkShapes: WireService['shapes'] = {
  ListSinksResponse: { kind: 'structure', members: { Sinks: { type: '#Sinks', wire: 'sinks' } } },
  Sinks: { kind: 'list', member: '#Sink' },
  Sink: {
    kind: 'structure',
    members: {
      Name: { type: 'string', wire: 'name' },
      Type: { type: 'string', wire: 'type' },
      Waiting: { type: 'number', wire: 'waiting' },
      DeadLetters: { type: 'number', wire: 'deadLetters' },
      Delivered: { type: 'number', wire: 'delivered' },
      Dropped: { type: 'number', wire: 'dropped' },
      OldestAt: { type: 'timestamp', wire: 'oldestAt' },
      LastSuccessAt: { type: 'timestamp', wire: 'lastSuccessAt' },
      LastFailureAt: { type: 'timestamp', wire: 'lastFailureAt' },
      LastError: { type: 'string', wire: 'lastError' },
    },
  },
  ListDeadLettersRequest: {
    kind: 'structure',
    members: {
      Sink: { type: 'string', wire: 'sink', in: 'query' },
      After: {
        type: 'number',
        wire: 'after',
        in: 'query',
        constraint: { min: 0, integer: true },
      },
    },
  },
  ListDeadLettersResponse: {
    kind: 'structure',
    members: { DeadLetters: { type: '#DeadLetters', wire: 'deadLetters' } },
  },
  DeadLetters: { kind: 'list', member: '#DeadLetter' },
  DeadLetter: {
    kind: 'structure',
    members: {
      Number: { type: 'number', wire: 'number' },
      Sink: { type: 'string', wire: 'sink' },
      EventId: { type: 'string', wire: 'eventId' },
      Kind: { type: 'string', wire: 'kind' },
      AccountId: { type: 'string', wire: 'accountId' },
      Region: { type: 'string', wire: 'region' },
      Tries: { type: 'number', wire: 'tries' },
      LastError: { type: 'string', wire: 'lastError' },
      CreatedAt: { type: 'timestamp', wire: 'createdAt' },
    },
  },
  ResendDeadLettersRequest: {
    kind: 'structure',
    members: {
      Sink: { type: 'string', wire: 'sink', required: true },
      Numbers: { type: '#DeadLetterNumbers', wire: 'numbers', constraint: { min: 1, max: 100 } },
    },
  },
  DeadLetterNumbers: { kind: 'list', member: 'number' },
  ResendDeadLettersResponse: {
    kind: 'structure',
    members: { Resent: { type: 'number', wire: 'resent' } },
  },
};
