/** Markdown as the model wrote it: no HTML is let through, links open outside, images are shown as links. */
import { memo, useState } from 'react';
import ReactMarkdown, { type Components } from 'react-markdown';
import remarkGfm from 'remark-gfm';
import { Button } from '../../ui/index.ts';

/** Longer texts are shown in part at first, so that one huge answer does not stop the page. Characters. */
const firstPart = 20_000;

const plugins = [remarkGfm];
const components: Components = {
  a: ({ href, children }) => (
    <a href={href} target="_blank" rel="noreferrer noopener">
      {children}
    </a>
  ),
  // Fetching an image would tell its server that somebody reads this.
  img: ({ src, alt }) => (
    <a href={typeof src === 'string' ? src : undefined} target="_blank" rel="noreferrer noopener">
      {alt || 'image'}
    </a>
  ),
  // biome-ignore lint/a11y/noNoninteractiveTabindex: code that scrolls sideways must be reachable by keyboard.
  pre: ({ children }) => <pre tabIndex={0}>{children}</pre>,
};

/** The same text unread, for rows that rush by. */
export function PlainText({ text }: { text: string }) {
  return <p className="max-w-180 whitespace-pre-wrap wrap-anywhere">{text.slice(0, firstPart)}</p>;
}

export const Markdown = memo(function Markdown({ text }: { text: string }) {
  const [whole, setWhole] = useState(text.length <= firstPart);
  return (
    <div className="markdown max-w-180">
      <ReactMarkdown remarkPlugins={plugins} components={components}>
        {whole ? text : text.slice(0, firstPart)}
      </ReactMarkdown>
      {!whole && <Button onClick={() => setWhole(true)}>Show the whole message</Button>}
    </div>
  );
});
