// The things told apart by a word of their own: roles, parts, items, tools, choices, reasons, events. The words and the
// sentences are those of the atlas's registries.
import { chatMessages, roleNotes } from '../../atlas/conversation.ts'
import { lostItems, toolBearingItems } from '../../atlas/items/hosted.ts'
import { inputItems, itemNotes } from '../../atlas/items/index.ts'
import { outputItems, placeNotes, whyNoOutput } from '../../atlas/items/output.ts'
import { finishReasons, incompleteReasons, type Outcome, statusNotes } from '../../atlas/outcome.ts'
import { chatParts, responsesParts } from '../../atlas/parts/index.ts'
import { lostToolChoices, toolChoiceNotes } from '../../atlas/tools/choice.ts'
import { lostTools, webSearchTools, whyNoWebSearch } from '../../atlas/tools/hosted.ts'
import { chatTools, toolNotes } from '../../atlas/tools/index.ts'
import { eventHandlers, whySilent } from '../../convert/event-handlers.ts'
import type { Api, Entry, Section } from './entry.ts'

const named = (text: Readonly<Record<string, string>>, name: string): string | undefined =>
  Object.hasOwn(text, name) ? text[name] : undefined

const kept = (name: string, api: Api, about: string): Entry => ({
  name,
  api,
  fate: { effect: 'becomes', places: [], about },
  from: [],
})
const gone = (name: string, api: Api, about: string): Entry => ({
  name,
  api,
  fate: { effect: 'lost', places: [], about },
  from: [],
})
const alike = (name: string, api: Api, about?: string): Entry => ({
  name,
  api,
  fate: { effect: 'same', places: [name], ...(about === undefined ? {} : { about }) },
  from: [],
})

const roles: Section = {
  title: 'Messages by role',
  noun: 'message role',
  entries: Object.keys(chatMessages).map(role => kept(role, 'chat', named(roleNotes, role) ?? '')),
}

/** A part is one object in both registries, so its names in the other API are those it is registered under there. */
function partEntries(
  mine: Readonly<Record<string, unknown>>,
  theirs: Readonly<Record<string, unknown>>,
  api: Api,
): Entry[] {
  return Object.entries(mine).map(([name, part]) => {
    const places = Object.keys(theirs).filter(other => theirs[other] === part)
    const same = places.length === 1 && places[0] === name
    return { name, api, from: [], fate: { effect: same ? 'same' : 'becomes', places } }
  })
}

const parts: Section = {
  title: 'Content parts by type',
  noun: 'content part',
  entries: [...partEntries(chatParts, responsesParts, 'chat'), ...partEntries(responsesParts, chatParts, 'responses')],
}

const whyLost: Readonly<Record<string, string>> = { ...lostItems, ...toolBearingItems }

const input: Section = {
  title: 'Input items by type',
  noun: 'input item',
  entries: Object.keys(inputItems).map(type => {
    const note = named(itemNotes, type)
    if (note !== undefined) return kept(type, 'responses', note)
    const about = named(whyLost, type) ?? ''
    return Object.hasOwn(toolBearingItems, type) ? kept(type, 'responses', about) : gone(type, 'responses', about)
  }),
}

const output: Section = {
  title: 'Output items by type',
  noun: 'output item',
  entries: Object.entries(outputItems).map(([type, place]) =>
    place === 'lost'
      ? gone(type, 'responses', named(lostItems, type) ?? whyNoOutput)
      : kept(type, 'responses', placeNotes[place]),
  ),
}

const tools: Section = {
  title: 'Tools by type',
  noun: 'tool',
  entries: [
    ...Object.keys(chatTools).map(type => alike(type, 'chat', named(toolNotes, type))),
    ...Object.entries(toolNotes).map(([type, about]) =>
      Object.hasOwn(chatTools, type) ? alike(type, 'responses', about) : kept(type, 'responses', about),
    ),
    ...webSearchTools
      .filter(type => !Object.hasOwn(toolNotes, type))
      .map(type => gone(type, 'responses', whyNoWebSearch)),
    ...Object.entries(lostTools).map(([type, why]) => gone(type, 'responses', why)),
  ],
}

const choices: Section = {
  title: 'Tool choices',
  noun: 'tool choice',
  entries: [
    ...Object.entries(toolChoiceNotes).map(([name, about]) => alike(name, 'chat', about)),
    ...Object.entries(toolChoiceNotes).map(([name, about]) => alike(name, 'responses', about)),
    ...Object.entries(lostToolChoices).map(([name, why]) => gone(name, 'responses', why)),
  ],
}

const outcomeText = ({ status, reason }: Outcome) =>
  reason === undefined ? [`status ${status}`] : [`status ${status}`, `incomplete_details.reason ${reason}`]

const outcomes: Section = {
  title: 'How an answer ends',
  noun: 'finish reason or status',
  entries: [
    ...Object.entries(finishReasons).map(([name, outcome]) => ({
      name,
      api: 'chat' as const,
      from: [],
      fate: { effect: 'becomes' as const, places: outcomeText(outcome) },
    })),
    ...Object.entries(statusNotes).map(([name, about]) => kept(name, 'responses', about)),
    ...Object.entries(incompleteReasons).map(([name, reason]) => ({
      name: `incomplete_details.reason ${name}`,
      api: 'responses' as const,
      from: [],
      fate: { effect: 'becomes' as const, places: [`finish_reason ${reason}`] },
    })),
  ],
}

const events: Section = {
  title: 'Events of a stream',
  noun: 'stream event',
  entries: Object.entries(eventHandlers).map(([type, handler]) =>
    handler === null
      ? { name: type, api: 'responses', from: [], fate: { effect: 'read along', places: [], about: whySilent } }
      : { name: type, api: 'responses', from: [], fate: { effect: 'becomes', places: ['chat.completion.chunk'] } },
  ),
}

export const kindSections = { roles, parts, input, output, tools, choices, outcomes, events }
