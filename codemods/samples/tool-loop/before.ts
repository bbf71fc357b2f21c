import OpenAI from 'openai'

const openai = new OpenAI()

const tools: OpenAI.Chat.Completions.ChatCompletionTool[] = [
  {
    type: 'function',
    function: {
      name: 'get_time',
      description: 'The time in a city.',
      parameters: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] },
    },
  },
]

function getTime({ city }: { city: string }) {
  return `${city}: 12:00`
}

async function run(question: string) {
  const messages: OpenAI.Chat.Completions.ChatCompletionMessageParam[] = [{ role: 'user', content: question }]
  for (;;) {
    const completion = await openai.chat.completions.create({ model: 'gpt-4o', messages, tools })
    const message = completion.choices[0].message
    messages.push(message)
    if (!message.tool_calls) return message.content
    for (const call of message.tool_calls) {
      if (call.type !== 'function') continue
      const result = getTime(JSON.parse(call.function.arguments))
      console.log(call.function.name, result)
      messages.push({ role: 'tool', tool_call_id: call.id, content: result })
    }
  }
}

console.log(await run('What time is it in Paris and Rome?'))
