import type { Status } from '#contract/methods/tenant.ts';
import { CopyIcon } from '../../components/copy-button.tsx';
import { tenantAddresses } from '../../components/tenant-addresses.ts';
import classes from './welcome.module.css';

/** Where the tenant answers, one line each: what lies below the issuer as a path, copied whole. */
export function AddressList({ status }: { status: Status }) {
  const { issuer } = status;
  if (issuer === undefined) return null;
  return (
    <dl className={classes.addresses}>
      {tenantAddresses(status).map(({ name, value }) => (
        <div key={name} className={classes.addressLine}>
          <dt>{name}</dt>
          <dd>
            <span className="mono" title={value}>
              {value !== issuer && value.startsWith(issuer) ? value.slice(issuer.length - 1) : value}
            </span>
            <CopyIcon value={value} what={`${name} of the tenant`} />
          </dd>
        </div>
      ))}
    </dl>
  );
}
