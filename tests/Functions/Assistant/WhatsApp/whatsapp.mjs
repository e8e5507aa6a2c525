// Another's library for the same API (whatsapp-api-js) judges what the city sends and how it proves what it hears.
//   node whatsapp.mjs messages FILE     every message of a list, built again by the library from its parts: is it the same?
//   node whatsapp.mjs proof FILE SECRET HEADER     does the library believe this delivery, and what does it make of it?
import { readFile } from 'node:fs/promises'
import { isDeepStrictEqual } from 'node:util'
import { WhatsAppAPI } from 'whatsapp-api-js'
import {
  ActionButtons, ActionList, ActionLocation, Body, BodyComponent, BodyParameter, Button, Interactive, ListSection, Row, Template, Text,
} from 'whatsapp-api-js/messages'

const [verb, file, secret, header] = process.argv.slice(2)

async function messages() {
  let same = 0
  const differences = [], kinds = new Set()
  for (const ours of JSON.parse(await readFile(file, 'utf8'))) {
    kinds.add(ours.interactive?.type ?? ours.type)
    try {
      const theirs = await sent(ours)
      // The library names the one policy that there is; Meta takes a language without it.
      delete theirs.template?.language.policy
      if (theirs.text && ours.text.preview_url === false) theirs.text.preview_url = false
      if (isDeepStrictEqual(ours, theirs)) same++
      else differences.push({ ours, theirs })
    } catch (refused) {
      differences.push({ ours, refused: refused.message })
    }
  }
  return { same, differences, kinds: [...kinds].sort() }
}

// What the library would have sent, from its own objects and through its own sending.
async function sent(ours) {
  let request
  const api = new WhatsAppAPI({
    token: 't', secure: false, v: 'v26.0',
    ponyfill: { fetch: async (_, { body }) => (request = JSON.parse(body), Response.json({ messages: [{ id: 'wamid.1' }] })) },
  })
  await api.sendMessage('1', ours.recipient ? { bsuid: ours.recipient } : { phone: ours.to }, rebuilt(ours), undefined, ours.biz_opaque_callback_data)
  return request
}

function rebuilt({ text, template, interactive }) {
  if (text) return new Text(text.body)
  if (template) return new Template(template.name, template.language.code, ...template.components.map(one => new BodyComponent(...one.parameters.map(place => new BodyParameter(place.text)))))
  return new Interactive(action(interactive), new Body(interactive.body.text))
}

function action({ type, action }) {
  if (type === 'button') return new ActionButtons(...action.buttons.map(({ reply }) => new Button(reply.id, reply.title)))
  if (type === 'list') return new ActionList(action.button, ...action.sections.map(one => new ListSection(undefined, ...one.rows.map(row => new Row(row.id, row.title, row.description)))))
  return new ActionLocation()
}

async function proof() {
  const body = await readFile(file, 'utf8')
  const api = new WhatsAppAPI({ token: 't', appSecret: secret, v: 'v26.0' })
  return { holds: await api.verifyRequestSignature(body, header) }
}

console.log(JSON.stringify(await { messages, proof }[verb]()))
