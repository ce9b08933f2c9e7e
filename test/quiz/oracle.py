"""What a group makes of its questions, computed apart from the program: the oracle of the statistics tests.

Nothing but the standard library, and other formulas where there are any: the discrimination is the point-biserial
correlation by its own formula, (M1 - M0) / s * sqrt(p * q).
Reads {"questions": [{"id", "revision", "dimension", "options": [{"key", "misconception"?}]}],
"answers": [{"question", "revision", "chosen", "correct", "person"}] from the earliest to the latest}
and writes {"questions", "dimensions", "misconceptions"}, each by its id.
"""

import json
import math
import statistics
import sys
from fractions import Fraction

STEP, DISCRIMINATED, OTHERS = 5, 20, 2

asked = json.load(sys.stdin)
questions = {q["id"]: q for q in asked["questions"]}

first = {}
for answer in asked["answers"]:
    question = questions.get(answer["question"])
    if question and question["revision"] == answer["revision"]:
        first.setdefault((answer["person"], answer["question"]), answer)
answers = list(first.values())


def counted(which):
    """Batches of five different persons, the last one only where it is full."""
    done, batch = [], []
    for answer in answers:
        if answer["question"] not in which:
            continue
        batch.append(answer)
        if len({a["person"] for a in batch}) == STEP:
            done.extend(batch)
            batch = []
    return done


own = {name: counted({name}) for name in questions}
given = {name: {a["person"]: a["correct"] for a in own[name]} for name in questions}


def discrimination(name):
    groups = {True: [], False: []}
    for answer in own[name]:
        person = answer["person"]
        others = [given[q][person] for q in questions if q != name and person in given[q]]
        if len(others) >= OTHERS:
            groups[answer["correct"]].append(Fraction(sum(others), len(others)))
    one, zero = groups[True], groups[False]
    n = len(one) + len(zero)
    if n < DISCRIMINATED or not one or not zero:
        return None
    spread = math.sqrt(statistics.pvariance(one + zero))
    if spread == 0:
        return None
    return float(statistics.mean(one) - statistics.mean(zero)) / spread * math.sqrt(len(one) * len(zero)) / n


def of_question(name):
    mine = own[name]
    keys = [key for a in mine for key in a["chosen"]]
    right = sum(a["correct"] for a in mine)
    return {
        "persons": len({a["person"] for a in mine}),
        "right": right,
        "facility": right / len(mine),
        "discrimination": discrimination(name),
        "choices": {key: keys.count(key) for key in sorted(set(keys))},
    }


def of_dimension(mine):
    wrong = sum(not a["correct"] for a in mine)
    return {
        "persons": len({a["person"] for a in mine}),
        "answers": len(mine),
        "wrong": wrong,
        "share": wrong / len(mine),
    }


def of_misconception(misconception, mine):
    options = {(q["id"], o["key"]) for q in questions.values() for o in q["options"] if o.get("misconception") == misconception}
    holders = {a["person"] for a in mine if any((a["question"], key) in options for key in a["chosen"])}
    persons = len({a["person"] for a in mine})
    return {"persons": persons, "holders": len(holders), "share": len(holders) / persons}


dimensions = {d: counted({q["id"] for q in questions.values() if q["dimension"] == d}) for d in {q["dimension"] for q in questions.values()}}
betrayed = {o["misconception"] for q in questions.values() for o in q["options"] if o.get("misconception")}
misconceptions = {
    m: counted({q["id"] for q in questions.values() if any(o.get("misconception") == m for o in q["options"])})
    for m in betrayed
}
json.dump(
    {
        "questions": {name: of_question(name) for name in questions if own[name]},
        "dimensions": {name: of_dimension(mine) for name, mine in dimensions.items() if mine},
        "misconceptions": {name: of_misconception(name, mine) for name, mine in misconceptions.items() if mine},
    },
    sys.stdout,
)
