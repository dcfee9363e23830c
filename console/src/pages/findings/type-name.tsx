import { Fragment } from 'react';

/** A type of finding, which may be broken where its parts end rather than in a word. */
export function TypeName({ type = '' }: { readonly type: string | undefined }) {
  const parts = type.split(/(?<=[:/.!])/);
  return (
    <span className="from-log">
      {parts.map((part, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: parts have no other name, and stay in place
        <Fragment key={index}>
          {index > 0 && <wbr />}
          {part}
        </Fragment>
      ))}
    </span>
  );
}
