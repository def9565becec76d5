/** Colours of the theme for a canvas, which cannot read CSS variables by itself. */
import { useEffect, useState } from 'react';

const names = ['--local', '--cloud', '--muted', '--line'] as const;
export type ThemeColours = Record<(typeof names)[number], string>;

/** Read again when the system changes between light and dark. */
export function useThemeColours(): ThemeColours {
  const [colours, setColours] = useState(read);
  useEffect(() => {
    const dark = window.matchMedia('(prefers-color-scheme: dark)');
    const update = (): void => setColours(read());
    dark.addEventListener('change', update);
    return () => dark.removeEventListener('change', update);
  }, []);
  return colours;
}

function read(): ThemeColours {
  const style = getComputedStyle(document.documentElement);
  const colour = (name: string) => style.getPropertyValue(name).trim();
  return {
    '--local': colour('--local'),
    '--cloud': colour('--cloud'),
    '--muted': colour('--muted'),
    '--line': colour('--line'),
  };
}
