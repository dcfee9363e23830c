import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { answerStatic, readStaticFiles } from './static-files.ts';

let folder: string;
let files: NonNullable<ReturnType<typeof readStaticFiles>>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vedette-static-'));
  await mkdir(join(folder, 'assets'));
  await writeFile(join(folder, 'index.html'), '<p>shell</p>');
  await writeFile(join(folder, 'assets/a-1.js'), 'plain');
  await writeFile(join(folder, 'assets/a-1.js.br'), 'as br');
  await writeFile(join(folder, 'assets/a-1.js.gz'), 'as gzip');
  await writeFile(join(folder, 'key.pem'), 'no type of ours');
  files = readStaticFiles(folder) ?? new Map();
});
afterAll(() => rm(folder, { recursive: true, force: true }));

function get(path: string, headers: Record<string, string> = {}, method = 'GET') {
  const answer = answerStatic(files, {
    ...{ method, path: `/console/${path}`, query: '' },
    headers: new Map(Object.entries(headers)),
  });
  return answer && { ...answer, body: answer.body.toString() };
}

test('every page is the shell, asked for again each time', () => {
  for (const path of ['', 'findings', 'accounts/add']) {
    expect(get(path)).toMatchObject({ status: 200, body: '<p>shell</p>' });
    expect(get(path)?.headers['Cache-Control']).toBe('no-cache');
  }
});

test('what has its hash in its name may be kept', () => {
  expect(get('assets/a-1.js')?.headers).toMatchObject({
    'Content-Type': 'text/javascript; charset=utf-8',
    'Cache-Control': expect.stringContaining('immutable'),
  });
});

test.each([
  ['br', 'gzip, deflate, br', 'as br'],
  ['gzip', 'gzip', 'as gzip'],
  [undefined, '', 'plain'],
  [undefined, 'br;q=0', 'plain'],
])('sends it as %s to who accepts "%s"', (coding, accepted, body) => {
  const answer = get('assets/a-1.js', { 'accept-encoding': accepted });
  expect(answer?.body).toBe(body);
  expect(answer?.headers['Content-Encoding']).toBe(coding);
  expect(answer?.headers.Vary).toBe('Accept-Encoding');
});

test('who has it already is sent nothing', () => {
  const etag = get('')?.headers.ETag ?? '';
  expect(get('', { 'if-none-match': etag })).toMatchObject({ status: 304, body: '' });
});

test('nothing but its own files is served', () => {
  for (const path of ['assets/b.js', '../index.html', '%2e%2e/index.html', 'key.pem']) {
    expect(get(path)).toBeUndefined();
  }
  expect(get('', {}, 'POST')).toBeUndefined();
  expect(readStaticFiles(join(folder, 'absent'))).toBeUndefined();
});
