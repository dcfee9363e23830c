import { describe, expect, it } from 'vitest';
import { encodePageToken } from '../../domain/page-token.ts';
import { cutPage, pageStart } from './page.ts';

const text = (entry: string) => entry;

describe('pageStart', () => {
  it('asks for 50 entries from the beginning unless told otherwise', () => {
    expect(pageStart('members', {})).toEqual({ limit: 50 });
    expect(pageStart('members', { MaxResults: 7, NextToken: '' })).toEqual({ limit: 7 });
    const NextToken = encodePageToken('members', 'b');
    expect(pageStart('members', { NextToken })).toEqual({ limit: 50, after: 'b' });
  });

  it('refuses the token of another list', () => {
    const NextToken = encodePageToken('invitations', 'b');
    expect(() => pageStart('members', { NextToken })).toThrow('parameter nextToken');
  });
});

describe('cutPage', () => {
  it('has a token only where an entry is left over', () => {
    expect(cutPage('members', ['a', 'b', 'c'], 2, text)).toEqual({
      page: ['a', 'b'],
      NextToken: encodePageToken('members', 'b'),
    });
    expect(cutPage('members', ['a', 'b'], 2, text)).toEqual({ page: ['a', 'b'] });
    expect(cutPage('members', [], 2, text)).toEqual({ page: [] });
  });
});
