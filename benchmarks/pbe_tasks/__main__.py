"""Print the tasks of these domains, or of all, for the shared evaluator."""

import json
import sys

from benchmarks.pbe_tasks import lines

for line in lines(sys.argv[1:]):
    print(json.dumps(line, ensure_ascii=False))
