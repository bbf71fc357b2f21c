// What Codex asks for and what it needs of an answer, two turns long, in front of a server that only speaks chat. The
// shapes were seen on the wire (docs/serve.md says of which versions); the words are this test's own.
import { afterEach, describe, expect, test } from 'vitest'
import type { Answer } from '../../src/mock/answer.ts'
import { closeAll, json, responsesPath, serve, streamed, type Told, type Transport, transports } from './serving.ts'

afterEach(closeAll)

type Item = Record<string, unknown>

const parameters = { type: 'object', properties: { cmd: { type: 'string' } }, required: ['cmd'] }
const functionTool = (name: string) => ({ type: 'function', name, description: name, strict: false, parameters })
const message = (role: string, text: string) => ({
  type: 'message',
  id: `msg_${role}`,
  role,
  content: [{ type: 'input_text', text }],
})

/** What every request has, whatever the model. */
const always = {
  stream: true,
  store: false,
  include: ['reasoning.encrypted_content'],
  prompt_cache_key: '01a2',
  client_metadata: { thread_id: '01a2', turn_id: '01a3' },
  tool_choice: 'auto',
}
const opening = [message('developer', 'You are an agent.'), message('user', 'Make a file.')]

/** A model Codex does not know: functions, a namespace, a search the server is to run. */
const unknownModel = {
  ...always,
  model: 'local',
  parallel_tool_calls: true,
  reasoning: { summary: 'auto' },
  input: opening,
  tools: [
    functionTool('exec_command'),
    { type: 'namespace', name: 'agents', description: 'Other agents.', tools: [functionTool('spawn')] },
    { type: 'web_search', external_web_access: true },
  ],
}

const grammar = { type: 'grammar', syntax: 'lark', definition: 'start: /.+/' }

/** One it does know: no `tools` at all, they stand in the input. */
const knownModel = {
  ...always,
  model: 'gpt-6.1-sol',
  parallel_tool_calls: false,
  reasoning: { effort: 'low', context: 'all_turns' },
  text: { verbosity: 'low' },
  input: [
    {
      type: 'additional_tools',
      id: 'at_1',
      role: 'developer',
      tools: [
        {
          type: 'namespace',
          name: 'functions',
          description: '',
          tools: [
            { type: 'custom', name: 'exec', description: 'Runs a program.', format: grammar },
            functionTool('wait'),
          ],
        },
      ],
    },
    ...opening,
  ],
}

const headers = {
  ...json,
  accept: 'text/event-stream',
  authorization: 'Bearer sk-caller',
  originator: 'codex_exec',
  'session-id': '01a2',
  'x-codex-window-id': '01a2:0',
}

async function agent(transport: Transport, script: Answer[]) {
  const { url, mock } = await serve(transport, 'chat', { mock: { script } })
  const turn = async (request: object) => {
    const events = await streamed(url + responsesPath, request, headers)
    return { items: events.filter(({ type }) => type === 'response.output_item.done').map(itemOf), last: events.at(-1) }
  }
  const sent = (call: number) => mock.requests[call]?.body as { messages: Item[]; tools: Item[] } & Item
  return { turn, sent }
}

const itemOf = ({ item }: Told) => item as Item

/** As Codex sends back what it got: with ids, `content: null` in reasoning, no output in between. */
const replayed = (items: readonly Item[]) =>
  items.map(item => (item.type === 'reasoning' ? { ...item, content: null } : item))

describe.each(transports)('over the %s transport', transport => {
  test('a tool loop with a model Codex does not know', async () => {
    const { turn, sent } = await agent(transport, [
      {
        reasoning: { text: 'A shell will do.' },
        calls: [
          { name: 'exec_command', arguments: { cmd: 'ls' } },
          { name: 'agents__spawn', arguments: { cmd: 'help' } },
        ],
      },
      { text: 'It is made.' },
    ])
    const { items, last } = await turn(unknownModel)
    expect(last).toMatchObject({ type: 'response.completed', response: { id: expect.stringMatching(/^resp_/) } })
    const [reasoning, shell, spawn] = items
    expect(reasoning).toMatchObject({ type: 'reasoning', encrypted_content: expect.any(String) })
    expect(shell).toMatchObject({ type: 'function_call', name: 'exec_command', arguments: '{"cmd":"ls"}' })
    expect(spawn).toMatchObject({ type: 'function_call', name: 'spawn', namespace: 'agents' })
    const names = sent(0).tools.map(tool => (tool.function as Item).name)
    expect(names).toEqual(['exec_command', 'agents__spawn'])

    const outputs = [shell, spawn].map((call, index) => ({
      type: 'function_call_output',
      id: `fco_${index}`,
      call_id: call?.call_id,
      output: `Output ${index}`,
    }))
    const second = await turn({ ...unknownModel, input: [...opening, ...replayed(items), ...outputs] })
    expect(second.items).toMatchObject([{ type: 'message', content: [{ type: 'output_text', text: 'It is made.' }] }])
    expect(sent(1).messages.slice(2)).toMatchObject([
      {
        role: 'assistant',
        reasoning_content: 'A shell will do.',
        tool_calls: [{ function: { name: 'exec_command' } }, { function: { name: 'agents__spawn' } }],
      },
      { role: 'tool', tool_call_id: shell?.call_id, content: 'Output 0' },
      { role: 'tool', tool_call_id: spawn?.call_id, content: 'Output 1' },
    ])
  })

  test('a tool loop with a model whose tools stand in the input', async () => {
    const { turn, sent } = await agent(transport, [
      { text: 'On it.', calls: [{ type: 'custom', name: 'functions__exec', input: 'text(1)' }] },
      { text: 'It says 1.' },
    ])
    const { items } = await turn(knownModel)
    const call = items.at(-1)
    expect(call).toMatchObject({ type: 'custom_tool_call', name: 'exec', namespace: 'functions', input: 'text(1)' })
    expect(sent(0)).toMatchObject({ reasoning_effort: 'low', verbosity: 'low' })
    expect(sent(0).tools).toMatchObject([
      { type: 'custom', custom: { name: 'functions__exec' } },
      { type: 'function', function: { name: 'functions__wait' } },
    ])

    const output = [
      { type: 'input_text', text: 'Done.' },
      { type: 'input_text', text: '1' },
    ]
    const answered = { type: 'custom_tool_call_output', id: 'ctco_1', call_id: call?.call_id, output }
    const second = await turn({ ...knownModel, input: [...knownModel.input, ...replayed(items), answered] })
    expect(second.last?.type).toBe('response.completed')
    expect(sent(1).messages.slice(2)).toMatchObject([
      { role: 'assistant', tool_calls: [{ type: 'custom', custom: { name: 'functions__exec', input: 'text(1)' } }] },
      { role: 'tool', tool_call_id: call?.call_id },
    ])
  })

  test('an answer in the form that was asked for', async () => {
    const schema = { type: 'object', properties: { answer: { type: 'string' } }, required: ['answer'] }
    const format = { type: 'json_schema', name: 'codex_output_schema', strict: true, schema }
    const { turn, sent } = await agent(transport, [{ text: '{"answer":"yes"}' }])
    const strict = { ...schema, additionalProperties: false }
    const { items } = await turn({ ...unknownModel, text: { format: { ...format, schema: strict } } })
    expect(items.at(-1)).toMatchObject({ content: [{ text: '{"answer":"yes"}' }] })
    expect(sent(0).response_format).toMatchObject({ json_schema: { name: 'codex_output_schema', strict: true } })
  })
})
