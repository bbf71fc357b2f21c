# The official Python SDK against each of BASE_URLS: every kind of call, both APIs. Prints what came of it, as one JSON
# object for each.
import asyncio
import json
import os
import sys

import openai
from openai import AsyncOpenAI, OpenAI
from pydantic import BaseModel

model = "gpt-4.1-mini"
question = [{"role": "user", "content": "What is the weather in Paris?"}]
parameters = {
    "type": "object",
    "properties": {"city": {"type": "string"}},
    "required": ["city"],
    "additionalProperties": False,
}
chat_tool = {"type": "function", "function": {"name": "get_weather", "parameters": parameters, "strict": True}}
responses_tool = {"type": "function", "name": "get_weather", "parameters": parameters, "strict": True}


class Field(BaseModel):
    name: str
    required: bool


def chat_text():
    completion = client.chat.completions.create(model=model, messages=question)
    return {
        "text": completion.choices[0].message.content,
        "finish": completion.choices[0].finish_reason,
        "usage": completion.usage.total_tokens > 0,
    }


def chat_stream():
    stream = client.chat.completions.create(
        model=model, messages=question, stream=True, stream_options={"include_usage": True}
    )
    chunks = list(stream)
    return {
        "text": "".join(chunk.choices[0].delta.content or "" for chunk in chunks if chunk.choices),
        "finish": [chunk.choices[0].finish_reason for chunk in chunks if chunk.choices][-1],
        "usage": chunks[-1].usage.total_tokens > 0,
    }


def chat_tools():
    first = client.chat.completions.create(model=model, messages=question, tools=[chat_tool])
    message = first.choices[0].message
    call = message.tool_calls[0]
    output = {"role": "tool", "tool_call_id": call.id, "content": "Sunny"}
    second = client.chat.completions.create(model=model, messages=[*question, message, output], tools=[chat_tool])
    return {
        "finish": first.choices[0].finish_reason,
        "name": call.function.name,
        "arguments": sorted(json.loads(call.function.arguments)),
        "answer": second.choices[0].message.content,
    }


def chat_stream_helper():
    with client.chat.completions.stream(model=model, messages=question, tools=[chat_tool]) as stream:
        kinds = {event.type for event in stream}
        completion = stream.get_final_completion()
    call = completion.choices[0].message.tool_calls[0]
    return {
        "name": call.function.name,
        "arguments": sorted(json.loads(call.function.arguments)),
        "done": "tool_calls.function.arguments.done" in kinds,
    }


def chat_structured():
    completion = client.chat.completions.parse(model=model, messages=question, response_format=Field)
    return {"fields": sorted(completion.choices[0].message.parsed.model_dump())}


def responses_text():
    response = client.responses.create(model=model, input=question)
    return {"text": response.output_text, "status": response.status, "usage": response.usage.total_tokens > 0}


def responses_stream():
    events = list(client.responses.create(model=model, input=question, stream=True))
    return {
        "text": "".join(event.delta for event in events if event.type == "response.output_text.delta"),
        "last": events[-1].type,
        "ordered": [event.sequence_number for event in events] == list(range(len(events))),
    }


def responses_tools():
    first = client.responses.create(model=model, input=question, tools=[responses_tool])
    call = first.output[-1]
    output = {"type": "function_call_output", "call_id": call.call_id, "output": "Sunny"}
    second = client.responses.create(model=model, input=[*question, *first.output, output], tools=[responses_tool])
    return {
        "type": call.type,
        "name": call.name,
        "arguments": sorted(json.loads(call.arguments)),
        "answer": second.output_text,
    }


def responses_stream_helper():
    with client.responses.stream(model=model, input=question, tools=[responses_tool]) as stream:
        kinds = {event.type for event in stream}
        response = stream.get_final_response()
    call = response.output[-1]
    return {
        "name": call.name,
        "arguments": sorted(json.loads(call.arguments)),
        "done": "response.function_call_arguments.done" in kinds,
    }


def responses_structured():
    response = client.responses.parse(model=model, input=question, text_format=Field)
    return {"fields": sorted(response.output_parsed.model_dump())}


def error_of(call):
    try:
        call()
    except openai.APIStatusError as error:
        return {"type": type(error).__name__, "status": error.status_code, "param": error.param, "id": bool(error.request_id)}
    return {"type": None}


def chat_error():
    return error_of(lambda: client.chat.completions.create(model=model, messages=[{"role": "nobody", "content": "x"}]))


def responses_error():
    return error_of(lambda: client.responses.create(model=model, input=[{"role": "nobody", "content": "x"}]))


def asynchronous():
    async def both():
        async with AsyncOpenAI(base_url=client.base_url, api_key=client.api_key, max_retries=0) as other:
            chat = other.chat.completions.create(model=model, messages=question)
            response = other.responses.create(model=model, input=question)
            completion, response = await asyncio.gather(chat, response)
            stream = await other.chat.completions.create(model=model, messages=question, stream=True)
            text = "".join([chunk.choices[0].delta.content or "" async for chunk in stream if chunk.choices])
            return [completion.choices[0].message.content, response.output_text, text]

    return {"texts": asyncio.run(both())}


def models():
    return {"ids": [each.id for each in client.models.list()]}


def leaving():
    stream = client.responses.create(model=model, input="A long answer, please.", stream=True)
    next(iter(stream))
    stream.close()
    return {"left": True}


results = []
for base_url in os.environ["BASE_URLS"].split(","):
    client = OpenAI(base_url=base_url, api_key=os.environ["OPENAI_API_KEY"], max_retries=0, timeout=20)
    results.append({name: globals()[name]() for name in sys.argv[1:]})
print(json.dumps(results))
