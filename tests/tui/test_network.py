"""People: who comes next, what passed between you, and logging a conversation."""

from __future__ import annotations

from rich.cells import cell_len

from careertui.domain.contact import Cadence, Contact, FollowUp, Interaction
from careertui.domain.partial_date import PartialDate
from careertui.planner.planner import Planner
from careertui.tui.dialogs import Folded
from tests.conftest import Clock
from tests.tui.driver import find, keep, planner_at_the_keyboard


def add_people(planner: Planner, *names: str) -> list[Contact]:
    """Keep some people who are in no hurry."""
    return keep(planner, *(Contact(name=name) for name in names))


def talked(on: str, *people: Contact, summary: str = "", follow_up: FollowUp | None = None) -> Interaction:
    """A conversation on a day."""
    ids = tuple(person.id for person in people)
    return Interaction(on=PartialDate.parse(on), people=ids, summary=summary, follow_up=follow_up)


async def test_an_empty_network_says_what_belongs_there_and_which_key_starts_it(planner: Planner) -> None:
    """And logging says why it cannot begin yet."""
    async with planner_at_the_keyboard(planner) as keys:
        await keys.press("4")
        assert keys.screen_shows("n adds the first,  i then logs a conversation")
        await keys.press("i")
        assert keys.said == "There is nobody to log a conversation with yet; n adds a person."


async def test_i_logs_a_conversation_with_the_person_under_the_cursor(planner: Planner) -> None:
    """In one line that has the name already; today, unless it says another day."""
    add_people(planner, "Ada", "Bob")
    async with planner_at_the_keyboard(planner) as keys:
        await keys.press("4", "j", "i")
        assert keys.line_with("met").strip("▌ ") == "met Bob"
        await keys.type("about compilers\n")
        await keys.press("p")
        assert "today" in keys.line_with("Bob")
    (logged,) = planner.all(Interaction)
    assert logged.people == (find(planner, Contact, "Bob").id,)
    assert (logged.summary, str(logged.on)) == ("compilers", "2026-11-22")


async def test_i_logs_one_conversation_with_all_the_marked_people(planner: Planner) -> None:
    """And takes the marks away; everybody's log tells who else was there."""
    add_people(planner, "Ada", "Bob", "Cyd")
    async with planner_at_the_keyboard(planner) as keys:
        await keys.press("4", "space", "space", "i")
        await keys.type("about lunch\n")
        assert keys.marked == []
        await keys.press("g", "g")
        assert keys.cursor == "Ada"
        assert keys.pane is not None
        assert "with Bob" in keys.pane
    (logged,) = planner.all(Interaction)
    with_whom = {record.heading for id_ in logged.people if (record := planner.get(id_)) is not None}
    assert with_whom == {"Ada", "Bob"}


async def test_i_means_the_person_under_the_cursor_though_another_has_the_name(planner: Planner) -> None:
    """Two of one name at one organisation: the line alone could not tell them apart."""
    first, second = keep(planner, *(Contact(name="Ada", organisation="Acme") for _ in range(2)))
    async with planner_at_the_keyboard(planner) as keys:
        await keys.press("4")
        keys.screen.put_cursor_on(second.id)
        await keys.press("i", "enter")
    (logged,) = planner.all(Interaction)
    assert logged.people == (second.id,) != (first.id,)


async def test_people_to_reconnect_with_come_first(planner: Planner) -> None:
    """Counted from the last conversation, in kind words."""
    often = Cadence(ideal=30)
    ada, bob, cyd = keep(
        planner,
        Contact(name="Ada", cadence=often),
        Contact(name="Bob", cadence=often),
        Contact(name="Cyd"),
    )
    keep(planner, talked("2026-11-20", ada), talked("2026-10-01", bob), talked("2026-11-21", cyd))
    async with planner_at_the_keyboard(planner) as keys:
        await keys.press("4", "p")
        assert keys.order_of("Ada", "Bob", "Cyd") == ["Bob", "Ada", "Cyd"]
        assert not keys.screen_shows("overdue")


async def test_s_sorts_by_the_next_column_and_S_turns_the_order_round(planner: Planner) -> None:  # noqa: N802 - the key
    """Said above and marked in the head of the column; it stays so when one goes to another screen."""
    ada, _, cyd, _ = keep(
        planner,
        Contact(name="Ada", organisation="Zebra", relation="peer"),
        Contact(name="Bob", organisation="Yak", relation="mentor"),
        Contact(name="Cyd", organisation="Xenops", relation="friend"),
        Contact(name="Dan"),
    )
    keep(planner, talked("2026-11-01", ada), talked("2026-11-20", cyd))
    async with planner_at_the_keyboard(planner) as keys:

        def order() -> str:
            return "".join(name[0] for name in keys.order_of("Ada", "Bob", "Cyd", "Dan"))

        await keys.press("4", "p")
        assert keys.screen_shows("4 people, by next")
        assert "Next ▾" in keys.line_with("Organisation")
        seen = []
        for column in ("last contact", "name", "organisation", "relation"):
            await keys.press("s")
            assert keys.screen_shows(f"4 people, by {column}")
            assert f"{column.capitalize()} ▾" in keys.line_with("Organisation")
            seen.append(order())
        assert seen == ["CABD", "ABCD", "CBAD", "CBAD"]
        await keys.press("S")
        assert keys.screen_shows("4 people, by relation in reverse")
        assert "Relation ▴" in keys.line_with("Organisation")
        assert order() == "ABCD", "who has nothing in the column comes last either way"
        assert keys.cursor == "Ada"
        await keys.press("5", "4")
        assert keys.screen_shows("4 people, by relation in reverse")
        await keys.press("s")
        assert keys.screen_shows("4 people, by next")


async def test_the_columns_stand_under_their_heads_whatever_the_letters_width(planner: Planner) -> None:
    """Wide letters and emoji take two cells; where it is narrow, columns go, but not what is next."""
    cadence = Cadence(ideal=30, at_most=60)
    people = keep(
        planner,
        *(Contact(name=name, cadence=cadence) for name in ("Ada", "王小明 the long name of him", "🦊 Fox")),
    )
    keep(planner, talked("2025-09-01", *people))
    async with planner_at_the_keyboard(planner) as keys:
        await keys.press("4", "p")
        for width, shown in ((120, "Relation"), (80, "Organisation"), (60, "Last contact"), (40, "Next")):
            await keys.resize(width, 20)
            head = next(line for line in keys.lines if "Next ▾" in line)
            assert shown in head
            for name in ("Ada", "王", "Fox"):
                line = keys.line_with(name)
                before = line[: line.index("quiet since Sep 2025" if width > 60 else "quiet since 2025")]
                assert cell_len(before) == cell_len(head[: head.index("Next")])
            assert keys.overflowing() == []


async def test_beside_the_pane_names_have_the_room_that_what_is_next_does_not_need(planner: Planner) -> None:
    """As few words as say it, heads that are not cut, and nothing to head while nobody is there."""
    async with planner_at_the_keyboard(planner, (120, 40), "network") as keys:
        assert not keys.screen_shows("people, by next")
        (ada,) = keep(planner, Contact(name="Ada Lovelace-Byron", cadence=Cadence(ideal=30, at_most=60)))
        keep(planner, talked("2026-02-01", ada))
        await keys.settle()
        assert keys.screen_shows("1 person, by next")
        assert "quiet since Feb " in keys.line_with("▌ Ada Lovelace-Byron ")
        head = keys.line_with("Name  ")
        assert "…" not in head
        assert head.index("At") < head.index("Last contact") < head.index("Next ▾")


async def test_r_puts_a_reminder_off_until_a_conversation_is_logged(planner: Planner, clock: Clock) -> None:
    """For all that are marked, as one step; the table says until when."""
    often = Cadence(ideal=30)
    ada, bob = keep(planner, Contact(name="Ada", cadence=often), Contact(name="Bob", cadence=often))
    keep(planner, talked("2026-09-01", ada, bob))
    async with planner_at_the_keyboard(planner) as keys:
        await keys.press("4", "p")
        assert keys.screen_shows("2 to reconnect with")
        await keys.press("space", "space", "r")
        assert keys.screen_shows("Remind me later of Ada and Bob")
        await keys.press("down", "enter")
        assert keys.marked == []
        assert "after 22 Dec" in keys.line_with("Bob")
        assert not keys.screen_shows("to reconnect with")
        await keys.press("u")
        assert keys.screen_shows("2 to reconnect with")
        await keys.press("G")
        who = keys.cursor
        await keys.press("r")
        await keys.type("12 Jan")
        assert "12 Jan 2027" in keys.line_with("On a day")
        await keys.press("enter")
        assert who is not None
        assert "after 12 Jan 2027" in keys.line_with(who)
        assert keys.cursor == who
        clock.go_on(minutes=5)
        await keys.press("i")
        await keys.type("about lunch\n")
        await keys.until_dialog("")
        assert "in 1 month" in keys.line_with(who)
        await keys.press("u")
        assert "after 12 Jan 2027" in keys.line_with(who)
        await keys.press("r", "up", "enter")
        assert "reconnect" in keys.line_with(who)


async def test_marks_outlive_a_conversation_that_was_not_kept(planner: Planner) -> None:
    """Leaving the form decides nothing."""
    add_people(planner, "Ada", "Bob")
    async with planner_at_the_keyboard(planner) as keys:
        await keys.press("4", "space", "space", "i", "escape")
        assert keys.dialog == ""
        assert keys.marked == ["Ada", "Bob"]


async def test_enter_opens_the_persons_page(planner: Planner) -> None:
    """First what to have in mind before meeting; then who came through whom, their moves, and all the log."""
    ada, bob, cyd = add_people(planner, "Ada", "Bob", "Cyd")
    moved = Contact.model_validate({"name": "x", "positions": [{"organisation": "Acme", "end": "2019"}]})
    ada, *_ = keep(
        planner,
        ada.revised(
            organisation="Zenith", met_where="PyCon", introduced_by=(bob.id,), positions=moved.positions
        ),
        cyd.revised(introduced_by=(ada.id,)),
    )
    keep(
        planner,
        *(
            talked(f"2026-{1 + number // 28:02}-{1 + number % 28:02}", ada, summary=f"talk {number}")
            for number in range(40)
        ),
    )
    promise = FollowUp(on=PartialDate.parse("2026-12-01"), what="send the paper")
    keep(planner, talked("2026-11-01", ada, summary="the late talk", follow_up=promise))
    async with planner_at_the_keyboard(planner) as keys:
        await keys.press("4", "enter")
        await keys.until_dialog("PersonPage")
        parts = [
            "Before you meet",
            "↳ send the paper  by 1 Dec",
            "the late talk",
            "talk 39",
            "talk 38",
            "PyCon",
            "Who introduced whom",
            "╰ • Ada",
            "  ╰ • Cyd",
            "Where they have worked",
            "until 2019   Acme",
            "Log · 41 conversations",
        ]
        assert keys.order_of(*parts) == parts
        assert not keys.screen_shows("talk 0")
        await keys.press("G")
        assert keys.screen_shows("talk 0")
        await keys.press("x", "enter")
        await keys.press("g", "g")
        assert keys.screen_shows("Before you meet")
        assert not keys.screen_shows("by 1 Dec")
        await keys.press("i")
        await keys.type("about a word in passing\n")
        await keys.until_dialog("PersonPage")
        assert keys.screen_shows("a word in passing")
        assert "follow up" not in keys.lines[-2]


async def test_a_log_that_says_no_more_than_what_to_have_in_mind_is_not_said_twice(planner: Planner) -> None:
    """Until there is more of it, or more to say of one talk."""
    (ada,) = keep(planner, Contact(name="Ada"))
    keep(planner, talked("2026-11-01", ada, summary="about compilers"))
    async with planner_at_the_keyboard(planner, first="network") as keys:
        await keys.press("enter")
        page = keys.app.screen.query_one(Folded)
        assert page.render().plain.count("about compilers") == 1
        keep(planner, talked("2026-11-02", ada, summary="about looms", follow_up=FollowUp(what="a card")))
        await keys.settle()
        assert page.render().plain.count("about compilers") == 2


async def test_the_line_above_says_what_the_filter_leaves(planner: Planner) -> None:
    """How many of how many, and with which words."""
    add_people(planner, "Ada", "Adam", "Bob")
    async with planner_at_the_keyboard(planner) as keys:
        await keys.press("4", "slash")
        await keys.type("ada")
        assert keys.screen_shows("2 of 3 people, by next")
        assert keys.screen_shows("People with “ada” · 2 of 3")


async def test_the_pane_is_the_persons_log_newest_first(planner: Planner) -> None:
    """With what was promised on top, how you met and who introduced you."""
    ada, bob = add_people(planner, "Ada", "Bob")
    keep(
        planner,
        ada.revised(met_where="PyCon", introduced_by=(bob.id,)),
        talked("2026-03-01", ada, summary="the early talk"),
        talked(
            "2026-11-01",
            ada,
            summary="the late talk",
            follow_up=FollowUp(on=PartialDate.parse("2026-12-01"), what="send the paper"),
        ),
    )
    async with planner_at_the_keyboard(planner) as keys:
        await keys.press("4")
        assert keys.cursor == "Ada"
        order = ["send the paper", "PyCon", "• Bob", "the late talk", "the early talk"]
        assert keys.order_of(*order) == order


async def test_nothing_is_moved_among_people_and_it_says_so(planner: Planner) -> None:
    """A key of the grammar that has no meaning here."""
    add_people(planner, "Ada")
    async with planner_at_the_keyboard(planner) as keys:
        await keys.press("4", "J")
        assert keys.said == "Nothing is moved on this screen."
