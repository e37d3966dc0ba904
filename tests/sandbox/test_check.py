from __future__ import annotations

import pytest

from llmjit.sandbox import check_source

GOOD = [
    "def f(x):\n    return x + 1\n",
    "import re\nPATTERN = re.compile(r'a+')\ndef f(x):\n    return PATTERN.sub('', x)\n",
    "from datetime import datetime\ndef f(x):\n    return datetime.strptime(x, '%Y').strftime('%d')\n",
    "import datetime as dt\ndef f(x: str) -> str:\n    return dt.date.fromisoformat(x).isoformat()\n",
    "from collections import Counter\ndef f(x):\n    return [k for k, v in Counter(x).items() if v > 1]\n",
    "def helper(x):\n    try:\n        return int(x)\n    except ValueError as e:\n        raise e\n"
    "def f(x):\n    return helper(x)\n",
    "from __future__ import annotations\ndef f(x):\n    'doc'\n    return '{:>{}} {a}'.format(x, 3, a=1)\n",
    "import statistics, string, fractions\ndef f(x):\n    return statistics.mean(x), string.digits\n",
    "def f(x):\n    match x:\n        case [a, *b]:\n            return b\n        case {'k': v, **m}:\n"
    "            return v, m\n        case other:\n            return other\n",
    "def f(x):\n    def g(y):\n        nonlocal x\n        x += y\n        return x\n    return g(1)\n",
    "def f(x):\n    return (lambda a, *b, c=1, **d: a)(x), [i for i in x], {k: v for k, v in x.items()}\n",
]

BAD = [
    ("import os\ndef f(x):\n    return os.getcwd()", "import of os"),
    (
        "import json\ndef f(x):\n    return json.codecs.open('/etc/passwd').read()",
        "json.codecs is not allowed",
    ),
    ("from json import codecs\ndef f(x): return codecs", "json.codecs is not allowed"),
    ("import statistics\ndef f(x): return statistics.sys.modules", "statistics.sys is not allowed"),
    ("import json\nj = json\ndef f(x): return j.codecs", "may only be used as json.something"),
    ("import json\ndef f(x): return [json][0].codecs", "may only be used as json.something"),
    ("import json.tool\ndef f(x): return x", "import of json.tool"),
    ("from . import x\ndef f(x): return x", "import from"),
    ("def f(x): return x.__class__", ".__class__ is not allowed"),
    ("def f(x): return ().__class__.__bases__[0].__subclasses__()", ".__subclasses__ is not allowed"),
    ("def f(x): return eval(x)", "eval is neither"),
    ("def f(x): exec(x)", "exec is neither"),
    ("def f(x): return open(x).read()", "open is neither"),
    ("def f(x): return getattr(x, '__cl' + 'ass__')", "getattr is neither"),
    ("def f(x): return __import__('os')", "__import__ is neither"),
    ("def f(x): return __builtins__", "__builtins__ is neither"),
    ("def f(x): return '{0.__class__}'.format(x)", "plain literal"),
    ("def f(x): return '{0[k]}'.format(x)", "plain literal"),
    ("def f(x): return '{:{0.real}}'.format(x)", "plain literal"),
    ("def f(x): return ('{0.__cla' + 'ss__}').format(x)", "plain literal"),
    ("def f(x): return '{x.real}'.format_map({'x': x})", ".format_map is not allowed"),
    ("def f(x):\n    match x:\n        case int(__class__=c): return c", ".__class__ is not allowed"),
    (
        "import statistics\nfrom functools import update_wrapper\nsys = 0\n"
        "def f(x): update_wrapper(f, statistics.mean, (), ('__globals__',))\n",
        "functools.update_wrapper is not allowed",
    ),
    ("import functools\ndef f(x): return functools.wraps(f)", "functools.wraps is not allowed"),
    ("from math import pi as __builtins__\ndef f(x): return x", "__builtins__ may not be defined"),
    ("def f(x):\n    match x:\n        case __y: return 1", "__y may not be defined"),
    ("from json import *\ndef f(x): return x", "json.* is not allowed"),
    ("import string\ndef f(x): return string.Formatter().format('{0.__class__}', x)", "string.Formatter"),
    ("def f(x):\n    g = (i for i in x)\n    return g.gi_frame.f_back", ".gi_frame is not allowed"),
    ("def f(x): return type('X', (), {})", "type may only"),
    ("class A: pass\ndef f(x): return x", "a class is not allowed"),
    ("def __getattr__(x): return x\ndef f(x): return x", "__getattr__ may not be defined"),
    ("import re\ndef f(re): return re.template", "re is a module here"),
    ("from datetime import datetime\ndef f(x): return datetime.now()", ".now is not allowed"),
    ("x = 0\ndef f(y):\n    global x\n    x += 1\n    return x", "global is not allowed"),
    ("print('loaded')\ndef f(x): return x", "may stand at the top"),
    ("while True: pass\ndef f(x): return x", "may stand at the top"),
    ("def f(x): x.y = 1", ".y may not be assigned"),
    ("def f(x):", "does not parse"),
    ("def f(x): return '\\0' \0", "does not parse"),
    ("def g(x): return x", "defines no function called f"),
    ("async def f(x): return x", "async function"),
    ("def f(x):\n    return undefined_thing", "neither defined nor allowed"),
    ("def f(x): return [" + "x," * 9000 + "]", "too long"),
    ("def f(x): return " + "(" * 5000 + ")" * 5000, "does not parse"),
]


@pytest.mark.parametrize("source", GOOD)
def test_functions_of_values_pass(source: str) -> None:
    assert check_source(source, "f") == ()


@pytest.mark.parametrize(("source", "message"), BAD, ids=[m for _, m in BAD])
def test_what_reaches_further_is_refused(source: str, message: str) -> None:
    assert message in "; ".join(map(str, check_source(source, "f")))
