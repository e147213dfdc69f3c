import { colours, fontFamily } from '../pages/tokens.ts'

const both = (name: keyof typeof colours) => `light-dark(${colours[name].join()})`

/** The id of the element that a page may have waiting for the banner. */
export const bannerPlace = 'numi-banniere'

/** The banner lives in a shadow of its own: neither it nor the page that carries it dresses the other. */
const clothes = [
  `:host{all:initial;color-scheme:inherit;display:block;font:1rem/1.5 ${fontFamily};color:${both('ink')};background:${both('warn-soft')};border-bottom:1px solid ${both('line')}}`,
  'section{box-sizing:border-box;max-width:var(--numi-banniere-largeur,76rem);margin:auto;padding:16px clamp(20px,5vw,32px);display:flex;flex-wrap:wrap;gap:12px 32px;align-items:center;justify-content:space-between}',
  '[role=alert]{flex:1 1 34rem}',
  'p{margin:0;max-width:70ch;overflow-wrap:anywhere}p+p{margin-top:4px}',
  `b{color:${both('warn')}}`,
  'div+div{display:flex;gap:12px}',
  `a,button{font:inherit;font-weight:650;color:${both('accent')};background:none;border:1px solid;border-radius:9px;padding:8px 16px;cursor:pointer;text-decoration:none}`,
  `:focus-visible{outline:3px solid ${both('accent')};outline-offset:2px}`,
  'i{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}',
  '@media print{:host{display:none}}',
].join('')

/**
 * The alert banner of any page that carries this one script (R11). It asks where it comes from, once a minute while the
 * page is looked at, and shows in the element that waits for it, else on top of everything, the first incident that its reader has not closed. What it heard less than a minute ago it
 * shows at once, so that a page does not move when it is turned. Where nobody answers it does nothing; what nobody has
 * confirmed for ten minutes goes. It writes no HTML and no inline style: the page's policy need only let it in, and let
 * it ask.
 */
export const bannerScript = `(()=>{
const src=document.currentScript&&document.currentScript.src,once=Symbol.for('numi.banniere')
if(!src||window[once])return
window[once]=1
const origin=new URL(src).origin,name='${bannerPlace}',minute=6e4
const keep=(area,value)=>{try{if(!value)return JSON.parse(window[area][name]);window[area][name]=JSON.stringify(value)}catch{}}
const list=of=>Array.isArray(of)?of:[],closed=new Set(list(keep('localStorage')))
const make=(tag,props,...inner)=>{const node=Object.assign(document.createElement(tag),props);node.append(...inner);return node}
let told,asked=0,host,alert,more,shown,words
const isFresh=age=>told&&Math.abs(Date.now()-Date.parse(told.at))<age
const build=()=>{
const sheet=new CSSStyleSheet()
sheet.replaceSync(${JSON.stringify(clothes)})
host=make('div',{lang:'fr'})
const root=host.attachShadow({mode:'open'})
root.adoptedStyleSheets=[sheet]
alert=make('div',{role:'alert'})
more=make('a',{target:'_blank',rel:'noopener'},'Plus d’infos',make('i',{},' (nouvel onglet)'))
const close=make('button',{type:'button',onclick(){
closed.add(shown)
keep('localStorage',[...closed].slice(-50))
show()
}},'Fermer')
const section=make('section',{ariaLabel:'Alerte de numi.support'},alert,make('div',{},more,close))
root.append(section)
}
const show=()=>{
const one=isFresh(10*minute)&&list(told.alerts).find(({id})=>!closed.has(id))
if(!one){if(host)host.remove();shown=words='';return}
if(!host)build()
if(!host.isConnected)(document.getElementById(name)||document.body).prepend(host)
shown=one.id
more.href=origin+one.page
const now=JSON.stringify(one)
if(now===words)return
words=now
setTimeout(()=>alert.replaceChildren(make('p',{},make('b',{},make('span',{ariaHidden:'true'},'▲ '),one.title)),...one.lines.map(line=>make('p',{},line))))
}
const ask=async()=>{
if(document.hidden||Date.now()-asked<minute)return
asked=Date.now()
try{
const answer=await fetch(origin+'/api/v1/banner.json',{credentials:'omit',signal:AbortSignal.timeout(5e3)})
if(answer.ok)keep('sessionStorage',told=await answer.json())
}catch{}
show()
}
const start=()=>{
told=keep('sessionStorage')
if(isFresh(minute))show()
ask()
setInterval(ask,minute/4)
document.addEventListener('visibilitychange',ask)
}
document.body?start():document.addEventListener('DOMContentLoaded',start)
})()
`
