import OpenAI from 'openai'
import { useState } from 'react'

const openai = new OpenAI({ dangerouslyAllowBrowser: true })

export function Ask({ question }: { question: string }) {
  const [answer, setAnswer] = useState('')

  const onClick = async () => {
    const completion = await openai.chat.completions.create({
      model: 'gpt-4o',
      messages: [{ role: 'user', content: question }],
    })
    setAnswer(completion.choices[0]?.message?.content ?? '')
  }

  return (
    <section>
      <button onClick={onClick}>{question}</button>
      <p>{answer}</p>
    </section>
  )
}
