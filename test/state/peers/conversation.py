# Twenty turns by the official Python SDK, in each way there is, against the servers in BASE_URLS (one a way).
import json
import os

from openai import OpenAI

turns = int(os.environ["TURNS"])
tools = json.loads(os.environ["TOOLS"])
image = "data:image/png;base64,iVBORw0KGgo="


def said(turn, before):
    for item in before.output if before else []:
        if item.type == "function_call":
            return [{"type": "function_call_output", "call_id": item.call_id, "output": "21 degrees"}]
    text = f"turn {turn}"
    if turn % 4 == 1:
        parts = [{"type": "input_text", "text": text}, {"type": "input_image", "image_url": image, "detail": "auto"}]
        return [{"role": "user", "content": parts}]
    return [{"role": "user", "content": text}]


def create(client, stream, **request):
    if not stream:
        return client.responses.create(**request)
    with client.responses.stream(**request) as events:
        for _ in events:
            pass
        return events.get_final_response()


def converse(base, way, stream):
    client = OpenAI(base_url=base, api_key="one", max_retries=0)
    conversation = client.conversations.create().id if way == "conversation" else None
    before, whole = None, []
    for turn in range(turns):
        new = said(turn, before)
        whole += new
        request = {"model": "mock-1", "tools": tools, "input": whole if way == "whole" else new}
        if way == "previous" and before:
            request["previous_response_id"] = before.id
        if conversation:
            request["conversation"] = conversation
        before = create(client, stream, **request)
        whole += [item.to_dict() for item in before.output]


for index, base in enumerate(os.environ["BASE_URLS"].split(",")):
    way, stream = os.environ["WAYS"].split(",")[index].split("+")
    converse(base, way, stream == "stream")
print("done")
