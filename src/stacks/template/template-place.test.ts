import { expect, it } from 'vitest';
import { templatePlace } from './template-place.ts';

const OWN = 'http://127.0.0.1:8000';

it.each<[string, string | undefined]>([
  ['https://templates.s3.amazonaws.com/a/b.yaml', 'templates a/b.yaml'],
  ['https://templates.s3.eu-west-1.amazonaws.com/b.yaml', 'templates b.yaml'],
  ['https://templates.s3-eu-west-1.amazonaws.com/b.yaml', 'templates b.yaml'],
  ['https://with.dots.s3.dualstack.us-east-1.amazonaws.com/b', 'with.dots b'],
  ['https://s3.amazonaws.com/templates/a/b.yaml', 'templates a/b.yaml'],
  ['https://s3.us-gov-west-1.amazonaws.com/templates/b', 'templates b'],
  ['https://s3-us-west-2.amazonaws.com/templates/b', 'templates b'],
  ['https://s3.cn-north-1.amazonaws.com.cn/templates/b', 'templates b'],
  ['http://127.0.0.1:8000/templates/a%20b.yaml', 'templates a b.yaml'],
  ['http://localhost:8000/templates/b', 'templates b'],
  ['http://localhost:9000/templates/b', undefined],
  ['http://127.0.0.1:8000/templates', undefined],
  ['https://templates.s3.amazonaws.com/', undefined],
  ['https://example.com/templates/b', undefined],
  ['https://s3.amazonaws.com.example.com/templates/b', undefined],
  ['https://s3.amazonaws.com/templates/%', undefined],
  ['ftp://s3.amazonaws.com/templates/b', undefined],
  ['file:///etc/passwd', undefined],
  ['templates/b', undefined],
])('%s is %s', (text, expected) => {
  const place = templatePlace(text, OWN);
  expect(place && `${place.bucket} ${place.key}`).toBe(expected);
});
