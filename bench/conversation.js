// The conversations the bench converts, made of the same numbers every time, and written down once for each API. Neither
// form comes from the converters, so that a test can hold one against the other.

const vocabulary =
  'the model answers with a tool call when it needs facts such as weather flights prices and dates from another system'.split(
    ' ',
  )

/** `count` words; the same for the same `seed`. */
export function words(count, seed) {
  const chosen = []
  let state = seed + 1
  for (let index = 0; index < count; index++) {
    state = (state * 1103515245 + 12345) % 2147483648
    chosen.push(vocabulary[(state >> 8) % vocabulary.length])
  }
  return chosen.join(' ')
}

function schemaOf(seed) {
  const properties = {}
  for (let index = 0; index < 6; index++) {
    const names = [`field_${index}`, `option_${index}`]
    properties[names[0]] = { type: 'string', description: words(12, seed * 7 + index) }
    properties[names[1]] = { type: 'array', items: { type: 'string', enum: ['first', 'second', 'third'] } }
  }
  return { type: 'object', properties, required: Object.keys(properties), additionalProperties: false }
}

/** A turn is a question, the calls that answer it with their results, and the words that end it. */
function turn(seed, calls, length) {
  return {
    question: words(length, seed),
    calls: Array.from({ length: calls }, (_, index) => ({
      id: `call_${seed}_${index}`,
      name: `tool_${index % 8}`,
      arguments: JSON.stringify({ field_0: words(8, seed + index), option_0: ['first'] }),
      result: JSON.stringify({ found: words(length, seed * 3 + index), count: index }),
    })),
    answer: words(length, seed + 17),
  }
}

/** Four sizes of request, as what is said in them. */
export const conversations = {
  tiny: { turns: [], tools: 0, question: words(42, 1), extras: false },
  typical: { turns: [turn(1, 2, 60), turn(2, 2, 60)], tools: 8, question: words(40, 3), extras: true },
  large: {
    turns: Array.from({ length: 60 }, (_, index) => turn(index + 1, 2, 260)),
    tools: 16,
    question: words(80, 5),
    extras: true,
  },
  image: { turns: [], tools: 0, question: words(20, 6), extras: false, image: 2_000_000 },
}

const toolsOf = ({ tools }) =>
  Array.from({ length: tools }, (_, index) => ({
    name: `tool_${index}`,
    description: words(14, index),
    parameters: schemaOf(index),
    strict: false,
  }))

const system = 'You are a concise assistant for travellers.'

function imageOf({ image }) {
  return `data:image/png;base64,${'iVBORw0KGgoAAAANSUhEUgAA'.repeat(Math.ceil(image / 24)).slice(0, image)}`
}

/** The conversation as a Chat Completions request. */
export function chatRequest(conversation) {
  const { question, turns, extras, image } = conversation
  const messages = [{ role: 'system', content: system }]
  for (const { question, calls, answer } of turns) {
    const tool_calls = calls.map(call => ({
      id: call.id,
      type: 'function',
      function: { name: call.name, arguments: call.arguments },
    }))
    messages.push({ role: 'user', content: question }, { role: 'assistant', content: null, tool_calls })
    for (const call of calls) messages.push({ role: 'tool', tool_call_id: call.id, content: call.result })
    messages.push({ role: 'assistant', content: answer })
  }
  const parts = [
    { type: 'text', text: question },
    { type: 'image_url', image_url: { url: imageOf(conversation), detail: 'auto' } },
  ]
  messages.push({ role: 'user', content: image ? parts : question })
  const request = { model: 'gpt-4.1-mini', messages, temperature: 0.2, max_completion_tokens: 800, store: false }
  if (!extras) return request
  return {
    ...request,
    tools: toolsOf(conversation).map(definition => ({ type: 'function', function: definition })),
    tool_choice: 'auto',
    parallel_tool_calls: true,
    metadata: { session: 'bench', user: 'nobody' },
  }
}

/** The same conversation as a Responses request. */
export function responsesRequest(conversation) {
  const { question, turns, extras, image } = conversation
  const input = []
  for (const { question, calls, answer } of turns) {
    input.push({ role: 'user', content: question })
    for (const { id, name, arguments: text } of calls) {
      input.push({ type: 'function_call', call_id: id, name, arguments: text })
    }
    for (const { id, result } of calls) input.push({ type: 'function_call_output', call_id: id, output: result })
    input.push({ role: 'assistant', content: answer })
  }
  const parts = [
    { type: 'input_text', text: question },
    { type: 'input_image', image_url: imageOf(conversation), detail: 'auto' },
  ]
  input.push({ role: 'user', content: image ? parts : question })
  const request = {
    model: 'gpt-4.1-mini',
    instructions: system,
    input: input.length === 1 && !image ? question : input,
    temperature: 0.2,
    max_output_tokens: 800,
    store: false,
  }
  if (!extras) return request
  return {
    ...request,
    tools: toolsOf(conversation).map(definition => ({ type: 'function', ...definition })),
    tool_choice: 'auto',
    parallel_tool_calls: true,
    metadata: { session: 'bench', user: 'nobody' },
  }
}
