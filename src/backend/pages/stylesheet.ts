import type { FastifyInstance } from 'fastify'
import { holdSteps } from '../status-page/freshness.ts'
import { colours, fontFamily } from './tokens.ts'

const variables = Object.entries(colours)
  .map(([name, [light, dark]]) => `--${name}:light-dark(${light},${dark})`)
  .join(';')

const holds = holdSteps.map((s) => `.holds-${s} .fresh,.holds-${s} .expired{animation-delay:${s}s}`).join('\n')

/** The stylesheet of all the pages; the portal has one besides. */
export const stylesheet = `
:root{color-scheme:light dark;${variables};font:1.0625rem/1.55 ${fontFamily}}
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--ink);min-height:100vh;display:flex;flex-direction:column}
.skip{position:absolute;left:-999em}
.skip:focus{left:12px;top:12px;background:var(--raised);padding:8px 14px;border-radius:8px;z-index:1}
header,main,footer{width:100%;max-width:44rem;margin-inline:auto;padding-inline:clamp(20px,5vw,32px)}
.wide main,.wide header,.wide footer{max-width:76rem}
header{padding-block:28px 8px}
.brand{font-weight:750;font-size:1.5rem;letter-spacing:-.02em;color:var(--accent);text-decoration:none}
main{flex:1;padding-block:8px 48px}
footer{padding-block:0 32px;color:var(--soft);font-size:.9375rem;display:flex;flex-wrap:wrap;gap:8px 24px}
footer::before{content:"";flex-basis:100%;border-top:1px solid var(--line);margin-bottom:12px}
h1{font-size:clamp(1.6rem,5vw,2rem);line-height:1.2;letter-spacing:-.015em;font-weight:700;margin:20px 0 12px;text-wrap:balance}
h2{font-size:1.1875rem;line-height:1.3;margin:36px 0 10px;font-weight:680}
p{margin:0 0 14px;max-width:60ch}
a{color:var(--accent);text-underline-offset:3px}
:focus-visible{outline:3px solid var(--accent);outline-offset:3px;border-radius:4px}
.soft{color:var(--soft)}
.lead{font-size:1.125rem}
form{display:grid;gap:20px;margin-top:24px;max-width:30rem;justify-items:start}
.field{display:grid;gap:6px;width:100%}
label{font-weight:620}
.hint{color:var(--soft);font-size:.9375rem;margin:0}
input{font:inherit;color:inherit;background:var(--raised);border:1px solid var(--soft);border-radius:9px;padding:11px 13px;width:100%}
input[readonly]{background:none;border-color:var(--line)}
input[aria-invalid=true]{border:2px solid var(--bad)}
.fault{color:var(--bad);font-weight:620;margin:0}
.alert{border:2px solid var(--bad);border-radius:10px;padding:12px 16px;margin:20px 0}
.alert p{margin:0}.alert a{color:var(--bad);font-weight:620}
button{font:inherit;font-weight:650;color:var(--on-accent);background:var(--accent);border:1px solid transparent;border-radius:10px;padding:12px 22px;cursor:pointer}
button:hover{filter:brightness(1.08)}
.services{list-style:none;padding:0;margin:16px 0;border-top:1px solid var(--line)}
.services li{display:grid;grid-template-columns:1fr auto;gap:2px 20px;padding:14px 0;border-bottom:1px solid var(--line)}
.services .name{font-weight:620}
.services .note,.services .when{font-size:.9375rem;color:var(--soft)}
.services .when{text-align:right}
.mark{display:inline-flex;gap:8px;align-items:center;font-weight:620}
.mark svg{width:1.1em;height:1.1em;flex:none;stroke:currentColor;fill:none;stroke-width:2;stroke-linecap:round;stroke-linejoin:round}
.operational{color:var(--ok)}.degraded{color:var(--warn)}.down{color:var(--bad)}.maintenance{color:var(--accent)}.unknown{color:var(--soft)}
.services .note{display:grid;gap:2px;justify-items:start}
.shown{display:grid;justify-items:start}.services .shown{justify-items:end}
.shown>*{grid-area:1/1}
.expired[hidden]{display:inline-flex;visibility:hidden;color:var(--soft)}
.fresh{animation:leave 0s linear forwards}
.expired[hidden]{animation:come 0s linear forwards}
.gone .fresh{visibility:hidden;animation:none}.gone .expired[hidden]{visibility:visible;animation:none}
@keyframes leave{to{visibility:hidden}}
@keyframes come{to{visibility:visible}}
${holds}
.card{border-radius:12px;padding:20px 22px;margin:16px 0;overflow-wrap:anywhere}
.card.incident{background:var(--warn-soft)}.card.maintenance{background:var(--accent-soft);color:inherit}.card.over{background:var(--surface);border:1px solid var(--line)}
.card h3{margin:0 0 10px;font-size:1.0625rem;display:flex;flex-wrap:wrap;gap:4px 14px;align-items:baseline}
.ended{display:flex;flex-wrap:wrap;gap:2px 14px;align-items:center}.ended+p>.button{margin-top:12px}.ended span:last-child{color:var(--soft)}
.number{font-size:.9375rem;font-weight:400;color:var(--soft)}
.ways{margin:0;padding-left:1.2em}.ways li::marker{content:"→ "}
.more{margin:12px 0 0}
.notes{list-style:none;padding:0;margin:16px 0 0;border-top:1px solid var(--line)}
.notes li{padding:12px 0 0}.notes p{margin:0;white-space:pre-line}
.notes .when{font-size:.9375rem;color:var(--soft)}.notes b{color:var(--ink);margin-right:8px}
.whole{font-size:1.25rem;margin:20px 0 4px}
.card+p>.button{margin-top:12px}.whole-word{white-space:nowrap}
.button{display:inline-block;font-weight:650;color:var(--on-accent);background:var(--accent);border:1px solid transparent;border-radius:10px;padding:12px 22px;text-decoration:none}
.history{border-top:1px solid var(--line);margin-top:36px}
.bar{margin:20px 0}.bar h3{font-size:1rem;font-weight:620;margin:0}.bar p{margin:0 0 6px;font-size:.9375rem;color:var(--soft);max-width:none}
.bars{display:block;width:100%;overflow:visible;print-color-adjust:exact}
.bars path{stroke:currentColor;stroke-width:4}.bars .above{stroke:none;fill:currentColor}
.span{display:flex;justify-content:space-between;font-size:.9375rem;color:var(--soft);max-width:none}
.legend{list-style:none;padding:0;margin:0 0 14px;display:flex;flex-wrap:wrap;gap:6px 20px;font-size:.9375rem}
.legend li{display:flex;gap:8px;align-items:center}.legend .bars{width:6px;height:26px}
summary{cursor:pointer;font-weight:620;padding:8px 0}
.wide-table{overflow-x:auto}
.wide-table :is(th,td){overflow-wrap:normal;min-width:6.4rem;padding-right:12px}.wide-table tbody th{white-space:nowrap}
.month h2::first-letter{text-transform:uppercase}.month ul{list-style:none;padding:0;margin:0}.month li{padding:8px 0}.month li p{margin:0;color:var(--soft);font-size:.9375rem}
.pages{display:flex;flex-wrap:wrap;justify-content:space-between;gap:8px 24px;margin-top:36px}
dl{display:grid;grid-template-columns:minmax(8rem,max-content) 1fr;gap:4px 20px;margin:0}
dt{color:var(--soft)}dd{margin:0}
table{border-collapse:collapse;width:100%;margin:12px 0;font-size:.9688rem}
caption{text-align:left;color:var(--soft);padding-bottom:6px}
th,td{text-align:left;vertical-align:top;padding:10px 16px 10px 0;border-bottom:1px solid var(--line)}
th{font-weight:620;color:var(--soft)}
td{overflow-wrap:anywhere}
.letter{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,26rem),1fr));gap:28px;margin-top:20px}
iframe{width:100%;height:46rem;border:1px solid var(--line);border-radius:12px;background:var(--surface)}
pre{font:.9375rem/1.55 ui-monospace,SFMono-Regular,Menlo,monospace;white-space:pre-wrap;overflow-wrap:anywhere;background:var(--surface);border:1px solid var(--line);border-radius:12px;padding:20px;margin:0}
@media(max-width:34rem){dl{grid-template-columns:1fr;gap:0}dd{margin-bottom:8px}.services li{grid-template-columns:1fr}.services .shown{justify-items:start}.services .when{text-align:left}}
@media(prefers-reduced-motion:no-preference){button{transition:filter 120ms}}
@media print{.skip,footer{display:none}}
`

/** Serves a stylesheet of ours at a path. */
export const serveStylesheet = (app: FastifyInstance, path: string, css: string): void => {
  app.get(path, (_request, reply) =>
    reply
      .type('text/css; charset=utf-8')
      .headers({ 'cache-control': 'max-age=300', 'x-content-type-options': 'nosniff' })
      .send(css),
  )
}
