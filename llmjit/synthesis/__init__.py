"""From a few observed answers to a program, and to knowing where it stops being trustworthy.

**Where things are.** The flow is `search` (`regarded`, `refusals` before it; `ranking`, `probes`, `acceptance`,
`evidence`, `plain` after; `collector` around), its words are `expr`, `problem` and `readings`, its face is `facade`.
Operators and generators live by what they are about: `strings`, `numbers`, `dates`, `lists`, `records`, `texts` (what
people keep in texts), `choices` (either or). `guards` says what was so in all observations, `doubts` what else few of
them may have meant, `emission` writes Python. `domains` names every module of operators; the first line of each says
what it is for.

**Grammar.** A program is a tree (`expr`) of operators; an operator is one declaration whose Python template *is*
its meaning. Strings (`strings.search`): every part of a text that occurs in the outputs is an atom
(`strings.substrings`: tokens, fields, whatever lies between two positions, in any letter case;
`strings.transforms`: texts changed throughout, tokens mapped and joined; `texts.steered`: one input says what to
take of another; dates, numbers, records and lists: see `domains`). Atoms with equal values on all observations are
one entry of the `strings.pool`, which keeps the cheapest expression of each structurally different family. Outputs
are then cut into atoms and constants, all outputs at once, by shortest paths (`strings.segments`). Lists and dicts
of one form are one problem a place, lists of varying length are taken apart (`lists.composite`, `lists.rules`);
what cells hold between marks is changed, compared, counted, or made a dict (`lists.changed`, `lists.pairs`,
`lists.dicts`), and of several cells those that are filled, flagged or named are taken (`texts.filled`,
`texts.flagged`, `choices.cells`).
Rows (`records.rows`: lines, records, tables) have fields (`records.fields`) by place or by name; questions about them
(`records.conditions`) keep some, which are counted, projected, added up or chosen from (`records.answers`,
`records.picks`); questions that keep the same rows are one, and must be answered alike (`records.queries`). Parts of
documents, below a heading or between rules, are asked as whole ones are (`records.passages`), and what they list
between commas or in lines is taken apart (`records.enumerated`); totals are checked (`records.sums`). A line that a
label tells is a text of its own (`records.told`), what some rows name and others do not is listed
(`records.unmatched`), shares of rows are percentages (`records.shares`), counts are written in one line
(`records.summaries`). Rows have means, and groups of them a greatest, a least and a first (`records.grouped`); what
came in is set against what went out (`records.balances`), rows are put in the order of a field (`records.ranks`),
fields of one row are written together (`records.composed`), and numbers told of rows with words around them
(`records.figures`); codes of three digits are asked for their class (`records.classes`), lines for how grave they are
(`records.severities`), and all rows whether some or all of them are so (`records.whether`). What is JSON is read by its
names alone (`records.encoded`). Years of accounts are told of one moment (`dates.accounts`), lists go from one end to
another in equal steps (`lists.series`), and where items are told by how they end, all that they have in common there
has a say (`lists.endings`).
Numbers are explained by laws whose constants the rounding of all outputs bounds (`numbers.slots`, `numbers.arithmetic`)
or that `numbers.units` defines; counts, encodings, short numbers, parts of URLs and mail addresses, texts of forms that
everybody knows, padding and masks, checklists, letters written as two, and what stands in for something missing have
modules of their own (`numbers.counts`, `numbers.angles`, `texts.encodings`, `texts.telephones`, `numbers.short`,
`texts.urlparts`, `texts.known`, `texts.characters`, `texts.checklists`, `texts.letters`, `texts.defaults`,
`texts.worded`), answers of two values are questions (`choices.verdicts`). Where no program fits all,
`choices.conditionals` divides the observations by a question (`choices.predicates`), each side resting on two or more;
one odd observation among six is left out and its likes are refused. Where one observation alone is answered otherwise
than the rest, it must be unchanged text, or one of yes and no, and all signs that tell it apart must agree
(`choices.thin`). A field that decides beyond what chance would explain is looked up in the table of those seen
(`choices.vocabulary`), and codes that are short for the answers from three observations on (`choices.abbreviations`).
One observation by itself shows only the copy of a labelled field (`choices.one_shot`). More than `search.SAMPLE`
observations are sampled, all forms among them, and all are checked.

**Ranking.** Programs are ordered by cost, a sum of what makes fits by chance likely: dearer are indices far from
either end, rare token classes, constant positions (cheap in identifiers of one form), words and above all numbers
as landmarks, letters in constants, more so of words that every input holds too (`strings.segments.BORROWED`), short
pieces, cuts inside words. An instruction prefers among programs that fit (`hints`). Sizes have no say where forms tell
elements of a list apart. A concatenation may cost ``BASE + EACH * pieces``; of 21 answers on the development tasks
that cost 5 or more, 9 were wrong.

**Guards.** (1) Disagreement (`ranking`): all programs within `MARGIN` of the best are run on `probes`, the observed
inputs changed in ways in which data differ (`records.probes`: values in other rows); a greedy cover keeps at most
`VOTERS` of them, which disagree with the best wherever any does, and an answer needs them all. Measured with three
observations of each of 356 tasks, before the other guards were there: margins of 0.5, 1, 1.5 and 2 left 16, 14, 13 and
10 tasks with wrong answers, and 209, 209, 208 and 208 with right ones alone; six voters refused what a hundred did.
Among them is always the copy of what stands in every
input where a constant would do (`strings.search.doubts`); what nobody would mean beside a plainer program has no say
(`doubts.needless`, `doubts.taken`), nor has what fits since observations happened to be alike in length, in order or in
what they lack (`doubts.incidental`), what was never seen at work (`doubts.unshown`), or what is far dearer and has no
value (`doubts.inapplicable`), and words are whole words to those that doubt (`doubts.words`). (2) Mined guards on
inputs and answers, and how what they may cost was measured: `guards.mine`; among them `guards.extents`, while there are
few observations, for programs that count the parts of a text or change each, `guards.whole`, `guards.delimited` and
`guards.digits`, where the form of a text says little since it is copied whole, cut at marks or read for its digits,
`guards.alone`, which passes one item without the mark between items, `guards.found` an empty list where no text of the
kind is, `guards.looks` answers whose form says nothing, and `guards.surroundings`: where in its input a copied answer
stood, which foretells wrong answers best of what ``python -m benchmarks.novelty`` counts. (3) What an operator itself
demands (``needs``; `emission.preconditions` lists it): it is undefined where a delimiter, a match or a key is missing.
(4) Leave-one-out (`acceptance`), from three observations on: each, or some spread over them, is foretold from the
others; what it says is the evidence that is stored, with the 95 % upper bound of the error rate (`Budget.tight`; where
nobody asks for the bound, holding out ends once the verdict is settled). Of dear programs one error refuses, of others
more than half of those held out, and why is written there; programs of kinds that are right by chance are refused at
once (`chance`). (5) A computation or condition that is needed for one of four and more observations, all others of
which are plain copies of text, is refused and the odd one named (`guards.singular`); with five observations that took
wrong tasks from 5 to 3 of 216, and two guarded ones with them; of texts that all but one came back as they were,
nothing dear is believed. (6) What few observations leave open though anyone would ask: a column that says where to look
in another and is not read (`doubts.unread`), the thousands, signs and zeros of numbers, one of what was several, units
never seen (`doubts.numbers`, `guards.counted`, `guards.kept`), lists that may lose doubles or be put in order
(`doubts.lists`), lines, values and labels that no document had (`guards.lines`), lines left out that no document had
around what was asked (`records.frames`), joined dates that no month has (`doubts.dates`), title case (`guards.casing`),
other parts of a known form (`guards.parts`), tokens that are parts of words (`doubts.lists`), an item found by its
place that was also the longest or the greatest (`doubts.rivals`), cells that are already what is made of them
(`guards.already`), cells that say in words that there is nothing (`guards.columns`), items marked as none was
(`guards.items`), signs that others may read or write otherwise (`guards.novel`), words that are looked for, in another
letter case or within others (`guards.sought`), elements and units that were never beside what is read (`guards.tags`),
items of kinds that were neither kept nor left out (`guards.kinds`), cells that two answers are told apart by and that
were never so filled, blank or zero (`guards.verdicts`). What rows there were is not guarded
(`guards.queried`). Tasks written by authors who had not seen the synthesiser showed what was missing: of the first such
sets 4 to 5 of a hundred were answered wrongly at first; of the last seven, 840 tasks, 23 were, and 7 when six of the
sets had been worked with. Grids, the forms of data crossed with what is asked of them, show plain readings that are
missing and the nonsense that wins where they are: of the first such grid, of JSON, 6 of 92 tasks were answered wrongly,
and none when the plain readings were there. Most wrong answers left on the development tasks are odd labels.

**To add an operator,** declare it beside its like (name, parameter types, result type, template, cost), and
offer it from a generator::

    SWAP = Operator("swap", ("str",), "str", "{0}.swapcase()", 1.0)

    @generator("atoms")                      # or "columns", "programs": see `problem`
    def swapped(problem):
        for text in problem.texts:
            yield problem.term(SWAP(text.expr), text.cost + SWAP.cost)

Import its module in `domains`. Search, ranking, guards and emission (`emission.module`) then know it. The template
must raise one of `NO_VALUE` (`llmjit.support.undefined`) where it has no value, and take time linear in its input.
"""

from llmjit.synthesis import domains
from llmjit.synthesis.facade import Budget, Evidence, Hints, Observation, Ranked, Refusal, Synthesis
from llmjit.synthesis.search import synthesize

__all__ = [
    "Budget",
    "Evidence",
    "Hints",
    "Observation",
    "Ranked",
    "Refusal",
    "Synthesis",
    "domains",
    "synthesize",
]
