import { describe, expect, it } from 'vitest';
import { parseListLocation } from './list-location.ts';

const parse = (text: string) => parseListLocation(text, (host) => host === 'lists.example:8080');

describe('parseListLocation', () => {
  it.each([
    ['s3://bucket.name/file.txt'],
    ['https://s3.amazonaws.com/bucket.name/file.txt'],
    ['https://s3-eu-west-1.amazonaws.com/bucket.name/file.txt'],
    ['https://s3.eu-west-1.amazonaws.com/bucket.name/file.txt'],
    ['http://bucket.name.s3.amazonaws.com/file.txt'],
    ['https://bucket.name.s3.amazonaws.com/file.txt'],
    ['https://bucket.name.s3-eu-west-1.amazonaws.com/file.txt'],
    ['https://bucket.name.s3.eu-west-1.amazonaws.com/file.txt'],
    ['https://bucket.name.s3.cn-north-1.amazonaws.com.cn/file.txt'],
  ])('reads %s', (text) => {
    expect(parse(text)).toEqual({ kind: 's3', bucket: 'bucket.name', key: 'file.txt' });
  });

  it.each([
    ['s3://bucket/a/b%20c+d.txt', 'a/b%20c+d.txt'],
    ['s3://bucket/a?b#c', 'a?b#c'],
    ['https://s3.amazonaws.com/bucket/a/b%20c+d.txt', 'a/b c+d.txt'],
    ['https://bucket.s3.amazonaws.com/a//b%2Fc', 'a//b/c'],
  ])('takes the key of %s as it is meant', (text, key) => {
    expect(parse(text)).toEqual({ kind: 's3', bucket: 'bucket', key });
  });

  it.each([
    ['example'],
    [''],
    ['s3://bucket'],
    ['s3://bucket/'],
    ['s3:///key'],
    ['s3://Bucket_Name/key'],
    ['s3://ab/key'.replace('ab', 'a')],
    ['s3://bucket/a/../b'],
    ['https://s3.amazonaws.com/bucket'],
    ['https://s3.amazonaws.com/bucket/'],
    ['https://s3.amazonaws.com:8443/bucket/key'],
    ['https://user@s3.amazonaws.com/bucket/key'],
    ['https://s3.amazonaws.com/bucket/key?versionId=1'],
    ['https://s3.amazonaws.com/bucket/key#part'],
    ['https://s3.amazonaws.com/bucket/%ff'],
    ['https://s3.amazonaws.com.evil.example/bucket/key'],
    ['https://bucket.s3.example/key'],
    ['https://lists.example/list.txt'],
    ['ftp://lists.example:8080/list.txt'],
    ['file:///etc/passwd'],
    ['http://169.254.169.254/latest/meta-data'],
  ])('refuses %j', (text) => {
    expect(parse(text)).toBeUndefined();
  });

  it('takes any page of a host that is allowed', () => {
    const text = 'http://lists.example:8080/list.txt?day=1';
    expect(parse(text)).toEqual({ kind: 'url', url: new URL(text) });
    expect(parse('http://user:secret@lists.example:8080/list.txt')).toBeUndefined();
  });
});
