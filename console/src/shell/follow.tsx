import Link from '@cloudscape-design/components/link';
import type { ReactNode } from 'react';
import { go } from '../state/router.ts';

/** A link to a page of the console: followed without loading it anew. */
export function Follow({
  href,
  children,
}: {
  readonly href: string;
  readonly children: ReactNode;
}) {
  return (
    <Link
      href={href}
      onFollow={(event) => {
        event.preventDefault();
        go(href);
      }}
    >
      {children}
    </Link>
  );
}
