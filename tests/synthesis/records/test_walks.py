"""Values under a path that another input names."""

from __future__ import annotations

from tests.synthesis.learning import learn


def test_a_path_in_json_and_in_settings() -> None:
    records = [
        ('{"a": {"b": 1, "c": {"d": "x"}}}', "a.c.d", "x"),
        ('{"k": {"l": "y"}, "m": 2}', "k.l", "y"),
        ('{"p": {"q": "z"}}', "p.q", "z"),
    ]
    program = learn(*records)
    assert program.run(('{"u": {"v": {"w": "deep"}}}', "u.v.w")) == "deep"
    settings = [
        ("[web]\nport = 80\n[db]\nport = 5432", "db/port", "5432"),
        ("[web]\nport = 80\n[db]\nport = 5432", "web/port", "80"),
        ("[mail]\nfrom = 17\nto = 4", "mail/to", "4"),
    ]
    program = learn(*settings)
    assert program.run(("[log]\nlevel = 3\n[web]\nlevel = 9", "log/level")) == "3"
