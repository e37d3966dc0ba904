"""Programs for property tests: any op with any fields, not only programs that make sense."""

from __future__ import annotations

import datetime

from hypothesis import strategies as st

from llmjit.guard import Guard
from llmjit.ir import ops, program, types
from llmjit.span import Span

names = st.from_regex(r"[a-z][a-z0-9_]{0,5}(\.[0-9])?", fullmatch=True)
words = st.from_regex(r"[a-z_][a-z0-9_]{0,5}", fullmatch=True) | st.sampled_from(["replace-all", "", "1st"])
dotted = st.from_regex(r"[A-Za-z][a-z0-9_]{0,4}(\.[a-z_]{1,4})?", fullmatch=True) | st.just('[a] "b"')
texts = st.text(max_size=12) | st.sampled_from(
    ["a\nb\n", "\ud800", "'\"\\", "x = 1\n\nif x:\n    y", "\t", "| a\n"]
)
spans = st.none() | st.builds(
    Span, st.sampled_from(["t1", "runs.jsonl#3"]), st.integers(0, 9), st.integers(1, 9), st.integers(0, 9)
)
scalars = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False)
    | texts
    | st.binary(max_size=4)
    | st.dates()
    | st.datetimes(timezones=st.none() | st.just(datetime.UTC))
)
literals = st.recursive(
    scalars,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.lists(inner, max_size=3).map(tuple)
        | st.dictionaries(st.text(max_size=3) | st.integers(), inner, max_size=3)
    ),
    max_leaves=6,
)
plain_types = st.sampled_from([types.ANY, types.STR, types.FLOAT, types.Type("list", (types.INT,))])
kinds = plain_types | st.lists(plain_types, min_size=2, max_size=3).map(types.union)
values = st.builds(ops.Value, names, kinds)
results = st.lists(values, max_size=3).map(tuple)
uses = st.lists(names, max_size=3).map(tuple)
named = st.lists(st.tuples(words, names), max_size=3).map(tuple)
effect = st.sampled_from(["pure", "read", "write"])
effects = st.lists(st.sampled_from(["read", "model", "mutate"]), max_size=2).map(tuple)


lists_of_texts = st.lists(texts, max_size=2).map(tuple)


def build(op, /, **fields):
    return st.builds(op, span=spans, **fields)


leaves = st.one_of(
    build(ops.Const, result=values, value=scalars),
    build(ops.Undef, result=values),
    build(ops.Request, result=values),
    build(ops.Import, result=values, module=texts, attribute=texts),
    build(ops.Py, result=values, source=texts, operands=named, effects=effects),
    build(ops.Exec, results=results, source=texts, operands=named, outs=lists_of_texts,
          effects=effects),
    build(ops.Call, result=values, helper=dotted, args=uses, kwargs=named, effect=effect),
    build(ops.Site, result=values, name=words, inputs=uses, live=named),
    build(ops.Check, kind=texts, condition=texts, operands=named, subject=texts, expected=literals,
          evidence=st.integers(0, 99), reason=texts, live=named),
    build(ops.Output, kind=st.sampled_from(["print", "value"]), args=uses, kwargs=named),
    build(ops.Copy, result=values, operand=names),
    build(ops.Yield, args=uses),
    build(ops.Break, args=uses),
    build(ops.Continue, args=uses),
    build(ops.Return, value=names),
)  # fmt: skip
params = st.lists(
    st.builds(ops.FuncParam, values, texts, st.none() | names, st.sampled_from(["", "*", "**"])), max_size=2
).map(tuple)


def nest(inner):
    region = st.lists(inner, max_size=3).map(tuple)
    pairs = st.lists(st.tuples(values, names), max_size=2)

    def looped(op, /, **fields):
        return pairs.flatmap(
            lambda found: build(
                op, carried=st.just(tuple(v for v, _ in found)), inits=st.just(tuple(u for _, u in found)),
                **fields,
            )
        )  # fmt: skip

    return st.one_of(
        build(ops.If, results=results, condition=names, then=region, orelse=region),
        looped(ops.For, results=results, iterable=names, item=values, body=region),
        looped(ops.While, results=results, test=region, body=region),
        build(ops.Func, result=values, name=words, params=params, body=region),
        build(ops.Failed, results=results, error=texts, message=texts, body=region),
    )


any_op = st.recursive(leaves, nest, max_leaves=6)
guards = st.builds(Guard, texts, texts, literals, texts, st.integers(0, 9), texts, spans)
observed = st.builds(program.Observed, st.lists(literals, max_size=2).map(tuple), literals, spans)
sites = st.builds(
    program.SiteInfo,
    name=words,
    kind=st.sampled_from(["transcription", "condition", "llm_call", "coerce"]),
    parameters=st.lists(texts, max_size=2).map(tuple),
    instruction=texts,
    type=kinds,
    observations=st.lists(observed, max_size=2).map(tuple),
    tier=st.none() | st.integers(0, 2),
    evidence=st.integers(0, 9),
    upper_bound=st.floats(0, 1),
    source=st.just("") | st.just("def f(x):\n\n    return x\n"),
    reason=texts,
    guards=st.lists(guards, max_size=2).map(tuple),
    span=spans,
).map(lambda site: site)
patterns = st.none() | st.builds(
    program.Pattern, texts, st.lists(st.builds(program.Hole, texts, texts, texts), max_size=2).map(tuple)
)
programs = st.builds(
    program.Program,
    name=dotted,
    params=st.lists(st.builds(program.Param, values, st.just(program.REQUIRED) | literals), max_size=2).map(
        tuple
    ),
    type=kinds,
    stage=st.sampled_from(program.Stage),
    recorded=texts,
    pattern=patterns,
    threads=st.lists(texts, max_size=2).map(tuple),
    helpers=st.lists(st.builds(program.HelperInfo, dotted, texts, effect), max_size=2).map(tuple),
    sites=st.lists(sites, max_size=2).map(tuple),
    body=st.lists(any_op, max_size=4).map(tuple),
)
