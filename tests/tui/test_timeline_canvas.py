"""The timeline: what is drawn where, how the cursor walks, and what the pane tells about a stone."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, ClassVar

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from textual.app import App, ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.pilot import Pilot
from textual.widgets import Static

from careertui.domain.career import Records
from careertui.domain.challenge import Attempt, Challenge
from careertui.domain.contact import Contact, Interaction
from careertui.domain.future import Future, PlannedStone
from careertui.domain.future_line import future_spans
from careertui.domain.goal import ColumnEntry, Goal, GoalKind
from careertui.domain.identity import id_of_number
from careertui.domain.job import ExitCriterion, Gained, Job
from careertui.domain.partial_date import PartialDate
from careertui.domain.record import Record
from careertui.domain.scale import ZOOMS, Scale
from careertui.domain.skill import Skill
from careertui.domain.timeline import Lane, timeline
from careertui.domain.vision import Vision
from careertui.open import open_planner
from careertui.planner.planner import Planner
from careertui.tui.commands import bindings
from careertui.tui.everywhere import EVERYWHERE
from careertui.tui.pressed_twice import PressedTwice
from careertui.tui.screens.timeline import TimelineScreen
from careertui.tui.stone_pane import stone_pane
from careertui.tui.themes import THEMES, hues_for
from careertui.tui.widgets.detail_pane import DetailPane
from careertui.tui.widgets.life_line import LifeLine, Window, lay_out, tracks_of
from careertui.tui.widgets.life_line_drawing import Cells, draw_track
from careertui.tui.widgets.life_line_zoom import WHOLE
from careertui.tui.widgets.timeline_canvas import TimelineCanvas

TODAY = date(2026, 11, 22)
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)

_numbers: Iterator[int] = iter(range(1, 1_000_000))


def job(title: str, start: str | None, end: str | None = None, **fields: Any) -> Job:
    """A job from one date to another."""
    data = {"id": id_of_number(next(_numbers)), "title": title, "start": start, "end": end}
    return Job.model_validate({**data, **fields})


def done(title: str, on: str, kind: GoalKind = "project") -> Goal:
    """A goal that was finished on a day."""
    entered = (ColumnEntry(column="done", at=PartialDate.parse(on)),)
    return Goal(
        id=id_of_number(next(_numbers)),
        title=title,
        goal_kind=kind,
        column="done",
        history=entered,
    )


def vision(title: str, year: int) -> Vision:
    """A vision for a year."""
    return Vision(id=id_of_number(next(_numbers)), title=title, target_year=year)


def life(*records: Record) -> LifeLine:
    """The life line of a career that holds just these records."""
    line = timeline(Records(records), TODAY)
    return LifeLine(lanes=line.lanes, undated=(), first=line.first, last=line.last, today=TODAY)


HELPDESK = job("Helpdesk", "2014-03", "2016-05")
SUPPORT = job("Support Engineer", "2016-06", "2019-03")
BACKEND = job("Backend Engineer", "2019-04")
MAINTAINER = job("Maintainer", "2020-01", "2022-08")
STAFF = job("Staff Engineer", "2029", planned=True)
LINUX = done("Linux basics", "2016-02-01", "learning")
CKA = done("Cluster operator", "2021-05-01", "learning")
TOOLS = vision("Tools people love", 2031)
CAREER = (HELPDESK, SUPPORT, BACKEND, MAINTAINER, STAFF, LINUX, CKA, TOOLS)


class CanvasApp(PressedTwice, App[None]):
    """A canvas alone in a window."""

    def __init__(self, view: LifeLine) -> None:
        super().__init__()
        self.view = view
        self.moved: list[str | None] = []
        self.chosen: list[str | None] = []
        for theme in THEMES:
            self.register_theme(theme)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Our hues in Textual's own theme."""
        return hues_for(self.current_theme)

    def compose(self) -> ComposeResult:
        """The canvas."""
        yield TimelineCanvas()

    def on_mount(self) -> None:
        """Show the life line."""
        self.canvas.show(self.view)

    @property
    def canvas(self) -> TimelineCanvas:
        """The canvas."""
        return self.query_one(TimelineCanvas)

    def on_timeline_canvas_moved(self, event: TimelineCanvas.Moved) -> None:
        """Note where the cursor came."""
        assert event.control is event.canvas
        self.moved.append(event.id)

    def on_timeline_canvas_chosen(self, event: TimelineCanvas.Chosen) -> None:
        """Note what was chosen."""
        self.chosen.append(event.id)


@asynccontextmanager
async def shown(
    view: LifeLine, width: int = 120, height: int = 24
) -> AsyncIterator[tuple[CanvasApp, Pilot[None]]]:
    """A canvas on a life line, with keys to press."""
    app = CanvasApp(view)
    async with app.run_test(size=(width, height)) as pilot:
        await pilot.pause()
        yield app, pilot


def lines(canvas: TimelineCanvas) -> list[str]:
    """What is on the window's lines."""
    return [canvas.render_line(y).text for y in range(canvas.size.height)]


def where(canvas: TimelineCanvas, text: str) -> tuple[int, int]:
    """The line and column at which a text begins."""
    return next((y, line.index(text)) for y, line in enumerate(lines(canvas)) if text in line)


def stone(canvas: TimelineCanvas, record: Record) -> int:
    """The cell of time in which a record's thing begins."""
    window = canvas.window()
    assert window is not None
    return window.scale.cell(canvas._spans[record.id].first)


# --- the cursor -------------------------------------------------------------------------------------


async def test_the_cursor_begins_on_the_job_held_now() -> None:
    """That is where the person is."""
    async with shown(life(*CAREER)) as (app, _):
        assert app.canvas.cursor_id == BACKEND.id


async def test_l_and_h_go_through_a_lane_in_order_of_time_whatever_the_row() -> None:
    """A job that overlaps another is not skipped for standing a row lower."""
    async with shown(life(*CAREER)) as (app, pilot):
        await pilot.press("g", "g", "l", "l", "l", "l", "l", "h")
        order = [HELPDESK, SUPPORT, BACKEND, MAINTAINER, STAFF, MAINTAINER]
        assert app.moved[-6:] == [record.id for record in order]


async def test_j_and_k_go_to_what_is_nearest_in_time_and_back_again() -> None:
    """Going down and up again ends where it began, though the lane between has nothing near."""
    async with shown(life(*CAREER)) as (app, pilot):
        await pilot.press("g", "g")
        assert app.canvas.cursor_id == HELPDESK.id
        await pilot.press("j")
        assert app.canvas.cursor_id == MAINTAINER.id
        await pilot.press("j")
        assert app.canvas.cursor_id == LINUX.id
        await pilot.press("k", "k")
        assert app.canvas.cursor_id == HELPDESK.id


async def test_lanes_without_anything_are_passed_over() -> None:
    """Challenges and people hold nothing here: the vision comes right after the learning."""
    async with shown(life(*CAREER)) as (app, pilot):
        await pilot.press("j", "j", "j")
        assert app.canvas.cursor_id == TOOLS.id


async def test_the_cursor_stays_on_its_thing_when_the_records_change() -> None:
    """It is kept by id, wherever the thing has gone."""
    async with shown(life(*CAREER)) as (app, pilot):
        await pilot.press("h")
        assert app.canvas.cursor_id == SUPPORT.id
        told = len(app.moved)
        app.canvas.show(life(*CAREER[1:], job("Paper round", "2009", "2010")))
        await pilot.pause()
        assert app.canvas.cursor_id == SUPPORT.id
        assert len(app.moved) == told


async def test_of_several_things_in_one_place_the_cursor_keeps_its_own() -> None:
    """A refresh does not bring it to another of them."""
    school = vision("A school of my own", 2031)
    async with shown(life(*CAREER, school)) as (app, pilot):
        await pilot.press("j", "j", "j", "g", "g")
        assert app.canvas.cursor_id == TOOLS.id
        app.canvas.show(life(*CAREER, school))
        await pilot.pause()
        assert app.canvas.cursor_id == TOOLS.id


async def test_the_cursor_goes_to_the_nearest_thing_when_its_own_is_gone() -> None:
    """Archiving a job leaves the cursor among the jobs."""
    async with shown(life(*CAREER)) as (app, pilot):
        await pilot.press("h")
        app.canvas.show(life(HELPDESK, BACKEND, LINUX, TOOLS))
        await pilot.pause()
        assert app.canvas.cursor_id == HELPDESK.id


async def test_a_click_takes_the_cursor_to_the_nearest_thing_and_a_second_chooses_it() -> None:
    """Anywhere on a bar is the job."""
    async with shown(life(*CAREER)) as (app, pilot):
        y, x = where(app.canvas, "Support Engineer")
        await pilot.click(TimelineCanvas, offset=(x + 3, y))
        assert app.canvas.cursor_id == SUPPORT.id
        assert app.chosen == []
        await pilot.click(TimelineCanvas, offset=(x + 3, y), times=2)
        assert app.chosen == [SUPPORT.id]


# --- zoom and pan -----------------------------------------------------------------------------------


@pytest.mark.parametrize("steps", [1, 2, 3, 4])
async def test_zooming_keeps_the_cursor_and_its_place_in_the_window(steps: int) -> None:
    """What is looked at does not run away."""
    async with shown(life(*CAREER)) as (app, pilot):
        await pilot.press("h")
        before = stone(app.canvas, SUPPORT)
        app.canvas.zoom_by(steps)
        assert app.canvas.cursor_id == SUPPORT.id
        assert abs(stone(app.canvas, SUPPORT) - before) <= 1


async def test_zooming_stops_at_either_end() -> None:
    """There is nothing nearer than a quarter; nor farther than twenty years, when life is not longer."""
    async with shown(life(*CAREER)) as (app, _):
        assert app.canvas.zooms == ZOOMS
        app.canvas.zoom_by(9)
        assert app.canvas.zoom == "quarter"
        app.canvas.zoom_by(-9)
        assert app.canvas.zoom == "20 years"


async def test_a_life_line_of_more_than_twenty_years_can_be_seen_whole() -> None:
    """And opens so where there is room for it."""
    long = (*CAREER, vision("A school of my own", 2046))
    async with shown(life(*long)) as (app, _):
        assert app.canvas.zoom == WHOLE
        assert "A school of my own" in "\n".join(lines(app.canvas))
    async with shown(life(*long), width=60) as (app, _):
        assert app.canvas.zoom == "20 years"


async def test_the_window_follows_the_cursor() -> None:
    """However near the zoom, the thing under the cursor is in sight."""
    async with shown(life(*CAREER)) as (app, pilot):
        app.canvas.zoom_by(2)
        await pilot.press("g", "g")
        for record in (HELPDESK, SUPPORT, BACKEND, MAINTAINER, STAFF):
            assert app.canvas.cursor_id == record.id
            assert 0 <= stone(app.canvas, record) < 104
            await pilot.press("l")


async def test_a_life_with_nothing_ahead_opens_on_its_past() -> None:
    """As after taking in a CV: seventeen years back are in sight, and no empty years fill the rest."""
    first = job("Apprentice", "2009-09", "2013")
    async with shown(life(first, job("Engineer", "2013", None))) as (app, _):
        window = app.canvas.window()
        assert window is not None
        assert app.canvas.zoom == "20 years"
        assert stone(app.canvas, first) >= 0
        assert window.now >= 0.85 * window.width


async def test_now_brings_the_now_line_back() -> None:
    """From years away, in one key; the cursor comes along."""
    async with shown(life(*CAREER)) as (app, pilot):
        app.canvas.zoom_by(2)
        await pilot.press("g", "g")
        window = app.canvas.window()
        assert window is not None
        assert not 0 <= window.now < window.width
        app.canvas.go_to_now()
        window = app.canvas.window()
        assert window is not None
        assert 0 <= window.now < window.width
        assert app.canvas.cursor_id == BACKEND.id


async def test_panning_takes_the_cursor_along_where_its_lane_has_something() -> None:
    """Half a window back from now, the job of that time."""
    async with shown(life(*CAREER)) as (app, _):
        app.canvas.zoom_by(1)
        start = app.canvas.window()
        for _ in range(4):
            app.canvas.pan_by(-1)
        later = app.canvas.window()
        assert start is not None
        assert later is not None
        assert later.scale.start < start.scale.start
        assert app.canvas.cursor_id in {HELPDESK.id, SUPPORT.id}


async def test_panning_does_not_leave_the_life_line() -> None:
    """Nobody gets lost in empty centuries."""
    async with shown(life(*CAREER)) as (app, _):
        app.canvas.zoom_by(3)
        for _ in range(200):
            app.canvas.pan_by(1)
        window = app.canvas.window()
        assert window is not None
        assert window.scale.start < date(2032, 1, 1)


# --- what is drawn ----------------------------------------------------------------------------------


async def test_overlapping_jobs_stand_on_lines_of_their_own() -> None:
    """The maintainer's bar is below the engineer's, at its own years."""
    async with shown(life(*CAREER)) as (app, _):
        engineer, maintainer = where(app.canvas, "Backend Engineer"), where(app.canvas, "Maintainer")
        assert maintainer[0] > engineer[0]
        assert "○━" in lines(app.canvas)[maintainer[0] - 1]


async def test_roles_at_one_employer_have_its_name_once_above_them() -> None:
    """A bracket from the first role's stone to the end of the last; a single role needs none."""
    junior = job("Junior", "2016", "2018-12", organisation="Acme")
    senior = job("Senior", "2019", "2022-05", organisation="ACME")
    other = job("Lead", "2022-06", organisation="Elsewhere")
    async with shown(life(junior, senior, other)) as (app, _):
        canvas = app.canvas
        above, left = where(canvas, "╭ ACME ─")
        bar, first = where(canvas, "○━")
        assert (bar, first) == (above + 1, left)
        assert lines(canvas)[above].rindex("╮") == stone(canvas, other) - stone(canvas, junior) + left - 1
        assert sum(line.count("ACME") for line in lines(canvas)) == 1
        assert not any("Elsewhere" in line for line in lines(canvas))
        assert lines(canvas)[bar].lstrip().startswith("Jobs")


async def test_titles_with_room_stand_under_their_bar_and_the_others_a_line_down() -> None:
    """Neither is cut while there is a line for it."""
    short = job("Time at home", "2019-01", "2019-03")
    after = job("Backend Engineer", "2019-04", "2022")
    later = job("Staff Engineer", "2024", "2025")
    async with shown(life(short, after, later)) as (app, _):
        home, engineer, staff = (where(app.canvas, one.title) for one in (short, after, later))
        assert home[0] == staff[0] == engineer[0] - 1
        assert lines(app.canvas)[home[0] - 1].count("○") == 3


def test_a_line_stays_as_wide_as_the_window_whatever_is_put_on_it() -> None:
    """A piece ends where the next begins, and the last one at the edge."""
    line = Cells(Window(Scale(date(2020, 1, 1), 10.0), 12, date(2020, 1, 15)))
    for cell, piece in ((9, "last one"), (4, "second"), (6, "日本語"), (20, "outside"), (-3, "outside")):
        line.put(cell, Content(piece))
    assert line.drawn().plain == " ┆  s…日…la…"
    assert line.drawn().cell_length == 12


async def test_what_the_past_says_ends_at_the_now_line() -> None:
    """A label of last year does not run into the future."""
    async with shown(life(BACKEND, done("A long title that would reach beyond today", "2025-01-01"))) as (
        app,
        _,
    ):
        goals = next(line for line in lines(app.canvas) if "Goals" in line)
        assert re.search(r"✓ A long.*… ┆ *$", goals) or re.search(r"✓ +┆ *$", goals)


async def test_this_year_and_the_now_line_are_there() -> None:
    """The line goes down through the lanes; the job held now runs into it."""
    async with shown(life(*CAREER)) as (app, _):
        drawn = lines(app.canvas)
        assert "2026" in drawn[0]
        column = next(line.index("┿") for line in drawn if "┿" in line)
        assert sum(line[column : column + 1] == "┆" for line in drawn) >= 8


async def test_what_is_planned_is_hollow_and_dashed() -> None:
    """With the way there from the job held now."""
    async with shown(life(*CAREER)) as (app, _):
        assert any(re.search(r"┿╌+○╌+", line) for line in lines(app.canvas))


async def test_marks_that_would_collide_become_a_count_and_each_is_still_reached() -> None:
    """Three goals of one week are one mark, and three steps of the cursor."""
    goals = [done(f"Goal {number}", f"2020-06-0{number}") for number in (1, 2, 3)]
    async with shown(life(BACKEND, *goals)) as (app, pilot):
        assert any("✓³" in line for line in lines(app.canvas))
        await pilot.press("j", "g", "g", "l", "l")
        assert app.moved[-3:] == [goal.id for goal in goals]
        assert any("✓³ Goal 3" in line for line in lines(app.canvas))


async def test_lanes_that_do_not_fit_are_scrolled_to_under_a_fixed_axis() -> None:
    """The jobs come first; the vision is a few keys away."""
    crowd = [job(f"Job {number}", "2018", "2024") for number in range(6)]
    async with shown(life(*crowd, TOOLS), width=60, height=10) as (app, pilot):
        axis = lines(app.canvas)[0]
        assert not any("★" in line for line in lines(app.canvas))
        await pilot.press(*["j"] * 8)
        await pilot.pause()
        assert app.canvas.cursor_id == TOOLS.id
        assert any("★" in line for line in lines(app.canvas))
        assert lines(app.canvas)[0] == axis


async def test_conversations_are_a_row_of_bars() -> None:
    """Eight in a week stand taller than one; each can be reached."""
    ada = Contact(id=id_of_number(next(_numbers)), name="Ada")
    talks = [
        Interaction(id=id_of_number(next(_numbers)), on=PartialDate.parse(on), people=(ada.id,))
        for on in ("2020-03-02", *["2024-05-06"] * 8)
    ]
    async with screen_of([ada, *talks]) as (screen, pilot):
        bars = next(line for line in lines(screen.canvas) if "People" in line)
        assert re.search("▁ +█", bars)
        await pilot.press("g", "g")
        assert screen.current_id is not None
        assert screen.current is not None
        assert screen.current.kind == "interaction"


@pytest.mark.parametrize(("width", "height"), [(120, 24), (80, 13), (60, 11), (20, 4)])
@pytest.mark.parametrize(
    "title",
    [
        "研究開発部主任研究員および学習支援者",
        "[/red][@click=app.quit]x[/]",
        "a\x1b]52;c;eA==\x07b",
        "\u202edrow",
        "e\u0301" * 300,
    ],
)
async def test_hostile_and_wide_titles_stay_in_their_cells(title: str, width: int, height: int) -> None:
    """Every line is as wide as the window, and nothing in it is obeyed by a terminal."""
    records = (
        job(title, "2015", "2016"),
        job(title, "2016-03", "2016-04"),
        done(title, "2017"),
        vision(title, 2040),
    )
    async with shown(life(*records), width=width, height=height) as (app, pilot):
        for key in ("l", "j", "j", "j", "l"):
            await pilot.press(key)
            strips = [app.canvas.render_line(y) for y in range(height)]
            assert {strip.cell_length for strip in strips} == {app.canvas.scrollable_content_region.width}
            assert not re.search("[\x00-\x1f\x7f-\x9f\u202e]", "".join(strip.text for strip in strips))


def jobs_of(stays: Sequence[tuple[int, int, int, bool]]) -> list[Job]:
    """Jobs with titles that tell where they were cut."""
    return [
        Job(
            id=id_of_number(number + 1),
            title=f"{chr(65 + number % 26)}{chr(97 + number // 26)}" + "x" * length,
            start=PartialDate.of(date(2000, 1, 1) + timedelta(days=begin)),
            end=PartialDate.of(date(2000, 1, 1) + timedelta(days=begin + days)) if not goes_on else None,
        )
        for number, (begin, days, length, goes_on) in enumerate(stays)
    ]


STAYS = st.lists(
    st.tuples(st.integers(0, 12_000), st.integers(0, 4_000), st.integers(1, 30), st.booleans()), max_size=30
)


@given(STAYS, st.sampled_from(ZOOMS), st.integers(0, 12_000), st.integers(8, 130), st.integers(1, 60))
def test_titles_never_run_into_each_other(
    stays: list[tuple[int, int, int, bool]], zoom: str, centre: int, width: int, height: int
) -> None:
    """Each is whole or ends in …, whatever the jobs, the zoom, the window and the lines there are."""
    jobs = jobs_of(stays)
    titles = {one.title for one in jobs}
    scale = Scale.fit(zoom, width, date(2000, 1, 1) + timedelta(days=centre))
    tracks = tracks_of(life(*jobs))
    window = Window(scale, width, TODAY, next(iter(tracks[0].spans), None))
    layout = lay_out(tracks, window, height)
    for number, track in enumerate(tracks):
        for line in draw_track(number, track, window, layout):
            assert line.cells.cell_length == width
            for word in re.findall(r"[A-Z]\S*", line.cells.plain.replace("┆", " ")):
                cut = word.removesuffix("…")
                assert word in titles or (
                    word.endswith("…") and any(title.startswith(cut) for title in titles)
                )


@settings(max_examples=10, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(stays=STAYS, points=st.lists(st.integers(0, 15_000), max_size=20), zoom=st.integers(0, 4))
async def test_everything_is_reached_by_keys_and_seen_when_it_is(
    stays: list[tuple[int, int, int, bool]], points: list[int], zoom: int
) -> None:
    """From the first of a lane with l to the last, on every lane."""
    goals = [done(f"g{day}", str(date(2000, 1, 1) + timedelta(days=day))) for day in points]
    records: list[Record] = [*jobs_of(stays), *goals, TOOLS]
    reached: set[str] = set()
    async with shown(life(*records), width=80, height=16) as (app, _):
        canvas = app.canvas
        canvas.zoom_by(zoom)
        for _ in range(40):
            canvas.action_lane(-1)
        for _ in range(40):
            before = canvas.cursor_id
            canvas.action_first()
            for _ in records:
                reached.add(canvas.cursor_id or "")
                window = canvas.window()
                assert window is not None
                assert window.shows(canvas._spans[canvas.cursor_id or ""])
                canvas.action_step(1)
            if before is not None:
                canvas.go_to(before)
            canvas.action_lane(1)
        assert reached == {record.id for record in records} == set(canvas.ids)


# --- the screen -------------------------------------------------------------------------------------


class ScreenApp(PressedTwice, App[None]):
    """The timeline's screen alone; it names keys that work everywhere."""

    BINDINGS: ClassVar[list[BindingType]] = list(bindings(EVERYWHERE))

    def __init__(self, planner: Planner) -> None:
        super().__init__()
        self.planner = planner

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Our hues in Textual's own theme."""
        return hues_for(self.current_theme)

    def on_mount(self) -> None:
        """Show the screen."""
        self.push_screen(TimelineScreen(self.planner))


@pytest.fixture(autouse=True)
def _in_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@asynccontextmanager
async def screen_of(
    records: Sequence[Record], size: tuple[int, int] = (120, 40)
) -> AsyncIterator[tuple[TimelineScreen, Pilot[None]]]:
    """The timeline's screen on a career that holds these records."""
    with open_planner(Path("career.json"), lambda: NOON) as planner:
        with planner.change("Begin") as change:
            for record in records:
                change.put(record)
        app = ScreenApp(planner)
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            assert isinstance(app.screen, TimelineScreen)
            yield app.screen, pilot


async def test_an_empty_life_line_says_how_it_begins() -> None:
    """One line on what belongs here, one on the keys."""
    async with screen_of([]) as (screen, _):
        said = " ".join(lines(screen.canvas))
        assert "begins with a job" in said
        assert "n adds one" in said
        assert screen.why_not("timeline.zoom_in") is not None


async def test_jobs_without_dates_are_not_lost() -> None:
    """They have a line of their own below the jobs, and the cursor goes there."""
    dateless = [job(f"Paper round {number}", None) for number in range(12)]
    async with screen_of([BACKEND, *dateless]) as (screen, pilot):
        assert any("no dates" in line and "Paper round 0" in line for line in lines(screen.canvas))
        await pilot.press("j", *["l"] * 11)
        assert screen.current_id == dateless[-1].id
        assert any("Paper round 11" in line for line in lines(screen.canvas))


async def test_the_filter_leaves_only_what_matches() -> None:
    """And esc brings everything back."""
    async with screen_of(CAREER) as (screen, pilot):
        await pilot.press("slash", *"support", "enter")
        assert screen.canvas.ids == {SUPPORT.id}
        assert isinstance(screen.focused, TimelineCanvas)
        await pilot.press("escape")
        assert len(screen.canvas.ids) == len(CAREER)


async def test_what_led_to_a_vision_is_shown_alone_and_named_above() -> None:
    """Under the cursor or picked; esc brings everything back."""
    compiler = done("A compiler", "2025-03").revised(serves=(TOOLS.id,))
    async with screen_of([*CAREER, compiler, vision("Teach", 2036)]) as (screen, pilot):
        everything = screen.canvas.ids
        screen.put_cursor_on(TOOLS.id)
        await pilot.press("F")
        assert screen.canvas.ids == {TOOLS.id, compiler.id}
        title = str(screen.query_one("#title", Static).render())
        assert "what led to ★ Tools people love   1 thing " in title
        await pilot.press("escape")
        assert screen.canvas.ids == everything
        assert not screen.query_one("#title").display
        screen.put_cursor_on(BACKEND.id)
        await pilot.press("F")
        await pilot.pause()
        await pilot.press(*"teach", "enter")
        await pilot.pause()
        assert screen.current_id not in {None, BACKEND.id}
        assert len(screen.canvas.ids) == 1


async def test_the_screen_s_keys_zoom_pan_and_go_to_now() -> None:
    """One command each."""
    async with screen_of(CAREER) as (screen, pilot):
        await pilot.press("z", "z")
        assert screen.canvas.zoom == "year"
        await pilot.press("Z")
        assert screen.canvas.zoom == "5 years"
        before = screen.canvas.window()
        await pilot.press("less_than_sign")
        after = screen.canvas.window()
        assert before is not None
        assert after is not None
        assert after.scale.start < before.scale.start
        await pilot.press("0")
        back = screen.canvas.window()
        assert back is not None
        assert 0 <= back.now < back.width
        await pilot.press("left_square_bracket")
        assert screen.canvas.cursor_id == SUPPORT.id
        assert abs(stone(screen.canvas, SUPPORT) - 52) <= 1


async def test_the_pane_tells_about_the_stone_under_the_cursor() -> None:
    """And follows it."""
    async with screen_of(CAREER) as (screen, pilot):
        await pilot.press("h")
        shown_now = screen.query_one(DetailPane).shown
        assert shown_now is not None
        assert shown_now.plain.startswith("○ Support Engineer")
        assert "What can you do now that you could not before?" in shown_now.plain


async def test_a_thing_is_found_from_elsewhere() -> None:
    """The palette sends the cursor here; what has no place here is not found."""
    async with screen_of(CAREER) as (screen, pilot):
        assert screen.put_cursor_on(CKA.id)
        await pilot.pause()
        assert screen.current_id == CKA.id
        assert not screen.put_cursor_on(id_of_number(1_000_001))


async def test_marks_are_seen_and_taken_away_again() -> None:
    """Space marks and goes on; esc forgets the marks."""
    async with screen_of(CAREER) as (screen, pilot):
        await pilot.press("g", "g", "space")
        assert screen.marked == {HELPDESK.id}
        assert screen.current_id == SUPPORT.id
        assert any("✱━" in line for line in lines(screen.canvas))
        await pilot.press("escape")
        assert not any("✱" in line for line in lines(screen.canvas))


async def test_a_challenge_stands_where_it_was_last_tried() -> None:
    """In its own lane."""
    tried = Challenge(
        id=id_of_number(next(_numbers)),
        title="First talk",
        status="attempting",
        attempts=(Attempt(on=PartialDate.parse("2024-06-01")),),
    )
    async with screen_of([BACKEND, tried]) as (screen, pilot):
        assert any("Challenges" in line and "▲ First talk" in line for line in lines(screen.canvas))
        await pilot.press("j")
        assert screen.current_id == tried.id


# --- the stone in words -----------------------------------------------------------------------------

SQL = Skill(id=id_of_number(900_001), name="SQL")
ADA = Contact(id=id_of_number(900_002), name="Ada L.", relation="mentor", met_at=(SUPPORT.id,))
FILLED = SUPPORT.revised(
    organisation="Acme",
    gained=(Gained(skill=SQL.id, start=1, end=3),),
    knowledge=("retail banking", "how outages are reported"),
    exit_criteria=(
        ExitCriterion(text="two maintainers", met_on=PartialDate(2018)),
        ExitCriterion(text="rest"),
    ),
)


def told(a_job: Job, *others: Record, width: int = 100) -> list[str]:
    """The lines of a job's pane."""
    pane = stone_pane(a_job, Records([a_job, *others]), TODAY, width)
    return [line.rstrip() for line in pane.plain.split("\n")]


def test_a_stone_is_told_with_what_it_left_behind() -> None:
    """A tick and the things for a filled quarter, a question for an empty one, then its neighbours."""
    pane = told(FILLED, SQL, ADA, HELPDESK, BACKEND)
    assert pane[0].startswith("◕ Support Engineer  Acme · Jun 2016 – Mar 2019 · 2 years 9 months")
    assert pane[0].endswith("3 of 4 left behind")
    assert pane[2:] == [
        "✓ Skills      SQL 1 → 3",
        "✓ People      Ada L. mentor",
        "✓ Knowledge   retail banking · how outages are reported",
        "○ Direction   What did it make possible?",
        "",
        "from ○ Helpdesk      to ○ Backend Engineer      1 of 2 met before leaving",
    ]


def test_a_colleague_who_was_spoken_with_while_it_lasted_stands_among_the_people() -> None:
    """After those met there, with how they came to count."""
    bob = Contact(id=id_of_number(900_201), name="Bob", organisation="acme")
    talk = Interaction(id=id_of_number(900_202), on=PartialDate(2017, 5), people=(bob.id,))
    assert "✓ People      Ada L. mentor   Bob talked with" in told(FILLED, SQL, ADA, bob, talk)


@pytest.mark.parametrize(
    ("a_job", "heading"),
    [
        (BACKEND, "○ Backend Engineer  since Apr 2019 · 7 years 7 months"),
        (STAFF, "○ Staff Engineer  planned for 2029"),
        (job("Clerk", "2001", "2004-06"), "○ Clerk  2001 – Jun 2004 · about 3 years"),
        (job("Clerk", "2001", "2001"), "○ Clerk  2001 – 2001"),
        (job("Clerk", None, "2004"), "○ Clerk  until 2004"),
        (job("Degree", None, kind="education"), "○ Degree  education · no dates"),
    ],
)
def test_dates_are_told_no_more_precisely_than_they_are_known(a_job: Job, heading: str) -> None:
    """Years of which nobody said the months are counted as about so many."""
    first = told(a_job)[0]
    assert first.startswith(heading)
    nothing_yet = "nothing written down yet" if a_job.job_kind == "education" else "just a job, so far"
    assert first.removeprefix(heading).strip() == ("a stone ahead" if a_job.planned else nothing_yet)


@given(width=st.integers(30, 140), people=st.integers(0, 30), title=st.text(min_size=1, max_size=80))
def test_no_line_of_the_pane_is_wider_than_the_pane(width: int, people: int, title: str) -> None:
    """What does not fit is counted."""
    a_job = FILLED.model_copy(update={"title": title, "organisation": title})
    met = [ADA.model_copy(update={"id": id_of_number(900_100 + number)}) for number in range(people)]
    pane = stone_pane(a_job, Records([a_job, SQL, HELPDESK, BACKEND, *met]), TODAY, width)
    assert all(line.cell_length <= width for line in pane.split("\n", allow_blank=True))
    shown_people = pane.plain.count("Ada L.")
    assert width < 60 or shown_people == people or f"and {people - shown_people} more" in pane.plain


def test_the_pane_shows_hostile_text_as_text() -> None:
    """Markup is not read and no escape goes through."""
    a_job = FILLED.model_copy(update={"title": "[red]x[/]\x1b[2J", "knowledge": ("[@click=quit]y",)})
    pane = stone_pane(a_job, Records([a_job]), TODAY, 100)
    assert isinstance(pane, Content)
    assert "[red]x[/]␛[2J" in pane.plain
    assert "[@click=quit]y" in pane.plain


def test_lanes_keep_their_order() -> None:
    """Jobs on top, a row each, then the futures where there are any, then the rest."""
    lanes = [track.lane for track in tracks_of(life(*CAREER))]
    assert lanes == [Lane.JOBS, *(lane for lane in Lane if lane is not Lane.FUTURES)]
    stone = PlannedStone(title="Boat builder", start=PartialDate(2028))
    futures = [Future(id=id_of_number(number), title="By the water", stones=(stone,)) for number in (7, 8)]
    ahead = future_spans(Records(futures), TODAY)
    view = life(*CAREER)
    tracks = tracks_of(replace(view, lanes={**view.lanes, Lane.FUTURES: ahead}))
    assert [track.lane for track in tracks][:4] == [Lane.JOBS, Lane.JOBS, Lane.FUTURES, Lane.FUTURES]
