import type { CSSProperties, ReactNode } from 'react'
import { colours, fontFamily } from '../../pages/tokens.ts'

// Mail readers drop stylesheets at will: the light look is inline, the dark one is added where it is understood.
const [ground, surface, ink, soft, line, accent, onAccent, accentSoft] = [
  colours.ground,
  colours.surface,
  colours.ink,
  colours.soft,
  colours.line,
  colours.accent,
  colours['on-accent'],
  colours['accent-soft'],
].map(([light]) => light)

const dark = (name: keyof typeof colours) => `${colours[name][1]}!important`
const darkLook = `:root{color-scheme:light dark}@media(prefers-color-scheme:dark){
.ground{background:${dark('ground')}}.sheet{background:${dark('surface')};border-color:${dark('line')}}
.ink{color:${dark('ink')}}.soft{color:${dark('soft')}}.link{color:${dark('accent')}}
.press{background:${dark('accent')};color:${dark('on-accent')}}.code{background:${dark('accent-soft')};color:${dark('ink')}}}`

/** Outlook's own engine shows a serif where it does not know the first family named. */
export const msoStyle = "<!--[if mso]><style>*{font-family:'Segoe UI',Arial,sans-serif!important}</style><![endif]-->"

const brand = {
  ...{ margin: '0 0 20px', fontSize: 22, lineHeight: 1, fontWeight: 750, letterSpacing: '-.02em' },
  color: accent,
}

const sheet: CSSProperties = {
  ...{ width: '100%', maxWidth: 600, borderCollapse: 'separate', borderRadius: 14 },
  ...{ backgroundColor: surface, border: `1px solid ${line}` },
}
const cell = { padding: '28px 32px 12px', fontSize: 16, lineHeight: 1.55, fontFamily, color: ink }

/** What Outlook, which lays out as Word does, takes for a box: a table of one cell. */
const layout = { role: 'presentation', cellPadding: 0, cellSpacing: 0 } as const

/** The whole HTML document around an email's content. No image, no remote part. */
export function Paper({ title, children }: { title: string; children: ReactNode }) {
  return (
    <html lang="fr">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <meta name="color-scheme" content="light dark" />
        <title>{title}</title>
        {/* biome-ignore lint/security/noDangerouslySetInnerHtml: our own constant stylesheet, which React would escape */}
        <style dangerouslySetInnerHTML={{ __html: darkLook }} />
      </head>
      <body className="ground" style={{ margin: 0, backgroundColor: ground }}>
        <table {...layout} width="100%" className="ground" style={{ backgroundColor: ground }}>
          <tbody>
            <tr>
              <td align="center" style={{ padding: '32px 12px' }}>
                <table {...layout} width="600" className="sheet" style={sheet}>
                  <tbody>
                    <tr>
                      <td className="ink" align="left" style={cell}>
                        <article aria-roledescription="email" aria-label={title}>
                          <div className="link" style={brand}>
                            numi
                          </div>
                          {children}
                        </article>
                      </td>
                    </tr>
                  </tbody>
                </table>
              </td>
            </tr>
          </tbody>
        </table>
      </body>
    </html>
  )
}

export function Greeting({ firstName }: { firstName: string | null }) {
  return <Paragraph>{firstName ? `Bonjour ${firstName},` : 'Bonjour,'}</Paragraph>
}

export function Paragraph({ children }: { children: ReactNode }) {
  return <p style={{ margin: '0 0 16px' }}>{children}</p>
}

/** What comes last and matters least: validity, what to do when it was not you. */
export function Aside({ children }: { children: ReactNode }) {
  return (
    <p className="soft" style={{ margin: '0 0 16px', fontSize: 14, color: soft }}>
      {children}
    </p>
  )
}

/** A part under a heading; the sign before it is for the eye alone. */
export function Section({ sign, title, children }: { sign: string; title: string; children: ReactNode }) {
  return (
    <>
      <h2 className="soft" style={{ margin: '24px 0 8px', fontSize: 14, letterSpacing: '.04em', color: soft }}>
        <span aria-hidden="true">{sign} </span>
        {title}
      </h2>
      {children}
    </>
  )
}

/** A list; what is not known is left out. */
export function Lines({ children }: { children: ReactNode }) {
  return <ul style={{ margin: '0 0 16px', paddingLeft: 20 }}>{children}</ul>
}

/**
 * "Service affecté : Portail client"; nothing at all where the value is not known.
 * @param isWhole never cut at the end of a line: a number is read out, and copied
 */
export function Fact({ name, isWhole, children }: { name: string; isWhole?: true; children: string | null }) {
  return children === null || children === '' ? null : (
    <Line>
      {name} : <strong {...(isWhole && { style: { whiteSpace: 'nowrap' } })}>{children}</strong>
    </Line>
  )
}

export function Line({ children }: { children: ReactNode }) {
  return <li style={{ margin: '0 0 4px' }}>{children}</li>
}

/** @param children what is shown of it; its address where left out */
export function Link({ href, children = href }: { href: string; children?: string }) {
  return (
    <a className="link" href={href} style={{ color: accent }}>
      {children}
    </a>
  )
}

/** The one thing to do. */
export function Press({ href, children }: { href: string; children: string }) {
  return (
    <Box className="press" style={{ padding: '13px 22px', backgroundColor: accent }}>
      <a className="press" href={href} style={{ color: onAccent, fontWeight: 650, textDecoration: 'none' }}>
        {children}
      </a>
    </Box>
  )
}

/** A code to read out, in two groups: "482 913". */
export function Code({ children }: { children: string }) {
  return (
    <Box className="code" style={{ padding: '12px 22px', backgroundColor: accentSoft, ...digits }}>
      {`${children.slice(0, 3)} ${children.slice(3)}`}
    </Box>
  )
}

const digits = { fontSize: 30, lineHeight: 1.2, fontWeight: 700, letterSpacing: '.06em', color: ink }

function Box({ className, style, children }: { className: string; style: CSSProperties; children: ReactNode }) {
  return (
    <table {...layout} style={{ margin: '24px 0', borderCollapse: 'separate' }}>
      <tbody>
        <tr>
          <td className={className} style={{ borderRadius: 10, ...style }}>
            <p style={{ margin: 0 }}>{children}</p>
          </td>
        </tr>
      </tbody>
    </table>
  )
}

export function Signature() {
  return <Paragraph>L'équipe numi.support</Paragraph>
}

/** How the source's good news end. */
export function ThanksForPatience() {
  return (
    <Section sign="🙏" title="MERCI DE VOTRE PATIENCE">
      <Paragraph>Nous nous excusons pour la gêne occasionnée et vous remercions de votre compréhension.</Paragraph>
      <Paragraph>Si vous rencontrez encore un problème, n'hésitez pas à nous contacter.</Paragraph>
    </Section>
  )
}
