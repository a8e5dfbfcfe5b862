import { type BigNumber, formatNumber, percentOf } from '../../ui/figures.ts';

export interface Figure {
  start: string;
  label: string;
  quantity: BigNumber;
  /** The sum of the month up to and with this one. */
  soFar?: string;
}

/** The figures of the charts. */
export function FiguresTable({ figures, limit }: { figures: Figure[]; limit: BigNumber | null }) {
  const sums = figures.some(({ soFar }) => soFar !== undefined);
  return (
    <details className="sheet">
      <summary>The figures as a table</summary>
      <table className="figures">
        <thead>
          <tr>
            <th scope="col">When</th>
            <th scope="col">Quantity</th>
            {sums && <th scope="col">Month so far</th>}
            {limit !== null && <th scope="col">Of what is included</th>}
          </tr>
        </thead>
        <tbody>
          {figures.map(({ start, label, quantity, soFar }) => (
            <tr key={start}>
              <th scope="row">
                <time dateTime={start}>{label}</time>
              </th>
              <td>{formatNumber(quantity)}</td>
              {sums && <td>{formatNumber(soFar ?? 0)}</td>}
              {limit !== null && <td>{percentOf(soFar ?? quantity, limit)} %</td>}
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
