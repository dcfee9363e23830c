import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import './console.css';
import { Root } from './root.tsx';
import { keepFocus } from './shell/keep-focus.ts';

const element = document.getElementById('root');
if (element === null) throw new Error('The page has a root element.');
keepFocus(element);
createRoot(element).render(
  <StrictMode>
    <Root />
  </StrictMode>,
);
