/** Where the window was, and where it may be now that other screens may be present. Pure, so that it can be tested. */

/** Device-independent pixels. */
export interface Bounds {
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface WindowState {
  /** Of the window when it is neither maximised nor full screen. */
  bounds: Bounds;
  maximised: boolean;
  fullScreen: boolean;
}

export const smallestWindow = { width: 720, height: 520 } as const;
const firstWindow = { width: 1280, height: 840 } as const;
/** How much of the title bar must be on a screen, so that a person can take hold of the window. */
const grip = { width: 120, height: 32 } as const;

/**
 * The state to open with. The work areas are those of the screens present, the primary one first; there is at least one.
 * A window that cannot be reached on any of them is moved to the nearest; one that is too large for its screen shrinks.
 */
export function restoreWindowState(saved: unknown, workAreas: readonly [Bounds, ...Bounds[]]): WindowState {
  if (!isWindowState(saved)) return { bounds: centre(firstWindow, workAreas[0]), maximised: false, fullScreen: false };
  const area = nearestArea(saved.bounds, workAreas);
  const width = clamp(saved.bounds.width, Math.min(smallestWindow.width, area.width), area.width);
  const height = clamp(saved.bounds.height, Math.min(smallestWindow.height, area.height), area.height);
  const sized = { x: saved.bounds.x, y: saved.bounds.y, width, height };
  const bounds = workAreas.some((candidate) => isReachable(sized, candidate)) ? sized : moveInto(sized, area);
  return { bounds, maximised: saved.maximised, fullScreen: saved.fullScreen };
}

export function isWindowState(value: unknown): value is WindowState {
  return (
    isRecord(value) &&
    isBounds(value.bounds) &&
    typeof value.maximised === 'boolean' &&
    typeof value.fullScreen === 'boolean'
  );
}

function isReachable(bounds: Bounds, area: Bounds): boolean {
  const titleBar = { ...bounds, height: grip.height };
  const { width, height } = overlap(titleBar, area);
  return width >= Math.min(grip.width, bounds.width) && height >= grip.height;
}

function nearestArea(bounds: Bounds, [first, ...others]: readonly [Bounds, ...Bounds[]]): Bounds {
  return others.reduce((best, area) => (isNearer(bounds, area, best) ? area : best), first);
}

function isNearer(bounds: Bounds, area: Bounds, best: Bounds): boolean {
  const gain = surface(overlap(bounds, area)) - surface(overlap(bounds, best));
  return gain === 0 ? distance(bounds, area) < distance(bounds, best) : gain > 0;
}

function moveInto(bounds: Bounds, area: Bounds): Bounds {
  return {
    ...bounds,
    x: clamp(bounds.x, area.x, area.x + area.width - bounds.width),
    y: clamp(bounds.y, area.y, area.y + area.height - bounds.height),
  };
}

function centre(size: { width: number; height: number }, area: Bounds): Bounds {
  const width = Math.min(size.width, area.width);
  const height = Math.min(size.height, area.height);
  const x = area.x + Math.round((area.width - width) / 2);
  return { x, y: area.y + Math.round((area.height - height) / 2), width, height };
}

function overlap(one: Bounds, other: Bounds): { width: number; height: number } {
  return {
    width: Math.max(0, Math.min(one.x + one.width, other.x + other.width) - Math.max(one.x, other.x)),
    height: Math.max(0, Math.min(one.y + one.height, other.y + other.height) - Math.max(one.y, other.y)),
  };
}

function surface({ width, height }: { width: number; height: number }): number {
  return width * height;
}

/** Between the middles. */
function distance(one: Bounds, other: Bounds): number {
  return Math.hypot(
    one.x + one.width / 2 - (other.x + other.width / 2),
    one.y + one.height / 2 - (other.y + other.height / 2),
  );
}

function clamp(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(value, most));
}

function isBounds(value: unknown): value is Bounds {
  return (
    isRecord(value) &&
    [value.x, value.y, value.width, value.height].every((part) => Number.isSafeInteger(part)) &&
    Number(value.width) > 0 &&
    Number(value.height) > 0
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
