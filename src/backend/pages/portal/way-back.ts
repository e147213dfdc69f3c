import { portalPaths } from './frame.tsx'

const isUnder = (path: string, root: string) => path === root || path.startsWith(`${root}/`)
const isOfPortal = (path: string) =>
  isUnder(path, portalPaths.home) && !isUnder(path, portalPaths.signIn) && path !== portalPaths.signOut
/** Only there to read what a path means: nobody answers under this name. */
const nowhere = 'http://numi.invalid'

/** Where a client goes once signed in: the page of the portal that asked for it, never another site's. */
export function wayBack(asked: unknown): string {
  if (typeof asked !== 'string' || asked.length > 300 || !URL.canParse(asked, nowhere)) return portalPaths.home
  const { origin, pathname, search } = new URL(asked, nowhere)
  return origin === nowhere && isOfPortal(pathname) ? pathname + search : portalPaths.home
}

/** The way to sign in and come back to a page of the portal. */
export const toSignIn = (path: string): string => `${portalPaths.signIn}?${new URLSearchParams({ retour: path })}`
