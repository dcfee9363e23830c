import type { Sequence } from '@aws-sdk/client-guardduty';
import { useLook } from '../../state/app.ts';
import { type Column, type Graph, graphOf, type Node } from './sequence-graph.ts';

const WIDTH = 960;
const ROW_HEIGHT = 76;
const BOX = { width: 260, height: 56 };
const HEAD = 32;
const LEFT: Readonly<Record<Column, number>> = { actor: 10, signal: 350, resource: 690 };
/** More does not fit a box; the whole is in the table below. */
const LETTERS = 30;

/** Actors, signals and resources as boxes in three columns, with lines between them. */
export function GraphPicture({ sequence }: { readonly sequence: Sequence }) {
  const words = useLook().text.sequences;
  const graph = graphOf(sequence);
  const height = HEAD + Math.max(1, graph.rows) * ROW_HEIGHT;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard
    <section className="graph" tabIndex={0} aria-label={words.graph}>
      <svg
        viewBox={`0 0 ${WIDTH} ${height}`}
        role="img"
        aria-label={words.graphSays(...sizes(graph))}
      >
        {(Object.keys(LEFT) as Column[]).map((column) => (
          <text key={column} className="graph-head" x={LEFT[column]} y={20}>
            {words.columns[column]}
          </text>
        ))}
        {graph.edges.map(({ from, to }) => (
          <path key={`${from.id} ${to.id}`} className="graph-edge" d={lineBetween(from, to)} />
        ))}
        {graph.nodes.map((node) => (
          <Box key={node.id} node={node} />
        ))}
      </svg>
    </section>
  );
}

function Box({ node }: { readonly node: Node }) {
  const [x, y] = [LEFT[node.column], topOf(node)];
  return (
    <g className={`graph-box graph-${node.column}`}>
      <rect {...{ x, y, ...BOX }} rx={8} />
      <text x={x + 14} y={y + 24} className="graph-label">
        {short(node.label)}
      </text>
      <text x={x + 14} y={y + 43} className="graph-detail">
        {short(node.detail)}
      </text>
    </g>
  );
}

const topOf = ({ row }: Node) => HEAD + row * ROW_HEIGHT;

function lineBetween(from: Node, to: Node): string {
  const [x1, y1] = [LEFT[from.column] + BOX.width, topOf(from) + BOX.height / 2];
  const [x2, y2] = [LEFT[to.column], topOf(to) + BOX.height / 2];
  const middle = (x1 + x2) / 2;
  return `M${x1} ${y1}C${middle} ${y1} ${middle} ${y2} ${x2} ${y2}`;
}

function short(text: string): string {
  const letters = [...text];
  return letters.length > LETTERS ? `${letters.slice(0, LETTERS - 1).join('')}…` : text;
}

function sizes({ nodes }: Graph): [string, string, string] {
  const of = (column: Column) => String(nodes.filter((one) => one.column === column).length);
  return [of('actor'), of('signal'), of('resource')];
}
