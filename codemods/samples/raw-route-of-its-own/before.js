import express from 'express'

const app = express()

app.post('/v1/chat/completions', (request, response) => {
  response.json({ choices: [{ index: 0, message: { role: 'assistant', content: 'Hello' }, finish_reason: 'stop' }] })
})

app.listen(0)
