import { userInfo } from 'node:os';

/** Who publishes, as this computer calls them; undefined where it has no name for them, as in some containers. */
export function personName(): string | undefined {
  try {
    return userInfo().username;
  } catch (error) {
    if (error instanceof Error && 'syscall' in error) return undefined;
    throw error;
  }
}
