export const reportScriptPath = '/portail/signaler.js'

/**
 * Fills in what the browser tells of the screen and the connection, and counts the characters of the description. What
 * the browser does not tell is left out. The count is for the eye as one types; it is said once typing rests, near the
 * end or past it.
 */
export const reportScript = `(()=>{
const connections={wifi:'Wi-Fi',ethernet:'Câble (Ethernet)',cellular:'Réseau mobile',bluetooth:'Bluetooth'}
const told={screen:screen.width+'x'+screen.height,connection:connections[navigator.connection?.type],
language:navigator.language,timeZone:Intl.DateTimeFormat().resolvedOptions().timeZone}
for(const row of document.querySelectorAll('[data-detail]')){
const value=told[row.dataset.detail]
if(!value)continue
row.querySelector('span').textContent=value
row.querySelector('input').value=value
row.hidden=false
}
const description=document.getElementById('description'),count=document.getElementById('count'),said=document.getElementById('count-said'),
max=+count.dataset.max
let resting
const words=()=>{
const left=max-description.value.trim().length,many=n=>n+(n>1?' caractères':' caractère')
return left<0?many(-left)+' de trop':many(left)+(left>1?' restants':' restant')
}
const tell=()=>{
const left=max-description.value.trim().length
count.textContent=words()
count.classList.toggle('fault',left<0)
clearTimeout(resting)
if(left<=50)resting=setTimeout(()=>{said.textContent=words()},1000)
}
description.addEventListener('input',tell)
tell()
const file=document.getElementById('screenshot'),warning=document.getElementById('screenshot-warning')
file.addEventListener('change',()=>{
const one=file.files[0]
warning.textContent=!one?'':one.size>file.dataset.max?'Cette image dépasse 5 Mo. Réduisez-la, ou recadrez la partie utile.'
:/^image\\/(png|jpeg)$/.test(one.type)?'':'Ce fichier n’est ni un PNG ni un JPG.'
})
})()
`
