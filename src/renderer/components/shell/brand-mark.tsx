/** The mark: two arrows that change places, one for each route. */
export function BrandMark({ size = 20 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" className="shrink-0">
      <g fill="none" strokeWidth="3.4" strokeLinecap="round" strokeLinejoin="round">
        <path d="M5 11h18l-5-5" stroke="var(--local)" />
        <path d="M27 21H9l5 5" stroke="var(--cloud)" />
      </g>
    </svg>
  );
}
