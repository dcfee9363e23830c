import { type ReactNode, useEffect, useRef } from 'react';
import { useLook } from '../state/app.ts';
import { usePlace } from '../state/router.ts';
import { CONTENT_ID, focusContent } from './keep-focus.ts';

/** The page itself, under its name. Who goes to another page is taken there, focus and all. */
export function Content({ children }: { readonly children: ReactNode }) {
  const { text } = useLook();
  const { page, query } = usePlace();
  const names: Readonly<Record<string, string>> = text.shell.pages;
  const name = names[page === '' ? 'summary' : page] ?? text.shell.product;
  // Adding accounts takes the place of the accounts.
  const view = `${page} ${query.has('add')}`;
  const shown = useRef(view);
  useEffect(() => {
    document.title = `${name} - ${text.shell.product}`;
  }, [name, text]);
  useEffect(() => {
    if (shown.current === view) return;
    shown.current = view;
    scrollTo(0, 0);
    focusContent();
  }, [view]);
  return (
    <section id={CONTENT_ID} tabIndex={-1} aria-label={text.shell.contentOf(name)}>
      {children}
    </section>
  );
}

/** The first stop of the keyboard: past the header and the list of pages. */
export function SkipLink() {
  const { text } = useLook();
  return (
    <a
      className="skip"
      href={`#${CONTENT_ID}`}
      onClick={(event) => {
        event.preventDefault();
        focusContent();
      }}
    >
      {text.shell.skip}
    </a>
  );
}
