import type { FastifyReply } from 'fastify'
import type { ReactNode } from 'react'
import { bannerPath } from '../../banner/handlers.ts'
import { bannerPlace } from '../../banner/script.ts'
import type { Client } from '../../portal/client-session.ts'
import { Layout, ownScripts, sendPage } from '../layout.tsx'

export const portalPaths = {
  home: '/portail',
  signIn: '/portail/connexion',
  signOut: '/portail/deconnexion',
  settings: '/portail/parametres',
  report: '/portail/signaler',
  tickets: '/portail/signalements',
} as const

interface PortalPageProps {
  title: string
  /** null: a page shown all the same to whoever is not. */
  client: Client | null
  /** The entry of the menu that the page is, if it is one. */
  at?: 'home' | 'settings'
  hasFault?: boolean
  /** Scripts of ours, by path; the page is whole without them. */
  scripts?: readonly string[]
  children: ReactNode
}

/** What every page of the portal has around its content, for a client who is signed in. */
export function PortalPage({ title, client, at, hasFault = false, scripts = [], children }: PortalPageProps) {
  const entry = (to: 'home' | 'settings', name: string) => (
    <a href={portalPaths[to]} {...(at === to && { 'aria-current': 'page' as const })}>
      {name}
    </a>
  )
  const menu = client && (
    <nav aria-label="Menu du portail">
      {entry('home', 'Accueil')}
      {entry('settings', 'Paramètres')}
      <form method="post" action={portalPaths.signOut}>
        <button type="submit" className="plain">
          Se déconnecter <span className="hidden">({client.firstName})</span>
        </button>
      </form>
    </nav>
  )
  return (
    <Layout title={title} hasFault={hasFault} menu={menu} {...dress(scripts)}>
      {children}
    </Layout>
  )
}

/** What the portal adds to a page: its stylesheet, its scripts, and the alert banner in the place that waits for it. */
export const dress = (scripts: readonly string[] = []) => ({
  top: (
    <>
      <div id={bannerPlace} />
      <noscript>
        <p>
          Sans JavaScript, les incidents en cours ne s’affichent pas ici :{' '}
          <a href="/">consultez le statut des services</a>.
        </p>
      </noscript>
    </>
  ),
  head: [<link key="portal" rel="stylesheet" href="/portail.css" />, ...[bannerPath, ...scripts].map(toTag)],
})

const toTag = (path: string) => <script key={path} src={path} defer />

export const sendPortalPage = (reply: FastifyReply, page: ReactNode, status = 200): FastifyReply =>
  sendPage(reply, page, status, ownScripts)
