import { formatShort } from './figures.ts';
import { useWidth } from './use-width.ts';

export interface Bar {
  label: string;
  value: number;
}

/** A line across the chart. */
export interface Mark {
  label: string;
  value: number;
  isLimit: boolean;
}

interface BarChartProps {
  title: string;
  bars: Bar[];
  marks?: Mark[];
}

const HEIGHT = 200;
const LEFT = 44;
const TOP = 20;
const BOTTOM = 24;
const PLOT = HEIGHT - TOP - BOTTOM;
/** The least distance of two labels. */
const LABEL_WIDTH = 80;

/** A drawing of figures. Show the same figures in a table too: a screen reader gets only a summary of the drawing. */
export function BarChart({ title, bars, marks = [] }: BarChartProps) {
  const [frame, width] = useWidth();
  const top = roundUp(Math.max(1, ...[...bars, ...marks].map(({ value }) => value)));
  const y = (value: number) => TOP + PLOT * (1 - value / top);
  const step = Math.max(1, width - LEFT) / Math.max(1, bars.length);
  const every = Math.max(1, Math.ceil(LABEL_WIDTH / step));
  return (
    <figure className="chart" ref={frame}>
      <figcaption>
        {title}
        {marks.map(({ label, value, isLimit }) => (
          <span key={label} className={isLimit ? 'limit' : 'threshold'}>
            {label}: {value.toLocaleString()}
          </span>
        ))}
      </figcaption>
      <svg role="img" aria-label={`${title}. ${summary(bars)}`} width={width} height={HEIGHT}>
        {[0, top / 2, top].map((value) => (
          <g key={value}>
            <line className="grid" x1={LEFT} x2={width} y1={y(value)} y2={y(value)} />
            <text x={LEFT - 6} y={y(value) + 4} textAnchor="end">
              {formatShort(value)}
            </text>
          </g>
        ))}
        {bars.map(({ label, value }, index) => (
          <g key={label}>
            <rect
              x={LEFT + index * step + step * 0.12}
              y={y(value)}
              width={step * 0.76}
              // A little is not nothing.
              height={value > 0 ? Math.max(2, y(0) - y(value)) : 0}
              rx={2}
            >
              <title>{`${label}: ${value.toLocaleString()}`}</title>
            </rect>
            {index % every === 0 && (
              <text x={LEFT + index * step} y={HEIGHT - 6}>
                {label}
              </text>
            )}
          </g>
        ))}
        {marks.map(({ label, value, isLimit }) => (
          <g key={label} className={isLimit ? 'limit' : 'threshold'}>
            <line className="halo" x1={LEFT} x2={width} y1={y(value)} y2={y(value)} />
            <line x1={LEFT} x2={width} y1={y(value)} y2={y(value)} />
          </g>
        ))}
      </svg>
    </figure>
  );
}

/** Returns the next of 1, 2, 5, 10, 20, 50, … */
function roundUp(value: number): number {
  const unit = 10 ** Math.floor(Math.log10(value));
  return unit * ([1, 2, 5, 10].find((factor) => factor * unit >= value) ?? 10);
}

function summary(bars: Bar[]): string {
  const highest = bars.reduce((best, bar) => (bar.value > best.value ? bar : best), { label: '', value: 0 });
  return highest.value === 0
    ? 'No use.'
    : `The highest of ${bars.length} bars is ${highest.value.toLocaleString()}, ${highest.label}. The table has all figures.`;
}
