import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import './console.css';
import { Root } from './root.tsx';

const element = document.getElementById('root');
if (element === null) throw new Error('The page has a root element.');
createRoot(element).render(
  <StrictMode>
    <Root />
  </StrictMode>,
);
