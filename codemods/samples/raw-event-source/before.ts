import { fetchEventSource } from '@microsoft/fetch-event-source'

export async function stream(content: string, onText: (text: string) => void): Promise<void> {
  await fetchEventSource('https://api.openai.com/v1/chat/completions', {
    method: 'POST',
    body: JSON.stringify({ model: 'gpt-4o', messages: [{ role: 'user', content }], stream: true }),
    onmessage({ data }: { data: string }) {
      if (data !== '[DONE]') onText(JSON.parse(data).choices[0].delta.content ?? '')
    },
  })
}
