import type { FastifyReply } from 'fastify'
import type { ReactNode } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { unbrokenHtml } from '../french-spaces.ts'

interface LayoutProps {
  title: string
  isWide?: boolean
  /** Whether a form is shown again with what is wrong: the title, read first, says so. */
  hasFault?: boolean
  /** What else the document's head holds. */
  head?: ReactNode
  /** Above the brand, after the way to skip both. */
  top?: ReactNode
  /** Beside the brand. */
  menu?: ReactNode
  /** What a script of the page reads. */
  data?: Record<`data-${string}`, string>
  children: ReactNode
}

/** What every public page has around its content. */
export function Layout({ title, isWide = false, hasFault = false, head, top, menu, data, children }: LayoutProps) {
  return (
    <html lang="fr">
      <head>
        <meta charSet="utf-8" />
        {head}
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{`${hasFault ? 'Erreur : ' : ''}${title} – numi.support`}</title>
        <link rel="stylesheet" href="/pages.css" />
      </head>
      <body {...(isWide && { className: 'wide' })} {...data}>
        <nav aria-label="Accès rapide">
          <a className="skip" href="#contenu">
            Aller au contenu
          </a>
        </nav>
        {top}
        <header>
          <a className="brand" href="/" aria-label="numi, statut des services">
            numi
          </a>
          {menu}
        </header>
        <main id="contenu">
          <h1>{title}</h1>
          {children}
        </main>
        <footer>
          <a href="/">Statut des services</a>
          <a href="/historique">Historique</a>
          <a href="/mot-de-passe-oublie">Mot de passe oublié</a>
        </footer>
      </body>
    </html>
  )
}

const policy =
  "default-src 'none'; style-src 'self'; form-action 'self'; frame-src 'self'; base-uri 'none'; frame-ancestors 'none'"

/** What a page with scripts of ours may do besides. */
export const ownScripts = "script-src 'self'; connect-src 'self'"

/** Answers a page. It is never kept by a cache, and no address of ours (they may carry a token) is told to another site. */
export function sendPage(reply: FastifyReply, page: ReactNode, status = 200, more = ''): FastifyReply {
  return reply
    .code(status)
    .type('text/html; charset=utf-8')
    .headers({
      'content-security-policy': more ? `${policy}; ${more}` : policy,
      'cache-control': 'no-store',
      'referrer-policy': 'same-origin',
      'x-content-type-options': 'nosniff',
      'x-robots-tag': 'noindex',
      'cross-origin-opener-policy': 'same-origin',
    })
    .send(`<!doctype html>${unbrokenHtml(renderToStaticMarkup(page))}`)
}
