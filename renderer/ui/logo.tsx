import type { ReactElement } from 'react';

/** The product's mark: a speech bubble on the accent. */
export function Logo({ size = 26 }: { readonly size?: number }): ReactElement {
  return (
    <span className="logo" style={{ width: size, height: size, borderRadius: size * 0.3 }} aria-hidden="true">
      <svg viewBox="0 0 24 24" fill="none" stroke="#fff" strokeWidth="2.2" strokeLinecap="round">
        <path d="M5 6h9a4 4 0 0 1 0 8h-3l-4 4v-4H5z" />
      </svg>
    </span>
  );
}
