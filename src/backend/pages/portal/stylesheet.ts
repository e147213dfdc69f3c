import { bannerPlace } from '../../banner/script.ts'
import { formStylesheet } from '../form-stylesheet.ts'

/** What the portal's pages wear besides: the status page, read by many, is not made heavier by it. */
export const portalStylesheet = `${formStylesheet}#${bannerPlace}{--numi-banniere-largeur:44rem}
noscript p{background:var(--warn-soft);max-width:none;margin:0;padding:12px max(20px,calc(50% - 20rem))}
header:has(nav){display:flex;flex-wrap:wrap;align-items:baseline;justify-content:space-between;gap:4px 24px}
nav{display:flex;flex-wrap:wrap;align-items:baseline;gap:4px 20px}
nav a{text-decoration:none;padding-block:4px;border-bottom:2px solid transparent}
nav a[aria-current]{border-color:currentColor;font-weight:620}
nav form{display:block;margin:0}
button.plain{background:none;color:var(--accent);border:0;border-radius:4px;padding:4px 0;font-weight:inherit}
.typed>div{display:contents}
.typed dd{white-space:pre-line;overflow-wrap:anywhere}
.tickets,.actions{list-style:none;padding:0;margin:16px 0;border-top:1px solid var(--line)}
.tickets li,.actions li{display:grid;grid-template-columns:1fr auto;gap:2px 20px;padding:14px 0;border-bottom:1px solid var(--line)}
.actions li{grid-template-columns:1fr}
.tickets a,.actions a{font-weight:620;justify-self:start}
.tickets .what,.tickets .when,.actions span{font-size:.9375rem;color:var(--soft)}
.tickets .when,.stage{text-align:right}
.stage{font-weight:620;color:var(--warn)}.stage.solved{color:var(--ok)}
.report{max-width:none;gap:30px}.report>section{width:100%}.report h2{margin:0 0 6px;font-size:inherit}
.typed>div[hidden]{display:none}
.ticket-number{font-size:1.25rem;background:var(--accent-soft);border-radius:12px;padding:16px 22px;width:fit-content}.ticket-number strong{white-space:nowrap}
@media(max-width:34rem){.tickets li{grid-template-columns:1fr}.tickets .when,.stage{text-align:left}}
`
