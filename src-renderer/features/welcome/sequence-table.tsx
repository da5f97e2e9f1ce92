import classes from './sequence.module.css';
import { type Party, type Step, stateWords } from './sequence.ts';

export const partyNames: Record<Party, string> = { application: 'Application', tenant: 'Tenant', api: 'Your API' };

export function SequenceTable({ steps }: { steps: Step[] }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reachable by keyboard (WCAG 2.1.1).
    <section className={classes.scroll} tabIndex={0} aria-label="Steps of the exchange">
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">Step</th>
            <th scope="col">State</th>
          </tr>
        </thead>
        <tbody>
          {steps.map(({ from, to, title, value, detail, state, mend }, index) => (
            <tr key={title}>
              <td>
                {index + 1}. {partyNames[from]} → {partyNames[to]}: {title}
                <br />
                <span className="mono">{value}</span>
                <br />
                {detail}
                {mend !== undefined && (
                  <>
                    <br />
                    {mend}
                  </>
                )}
              </td>
              <td>{stateWords[state]}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
