import { bannerPlace } from '../../banner/script.ts'

/** What the portal's pages wear besides: the status page, read by many, is not made heavier by it. */
export const portalStylesheet = `
#${bannerPlace}{--numi-banniere-largeur:44rem}
header:has(nav){display:flex;flex-wrap:wrap;align-items:baseline;justify-content:space-between;gap:4px 24px}
nav{display:flex;flex-wrap:wrap;align-items:baseline;gap:4px 20px}
nav a{text-decoration:none;padding-block:4px;border-bottom:2px solid transparent}
nav a[aria-current]{border-color:currentColor;font-weight:620}
nav form{display:block;margin:0}
button.plain{background:none;color:var(--accent);border:0;border-radius:4px;padding:4px 0;font-weight:inherit}
.hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.typed>div{display:contents}
.typed dd{white-space:pre-line;overflow-wrap:anywhere}
.after{margin-top:24px}
.tickets,.actions{list-style:none;padding:0;margin:16px 0;border-top:1px solid var(--line)}
.tickets li,.actions li{display:grid;grid-template-columns:1fr auto;gap:2px 20px;padding:14px 0;border-bottom:1px solid var(--line)}
.actions li{grid-template-columns:1fr}
.tickets a,.actions a{font-weight:620;justify-self:start}
.tickets .what,.tickets .when,.actions span{font-size:.9375rem;color:var(--soft)}
.tickets .when,.stage{text-align:right}
.stage{font-weight:620;color:var(--warn)}.stage.solved{color:var(--ok)}
textarea{font:inherit;color:inherit;background:var(--raised);border:1px solid var(--soft);border-radius:9px;padding:11px 13px;width:100%;resize:vertical}
textarea[aria-invalid=true]{border:2px solid var(--bad)}
fieldset{border:0;padding:0;margin:0;min-width:0}legend{font-weight:620;padding:0;margin-bottom:8px}
.choice{display:flex;gap:14px;align-items:baseline;font-weight:400;padding:10px 14px;background:var(--raised);border:1px solid var(--line);border-radius:9px}
.choice:hover{border-color:var(--soft)}.choice:has(:checked){border-color:var(--accent);outline:1px solid var(--accent)}
.choice input{width:auto;flex:none;margin:0;accent-color:var(--accent);transform:scale(1.2)}
input[type=file]{padding:8px}
::file-selector-button{font:inherit;font-weight:620;color:var(--accent);background:none;border:1px solid currentColor;border-radius:7px;padding:6px 14px;margin-right:14px;cursor:pointer}
.report{max-width:none;gap:30px}.report>section{width:100%}.report h2{margin:0 0 6px;font-size:inherit}
.count{text-align:right;min-height:1.55em;max-width:none}
.typed>div[hidden]{display:none}
.buttons{display:flex;flex-wrap:wrap;gap:12px;margin-top:24px}
.button.second{background:none;color:var(--accent);border-color:currentColor}
.ticket-number{font-size:1.25rem;background:var(--accent-soft);border-radius:12px;padding:16px 22px;width:fit-content}
@media(max-width:34rem){.tickets li{grid-template-columns:1fr}.tickets .when,.stage{text-align:left}}
`
