"""A large file of posts, judged by the command line: what it costs beyond reading, judging and writing each post, how
fast it goes on more processors, and how much memory it takes.
"""

import json
import tempfile
from collections.abc import Iterator
from pathlib import Path

import playbook
from benchmarks.cases.packs import as_apps_do
from benchmarks.children import Spent, watched
from benchmarks.settings import Settings
from benchmarks.table import Table, known, row_of
from benchmarks.timing import Candidate, Sample, for_each, race
from playbook.model.post import Post

TITLE = "A large file of posts"
PACK = "professional"
COUNT, FEWER = 12_000, 2_000
REACH = 1.3
"""What all of it is to cost at most, as a multiple of the sum of its parts."""
TOGETHER = "the sum of its parts"


def run(settings: Settings) -> Iterator[Table]:
    """Time on the processors for a post; then posts a second and memory."""
    counts = (FEWER // 50, COUNT // 50) if settings.quick else (FEWER, COUNT)
    few, many = counts
    drawn = [json.dumps(as_apps_do(fields, PACK)) for fields in settings.draw(min(many, 4_000))]
    rounds = min(settings.rounds, 3)
    with tempfile.TemporaryDirectory() as folder:
        files = {count: Path(folder, f"{count}.jsonl") for count in counts}
        for count, file in files.items():
            lines = (drawn[number % len(drawn)] for number in range(count))
            file.write_text("\n".join(lines) + "\n", encoding="utf-8")
        parts = _parts(drawn[: settings.posts * 4], rounds)
        spent = {
            jobs: [(_judged(files[few], jobs), _judged(files[many], jobs)) for _ in range(rounds)]
            for jobs in (1, 2)
        }
    whole = {
        jobs: Sample(tuple((large.processor - small.processor) / (many - few) for small, large in pairs))
        for jobs, pairs in spent.items()
    }
    rows = [row_of(Candidate(TOGETHER, id, list), parts[TOGETHER], parts[TOGETHER], "µs")]
    rows += [
        row_of(Candidate(name, id, list), sample, None, "µs")
        for name, sample in parts.items()
        if name != TOGETHER
    ]
    for jobs, sample in whole.items():
        one = Candidate(f"playbook evaluate --jobs {jobs}", id, list, reach=REACH, note="its start apart")
        rows.append(row_of(one, sample, parts[TOGETHER], "µs"))
    yield Table("stream", f"A post of a file of {many:,}, time on all processors", "µs", tuple(rows))
    yield _speed(spent, many - few)
    yield _memory(spent, few, many)


def _judged(file: Path, jobs: int) -> Spent:
    command = [
        "-m",
        "playbook",
        "evaluate",
        str(file),
        "--policy",
        PACK,
        "--format",
        "jsonl",
        "--jobs",
        str(jobs),
    ]
    return watched(command, allowed=(0, 1))


def _parts(lines: list[str], rounds: int) -> dict[str, Sample]:
    policy = playbook.load(PACK)

    def posts() -> list[Post]:
        return [Post.model_validate_json(line) for line in lines]

    candidates = [
        Candidate("of that: from JSON", for_each(Post.model_validate_json), lambda: lines, len(lines)),
        Candidate(
            "of that: judged", for_each(lambda post: playbook.evaluate(post, policy)), posts, len(lines)
        ),
        Candidate(
            "of that: to JSON",
            for_each(lambda decision: decision.model_dump_json()),
            lambda: [playbook.evaluate(post, policy) for post in posts()],
            len(lines),
        ),
    ]
    samples = race(candidates, rounds)
    found = {one.name: sample for one, sample in zip(candidates, samples, strict=True)}
    together = zip(*(sample.rounds for sample in samples), strict=True)
    return found | {TOGETHER: Sample(tuple(sum(times) for times in together))}


def _speed(spent: dict[int, list[tuple[Spent, Spent]]], posts: int) -> Table:
    rows = [
        known(
            f"--jobs {jobs}",
            max(posts / (large.wall - small.wall) * 1e9 for small, large in pairs),
            note="the best of the rounds, by the wall",
        )
        for jobs, pairs in spent.items()
    ]
    return Table("stream", "Posts a second", "posts", tuple(rows))


def _memory(spent: dict[int, list[tuple[Spent, Spent]]], few: int, many: int) -> Table:
    rows = []
    for jobs, pairs in spent.items():
        for count, which in ((few, 0), (many, 1)):
            most = max(pair[which].megabytes for pair in pairs)
            rows.append(known(f"--jobs {jobs}, {count:,} posts", most, note="the largest of its processes"))
    return Table("stream", "Memory at most", "MB", tuple(rows))
