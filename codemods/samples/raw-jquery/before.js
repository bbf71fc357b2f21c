export function ask(content, onText) {
  $.ajax({
    url: 'https://api.openai.com/v1/chat/completions',
    type: 'POST',
    contentType: 'application/json',
    data: JSON.stringify({ model: 'gpt-4o', messages: [{ role: 'user', content }] }),
    success: data => onText(data.choices[0].message.content),
  })
}
